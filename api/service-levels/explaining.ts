import { isStaff } from '#api/core/actor.ts';
import { allow } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { follow, isPromised, lengthOf, type Clock, type Course } from './clock.ts';
import { courseOfKept, clocksOf, type Kept } from './keeping.ts';
import { openingsFrom, type Hours } from './hours.ts';
import { rowOf, type Row } from './rows.ts';

const MINUTE_MS = 60_000;
/** The first and the last days are told one by one. */
const TOLD = 3;

/** One step of a clock, as somebody reads it. */
export type Line =
  | { kind: 'started' | 'paused' | 'resumed' | 'met' | 'stopped' | 'due'; at: Date }
  | { kind: 'counted'; from: Date; to: Date; minutes: number }
  | { kind: 'more'; windows: number; minutes: number };

export type Told = Row & { state: Clock['state']; promised: number; lines: Line[] };
/** Why something is due when it is; the clock that runs out first comes first. */
export type Explanation = { level: string; schedule: string | null; zone: string | null; clocks: Told[] };

/** For the house alone. @throws 403, 404 */
export async function explain(scope: Scope, requestId: string, now = new Date()): Promise<Explanation> {
  const request: Request = await scope.find(requests, requestId);
  allow(isStaff(scope.actor));
  const kept = await clocksOf(scope, request);
  if (!kept.events.length && !kept.rows.length) return told(kept, []);
  const { standing, facts } = courseOfKept(kept, now);
  const course = follow(kept.level.promised, standing, facts);
  const clocks = [...course.clocks.values()].filter((clock) => isPromised(course, clock));
  return told(
    kept,
    clocks.map((clock) => tell(kept, course, clock)).toSorted((a, b) => rank(a) - rank(b)),
  );
}

const told = ({ level: { name, schedule } }: Kept, clocks: Told[]): Explanation => ({
  level: name,
  schedule: schedule?.name ?? null,
  zone: schedule?.zone ?? null,
  clocks,
});

const rank = ({ state, dueAt }: Told) =>
  state === 'running' && dueAt ? dueAt.getTime() : Number.MAX_SAFE_INTEGER - Number(state === 'paused');

function tell({ level }: Kept, course: Course, clock: Clock): Told {
  const row = rowOf(level, course, clock);
  const promised = lengthOf(course, clock) / MINUTE_MS;
  return { ...row, state: clock.state, promised, lines: linesOf(level.promised.hours, clock, row) };
}

function linesOf(hours: Hours | undefined, clock: Clock, { dueAt }: Row): Line[] {
  const end = clock.state === 'running' ? dueAt?.getTime() : clock.since;
  const stretches = clock.stretches.flatMap(({ from, to }, n): Line[] => [
    ...(n ? [{ kind: 'resumed', at: new Date(from) } as const] : []),
    ...windowsOf(hours, from, to ?? end ?? from),
    ...(to !== undefined && (n < clock.stretches.length - 1 || clock.state === 'paused')
      ? [{ kind: 'paused', at: new Date(to) } as const]
      : []),
  ]);
  return [{ kind: 'started', at: new Date(clock.startedAt) }, ...stretches, ...endOf(clock, dueAt)];
}

function endOf({ state, since }: Clock, dueAt: Date | null): Line[] {
  const due = dueAt ? [{ kind: 'due', at: dueAt } as const] : [];
  if (state === 'met' || state === 'stopped') return [{ kind: state, at: new Date(since) }, ...due];
  return due;
}

function windowsOf(hours: Hours | undefined, from: number, to: number): Line[] {
  const counted = [...openingsFrom(hours, from, to)].map((one) => ({
    kind: 'counted' as const,
    from: new Date(one.from),
    to: new Date(one.to),
    minutes: Math.round((one.to - one.from) / MINUTE_MS),
  }));
  if (counted.length <= 2 * TOLD + 1) return counted;
  const between = counted.slice(TOLD, -TOLD);
  const minutes = between.reduce((sum, one) => sum + one.minutes, 0);
  const more = { kind: 'more' as const, windows: between.length, minutes };
  return [...counted.slice(0, TOLD), more, ...counted.slice(-TOLD)];
}
