import { and, asc, eq, inArray } from 'drizzle-orm';

import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { accounts } from '#db/schema/accounts.ts';
import { events } from '#db/schema/events.ts';
import type { Request } from '#db/schema/requests.ts';
import { requestClocks, type RequestClock } from '#db/schema/service-levels.ts';
import { follow, type Fact } from './clock.ts';
import { courseOf, heard, type Told } from './facts.ts';
import { levelFor, levelsOf, type Judged, type Level } from './levels.ts';
import { earliestDue, rowsOf, type Row } from './rows.ts';

const MOST = 5_000;

export type Timed = Judged & Pick<Request, 'status' | 'firstResponseAt'>;

/** The clocks of a request as they were read. */
export type Kept = { request: Timed; level: Level; events: Told[]; rows: RequestClock[] };
export type Next = { dueAt: Date | undefined; rows: Row[] };

/** What the clocks of one request go by. */
export async function clocksOf(
  scope: Scope,
  request: Omit<Timed, 'accountKind'> & { id: string },
): Promise<Kept> {
  const inside = scope.asSystem('service-levels');
  const [levels, [account], told, rows] = await Promise.all([
    levelsOf(scope),
    inside.pick(accounts, { kind: accounts.kind }, eq(accounts.id, request.accountId)).limit(1),
    toldOf(inside, [request.id]),
    keptOf(inside, [request.id]),
  ]);
  const timed = { ...request, accountKind: account?.kind ?? ('customer' as const) };
  return { request: timed, level: levelFor(levels, timed), events: told, rows };
}

/** Everything that moved the clocks of some requests, oldest first. */
export const toldOf = (inside: Scope, ids: string[]) =>
  inside
    .pick(
      events,
      { subjectId: events.subjectId, name: events.name, at: events.at, data: events.data },
      and(inArray(events.subjectId, ids), inArray(events.name, [...heard])),
    )
    .orderBy(asc(events.subjectId), asc(events.at), asc(events.id))
    .limit(MOST * ids.length);

export const keptOf = (inside: Scope, ids: string[]) =>
  inside.select(requestClocks, inArray(requestClocks.requestId, ids)).limit(ids.length * 4);

/** Where a request stood at first, and what happened since. */
export function courseOfKept({ request, events: told, rows }: Kept, now: Date) {
  const began = rows.map(({ startedAt }) => startedAt.getTime());
  const first = told[0]?.at.getTime() ?? now.getTime();
  return courseOf(request, told, began.length ? Math.min(...began) : first);
}

/** Where the clocks stand once that has happened too. */
export function nextClocks(kept: Kept, now: Date, further: Fact[] = []): Next {
  const { standing, facts } = courseOfKept(kept, now);
  const next = rowsOf(kept.level, follow(kept.level.promised, standing, [...facts, ...further]));
  return { dueAt: earliestDue(next), rows: next };
}

/** The clocks of a request that is only being made. */
export async function newClocks(scope: Scope, request: Judged & Pick<Request, 'status'>): Promise<Kept> {
  const level = levelFor(await levelsOf(scope), request);
  return { request: { ...request, firstResponseAt: null }, level, events: [], rows: [] };
}

/** Keeps them, in the batch of what has moved them. */
export function keepClocks(write: Write, requestId: string, { rows }: Kept, next: Next): void {
  const gone = rows.filter(({ target }) => !next.rows.some((row) => row.target === target));
  if (gone.length)
    write.remove(
      requestClocks,
      inArray(
        requestClocks.id,
        gone.map(({ id }) => id),
      ),
    );
  for (const row of next.rows) {
    const kept = rows.find(({ target }) => target === row.target);
    if (!kept) write.insert(requestClocks, { requestId, ...row });
    else if (differs(kept, row)) write.mark(requestClocks, eq(requestClocks.id, kept.id), row);
  }
}

const differs = (kept: RequestClock, row: Row) =>
  Object.entries(row).some(([key, value]) => !same(kept[key as keyof Row], value));

const same = (a: unknown, b: unknown) =>
  a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
