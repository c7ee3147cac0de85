import { clockTargets, type ClockTarget, type RequestPriority, type RequestStatus } from '#db/enums.ts';
import type { Targets } from '#db/schema/service-levels.ts';
import { addBusiness, businessBetween, type Hours } from './hours.ts';

const MINUTE_MS = 60_000;

/** What is promised, and during which hours it counts. */
export type Promised = {
  hours: Hours | undefined;
  targets: Targets;
  /** After so much of the time somebody is warned. */
  warnPercent: number;
  /** In minutes. */
  grace: number;
  /** After how many minutes of a broken promise somebody else is told. */
  escalations: number[];
};

/** What happened to a request, as far as a clock cares. */
export type Fact = { at: number } & (
  | { what: 'begun' }
  | { what: 'said'; by: 'house' | 'customer' }
  | { what: 'moved'; to: RequestStatus }
  | { what: 'ranked'; to: RequestPriority }
  | { what: 'warned' | 'breached' | 'escalated'; target: ClockTarget }
);

export type Stretch = { from: number; to: number | undefined };
type State = 'running' | 'paused' | 'met' | 'stopped';

/** One promise on its way. */
export type Clock = {
  target: ClockTarget;
  state: State;
  startedAt: number;
  /** When it got into this state. */
  since: number;
  /** When it ran; the last is open while it runs. */
  stretches: Stretch[];
  /** Open time that had passed before the last stretch. */
  elapsed: number;
  /** What was added so that enough was left after a pause. */
  extra: number;
  /** It had run out when it came to stand still. */
  broken: boolean;
  /** As it was when the clock ended. */
  dueAt: number | undefined;
  warnedAt: number | undefined;
  breachedAt: number | undefined;
  escalated: number;
};

/** Where a request stood before the first fact. */
export type Standing = { status: RequestStatus; priority: RequestPriority };
export type Course = Standing & {
  promised: Promised;
  clocks: Map<ClockTarget, Clock>;
  unheard: number | undefined;
};

/** What a status does to the clocks that may stand still; in every other they end. */
const RUNS: Partial<Record<RequestStatus, 'running' | 'paused'>> = {
  submitted: 'running',
  in_progress: 'running',
  waiting_customer: 'paused',
  waiting_other: 'paused',
};
const SOLVED = new Set<RequestStatus>(['resolved', 'closed']);
/** An answer is owed even while the house waits for others. */
const PAUSES = new Set<ClockTarget>(['periodic_update', 'resolution']);

/** Follows a request from fact to fact. */
export function follow(promised: Promised, standing: Standing, facts: Fact[]): Course {
  const course: Course = { ...standing, promised, clocks: new Map(), unheard: undefined };
  for (const fact of facts) step(course, fact);
  return course;
}

function step(course: Course, fact: Fact): void {
  const { at } = fact;
  switch (fact.what) {
    case 'begun':
      for (const target of clockTargets) if (target !== 'next_reply') begin(course, target, at);
      return;
    case 'said':
      return fact.by === 'house' ? answered(course, at) : asked(course, at);
    case 'moved':
      return moved(course, fact.to, at);
    case 'ranked':
      course.priority = fact.to;
      return;
    default:
      return told(course, fact);
  }
}

function begin(course: Course, target: ClockTarget, at: number): void {
  const paused = PAUSES.has(target) && RUNS[course.status] === 'paused';
  course.clocks.set(target, {
    target,
    state: paused ? 'paused' : 'running',
    startedAt: at,
    since: at,
    stretches: paused ? [] : [{ from: at, to: undefined }],
    elapsed: 0,
    extra: 0,
    broken: false,
    dueAt: undefined,
    warnedAt: undefined,
    breachedAt: undefined,
    escalated: 0,
  });
}

function answered(course: Course, at: number): void {
  for (const target of ['first_reply', 'next_reply'] as const) end(course, target, 'met', at);
  const periodic = course.clocks.get('periodic_update');
  if (periodic && isOn(periodic)) begin(course, 'periodic_update', at);
}

/** The clock of an answer starts at the oldest message that has none. */
function asked(course: Course, at: number): void {
  if (!RUNS[course.status]) course.unheard = at;
  else if (![...course.clocks.values()].some(owesAnswer)) begin(course, 'next_reply', at);
}

const owesAnswer = ({ target, state }: Clock) => !PAUSES.has(target) && state === 'running';
const isOn = ({ state }: Clock) => state === 'running' || state === 'paused';

function moved(course: Course, to: RequestStatus, at: number): void {
  const before = RUNS[course.status];
  const now = RUNS[to];
  course.status = to;
  if (!now) {
    for (const target of clockTargets)
      end(course, target, target === 'resolution' && SOLVED.has(to) ? 'met' : 'stopped', at);
    return;
  }
  if (!before && course.clocks.has('periodic_update')) begin(course, 'periodic_update', at);
  for (const target of PAUSES) change(course, target, now, at);
  // What opened it again wants an answer; a word of thanks has moved nothing and wants none.
  if (!before && course.unheard === at) asked(course, at);
}

function change(course: Course, target: ClockTarget, to: 'running' | 'paused', at: number): void {
  const clock = course.clocks.get(target);
  if (!clock || clock.state === to) return;
  if (clock.state === 'running') halt(course, clock, at);
  if (to === 'running') goOn(course, clock, at);
  Object.assign(clock, { state: to, since: at, dueAt: undefined });
}

function halt(course: Course, clock: Clock, at: number): void {
  const last = clock.stretches.at(-1);
  if (!last) return;
  last.to = at;
  clock.elapsed += businessBetween(course.promised.hours, last.from, at);
  clock.broken = clock.elapsed >= lengthOf(course, clock);
}

/** What was left is left still, and at least the grace; a promise that was broken before stays broken. */
function goOn(course: Course, clock: Clock, at: number): void {
  const left = lengthOf(course, clock) - clock.elapsed;
  if (!clock.broken) clock.extra += Math.max(0, course.promised.grace * MINUTE_MS - left);
  clock.stretches.push({ from: at, to: undefined });
}

function end(course: Course, target: ClockTarget, state: 'met' | 'stopped', at: number): void {
  const clock = course.clocks.get(target);
  if (!clock || !isOn(clock)) return;
  const dueAt = dueOf(course, clock, at);
  if (clock.state === 'running') halt(course, clock, at);
  Object.assign(clock, { state, since: at, dueAt });
}

function told({ clocks }: Course, { at, what, target }: Extract<Fact, { target: ClockTarget }>): void {
  const clock = clocks.get(target);
  if (!clock || clock.state !== 'running') return;
  if (what === 'warned') clock.warnedAt ??= at;
  else if (what === 'breached') clock.breachedAt ??= at;
  else clock.escalated += 1;
}

/** How much open time a clock has, all in all; none where nothing is promised for this priority. */
export function lengthOf({ promised, priority }: Course, { target, extra }: Clock): number {
  const minutes = promised.targets[target]?.[priority];
  return minutes === undefined ? Number.POSITIVE_INFINITY : minutes * MINUTE_MS + extra;
}

export const isPromised = ({ promised, priority }: Course, { target }: Clock): boolean =>
  promised.targets[target]?.[priority] !== undefined;

/** When it runs out, or a share of it, if it runs from here on; `at` is for one that stands still. */
export function dueOf(course: Course, clock: Clock, at: number, share = 1): number | undefined {
  const length = lengthOf(course, clock);
  if (length === Number.POSITIVE_INFINITY) return undefined;
  const from = clock.state === 'running' ? (clock.stretches.at(-1)?.from ?? at) : at;
  return addBusiness(course.promised.hours, from, Math.round(length * share) - clock.elapsed);
}
