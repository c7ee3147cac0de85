import { and, asc, eq, lte, sql } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { AppError, stale } from '#api/core/errors.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import type { EventName } from '#db/event-names.ts';
import { requests } from '#db/schema/requests.ts';
import { requestClocks, type RequestClock } from '#db/schema/service-levels.ts';
import type { Fact } from './clock.ts';
import { clocksOf, keepClocks, nextClocks } from './keeping.ts';
import type { Row } from './rows.ts';

const AT_ONCE = 100;

/**
 * Says once that a promise nears its end, once that it is broken, and then to one after the other.
 *
 * @returns how often it said something
 */
export async function watchClocks(base: Base, now = new Date()): Promise<number> {
  const scope = new Scope(base, system('watch-clocks'));
  let said = 0;
  for (;;) {
    const found = await scope
      .select(requestClocks, lte(requestClocks.nextAt, now))
      .orderBy(asc(requestClocks.nextAt), asc(requestClocks.id))
      .limit(AT_ONCE);
    let moved = 0;
    for (const clock of found) {
      const outcome = await look(scope, clock, now);
      said += Number(outcome === 'said');
      moved += Number(outcome !== 'left');
    }
    if (found.length < AT_ONCE || moved === 0) return said;
  }
}

type Outcome = 'said' | 'mended' | 'left';

/** What happened to the request counts, not what was kept of it; one that moves at this very moment waits. */
async function look(scope: Scope, clock: RequestClock, now: Date): Promise<Outcome> {
  const request = await scope.find(requests, clock.requestId);
  const kept = await clocksOf(scope, request);
  const before = nextClocks(kept, now);
  const row = before.rows.find(({ target }) => target === clock.target);
  const due = row?.nextAt && row.nextAt <= now ? row : undefined;
  try {
    await scope.write((write) => {
      const unmoved = and(eq(requests.id, request.id), eq(requests.version, request.version));
      write.require(sql`exists (select 1 from ${requests} where ${unmoved})`, stale());
      if (!due) return keepClocks(write, request.id, kept, before);
      const { name, what } = newsOf(due, now);
      const { target, dueAt, escalated } = due;
      const data = { target, dueAt, ...(what === 'escalated' ? { step: escalated } : {}) };
      write.record(name, request, { audience: 'staff', data });
      const fact: Fact = { at: write.at.getTime(), what, target };
      keepClocks(write, request.id, kept, nextClocks(kept, now, [fact]));
    });
    return due ? 'said' : 'mended';
  } catch (error) {
    if (error instanceof AppError) return 'left';
    throw error;
  }
}

type News = { name: EventName; what: 'warned' | 'breached' | 'escalated' };

/** Of an end that has come nobody is warned any more. */
export function newsOf({ dueAt, breachedAt }: Row, now: Date): News {
  if (breachedAt) return { name: 'request.escalated', what: 'escalated' };
  if (dueAt && dueAt <= now) return { name: 'request.overdue', what: 'breached' };
  return { name: 'request.due_soon', what: 'warned' };
}
