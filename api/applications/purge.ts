import { and, eq, lt } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { applications } from '#db/schema/applications.ts';

const KEPT_MS = 14 * 86_400_000;

/** Forgets applications whose address nobody has proven; a link to one that is gone opens nothing. */
export async function purgeUnprovenApplications(base: Base, now = new Date()): Promise<void> {
  const old = new Date(now.getTime() - KEPT_MS);
  const unproven = and(eq(applications.status, 'unproven'), lt(applications.createdAt, old));
  await new Scope(base, system('purge-applications')).write((write) => {
    if (unproven) write.remove(applications, unproven);
  });
}
