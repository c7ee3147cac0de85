import { and, desc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm';

import { can } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import { imports, origins } from '#db/schema/imports.ts';

/** From which system a thing came, when, and by which import, where one at the desk or by CSV has brought it. */
export type Provenance = { source: string; at: Date; by: { id: string; fileName: string } | undefined };

/** The end of an import is noted a moment before its last rows are. */
const SLACK_MS = 60_000;

/** Nothing for what was made here, and for who may not read imports. */
export async function provenanceOf(scope: Scope, subjectId: string): Promise<Provenance | undefined> {
  if (!can(scope.actor, 'imports.read')) return undefined;
  // The index has the oldest first: what brought it, not what has met it again.
  const [origin] = await scope.select(origins, eq(origins.subjectId, subjectId)).limit(1);
  if (!origin) return undefined;
  const { kind, source, createdAt: at } = origin;
  const [by] = await scope
    .pick(
      imports,
      { id: imports.id, fileName: imports.fileName },
      and(
        eq(imports.source, source),
        // Articles and their headings have origins of their own kinds, but no such import.
        eq(imports.kind, kind as typeof imports.$inferSelect.kind),
        inArray(imports.state, ['running', 'done', 'failed', 'cancelled']),
        lte(imports.createdAt, at),
        or(isNull(imports.endedAt), gte(imports.endedAt, new Date(at.getTime() - SLACK_MS))),
      ),
    )
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(1);
  return { source, at, by };
}
