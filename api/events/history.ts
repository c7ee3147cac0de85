import { desc, eq, inArray, sql } from 'drizzle-orm';

import { isStaff, type Actor } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import type { EventAudience } from '#db/enums.ts';
import { events, type Event } from '#db/schema/events.ts';
import { people } from '#db/schema/people.ts';

const NEWEST = 100;

export type HistoryEntry = Pick<Event, 'id' | 'name' | 'at' | 'actorKind' | 'data'> & {
  /** Empty for machines and for people whose data was erased. */
  actorName: string | null;
  values: { field: string; before: unknown; after: unknown }[];
};

const readableBy = (actor: Actor): EventAudience[] =>
  isStaff(actor) || actor.kind === 'system' ? ['staff', 'account', 'public'] : ['account', 'public'];

/**
 * What happened to a thing, newest first, as far as the actor may know. The caller has found the thing in its own
 * scope: whoever reaches a thing may read its story, except for what is the house's own.
 */
export async function historyOf(scope: Scope, subject: { id: string }): Promise<HistoryEntry[]> {
  const audiences = readableBy(scope.actor);
  const rows = await scope
    .asSystem('history')
    .pick(
      events,
      {
        id: events.id,
        name: events.name,
        at: events.at,
        actorKind: events.actorKind,
        data: events.data,
        actorName: people.name,
      },
      sql`${eq(events.subjectId, subject.id)} and ${inArray(events.audience, audiences)}`,
    )
    .leftJoin(people, eq(people.id, events.actorId))
    .orderBy(desc(events.at), desc(events.id))
    .limit(NEWEST);
  const values = await scope.eventValues(
    rows.map(({ id }) => id),
    audiences,
  );
  return rows.map((row) => ({ ...row, values: values.filter(({ eventId }) => eventId === row.id) }));
}
