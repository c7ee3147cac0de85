import type { RequestClock } from '#db/schema/service-levels.ts';
import { dueOf, isPromised, type Clock, type Course, type Promised } from './clock.ts';
import { addBusiness } from './hours.ts';
import type { Level } from './levels.ts';

const MINUTE_MS = 60_000;

/** A clock as it is kept. */
export type Row = Omit<RequestClock, 'id' | 'requestId'>;

/** What is kept of a course, so that it can be asked by time. */
export const rowsOf = (level: Level, course: Course): Row[] =>
  [...course.clocks.values()]
    .filter((clock) => isPromised(course, clock))
    .map((clock) => rowOf(level, course, clock));

/** A clock as it stands. */
export function rowOf({ promised, version, schedule }: Level, course: Course, clock: Clock): Row {
  const { target, state, since } = clock;
  const runs = state === 'running';
  const dueAt = runs ? dueOf(course, clock, since) : clock.dueAt;
  const warnAt = runs ? dueOf(course, clock, since, promised.warnPercent / 100) : undefined;
  return {
    target,
    startedAt: new Date(clock.startedAt),
    dueAt: moment(dueAt),
    warnAt: moment(warnAt),
    pausedAt: moment(state === 'paused' ? since : undefined),
    metAt: moment(state === 'met' ? since : undefined),
    stoppedAt: moment(state === 'stopped' ? since : undefined),
    warnedAt: moment(clock.warnedAt),
    breachedAt: moment(clock.breachedAt),
    escalated: clock.escalated,
    nextAt: moment(runs ? nextOf(promised, clock, { dueAt, warnAt }) : undefined),
    levelVersionId: version?.id ?? null,
    scheduleVersionId: schedule?.id ?? null,
  };
}

const moment = (at: number | undefined) => (at === undefined ? null : new Date(at));

type Times = { dueAt: number | undefined; warnAt: number | undefined };

/** When somebody must be told something: of the end that comes near, of the end, and then one after the other. */
function nextOf({ hours, escalations }: Promised, clock: Clock, { dueAt, warnAt }: Times) {
  if (dueAt === undefined) return undefined;
  if (clock.breachedAt === undefined) return clock.warnedAt === undefined ? warnAt : dueAt;
  const after = escalations[clock.escalated];
  return after === undefined ? undefined : addBusiness(hours, dueAt, after * MINUTE_MS);
}

/** By when the house has to do something next. */
export function earliestDue(rows: Row[]): Date | undefined {
  const running = rows.filter(({ pausedAt, metAt, stoppedAt }) => !pausedAt && !metAt && !stoppedAt);
  return running.map(({ dueAt }) => dueAt).reduce<Date | undefined>(sooner, undefined);
}

const sooner = (a: Date | undefined, b: Date | null) => (b && (!a || b < a) ? b : a);
