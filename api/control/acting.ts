import { and, asc, eq, isNull } from 'drizzle-orm';

import { can, isStaff, system, type Member } from '#api/core/actor.ts';
import { notFound } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { Scope } from '#api/core/scope.ts';
import type { Portico } from '#api/portico.ts';
import { memberships } from '#db/schema/people.ts';

const FIRST_STAFF = 100;

/** Commands act as a person who may import: the one that is named, or whoever has been in the house longest. */
export async function importerScope(portico: Portico, email: string | undefined): Promise<Scope> {
  const { base, auth } = portico;
  const named = email === undefined ? undefined : await auth.directory.byEmail(email);
  const ids =
    email === undefined ? await staffOf(new Scope(base, system('command'))) : named ? [named.id] : [];
  for (const id of ids) {
    const member = (await auth.directory.membersOf(id)).find(mayImport);
    if (member) return new Scope(base, member);
  }
  throw notFound('people');
}

const mayImport = (member: Member) => isStaff(member) && can(member, 'imports.run');

async function staffOf(scope: Scope): Promise<string[]> {
  const inHouse = and(eq(memberships.accountId, HOUSE_ID), isNull(memberships.endedAt));
  const rows = await scope
    .pick(memberships, { personId: memberships.personId }, inHouse)
    .orderBy(asc(memberships.createdAt), asc(memberships.id))
    .limit(FIRST_STAFF);
  return rows.map(({ personId }) => personId);
}
