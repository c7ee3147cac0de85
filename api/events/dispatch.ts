import { asc, inArray, isNull } from 'drizzle-orm';

import type { Database } from '#db/client.ts';
import type { EventName } from '#db/event-names.ts';
import { events } from '#db/schema/events.ts';
import { jobs } from '#db/schema/jobs.ts';

const AT_ONCE = 100;

/** Which jobs follow from which event. */
export type Reactions<Name extends string = string> = Partial<Record<EventName, readonly Name[]>>;

/**
 * Turns events nobody has looked at yet into jobs. The jobs and the mark on the events are one batch, and a job is
 * unique per event, so that a crash in between neither loses nor doubles one.
 *
 * @param delayOf how long after its event a job is due, in ms
 * @returns whether there may be more
 */
export async function dispatch(
  db: Database,
  reactions: Reactions,
  delayOf: (job: string) => number = () => 0,
): Promise<boolean> {
  const waiting = await db.reader
    .select({ id: events.id, name: events.name, at: events.at })
    .from(events)
    .where(isNull(events.dispatchedAt))
    .orderBy(asc(events.id))
    .limit(AT_ONCE);
  if (!waiting.length) return false;

  const now = new Date();
  const following = waiting.flatMap(({ id, name, at }) =>
    (reactions[name] ?? []).map((job) => ({ name: job, eventId: id, runAt: dueAt(at, delayOf(job), now) })),
  );
  const seen = db.direct
    .update(events)
    .set({ dispatchedAt: now })
    .where(
      inArray(
        events.id,
        waiting.map(({ id }) => id),
      ),
    );
  const queries = following.length
    ? [db.direct.insert(jobs).values(following).onConflictDoNothing(), seen]
    : [seen];
  await db.writer.batch(
    queries.map((query) => {
      const { sql, params } = query.toSQL();
      return { sql, args: params as string[] };
    }),
  );
  return waiting.length === AT_ONCE;
}

const dueAt = (at: Date, delay: number, now: Date) => (delay ? new Date(at.getTime() + delay) : now);
