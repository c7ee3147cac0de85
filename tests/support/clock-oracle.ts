import type { Fact, Promised, Standing } from '#api/service-levels/clock.ts';
import { clockTargets, type ClockTarget, type RequestPriority, type RequestStatus } from '#db/enums.ts';
import type { Exception, Week } from '#db/schema/service-levels.ts';

const MINUTE = 60_000;

/** What the clocks on the wall of a zone show, minute by minute. */
export type Wall = { start: number; minutes: { day: string; weekday: number; minute: number }[] };

export function wallOf(zone: string, from: string, days: number): Wall {
  const start = Date.parse(`${from}T00:00:00Z`);
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const minutes = Array.from({ length: days * 24 * 60 }, (_, n) => {
    const [, day, month, year, hour, minute] =
      /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+)$/.exec(format.format(start + n * MINUTE)) ?? [];
    const date = `${year}-${month}-${day}`;
    const weekday = (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;
    return { day: date, weekday, minute: Number(hour) * 60 + Number(minute) };
  });
  return { start, minutes };
}

/** For every minute whether it is open; day and night without hours. */
export function openMinutes(
  wall: Wall,
  hours: { week: Week; exceptions: Exception[] } | undefined,
): Uint8Array {
  const open = new Uint8Array(wall.minutes.length).fill(1);
  if (!hours) return open;
  wall.minutes.forEach(({ day, weekday, minute }, n) => {
    const exception = hours.exceptions.find((one) => one.day === day);
    const windows = exception ? exception.windows : (hours.week[weekday] ?? []);
    open[n] = windows.some(([from, to]) => minute >= from && minute < to) ? 1 : 0;
  });
  return open;
}

type Hand = {
  state: 'running' | 'paused' | 'met' | 'stopped';
  started: number;
  /** Minutes counted in all, and how many of them when it last began to run. */
  counted: number;
  countedBefore: number;
  ranFrom: number;
  extra: number;
  broken: boolean;
  /** Minutes it could count, as they were when it ended. */
  length: number;
};
export type Verdict = {
  state: Hand['state'];
  startedAt: number;
  /** Beyond what the wall shows when it is not a number. */
  dueAt: number | undefined;
};

const standsStill = (status: RequestStatus) => status === 'waiting_customer' || status === 'waiting_other';
const works = (status: RequestStatus) => status === 'submitted' || status === 'in_progress';

type Case = { promised: Pick<Promised, 'targets' | 'grace'>; standing: Standing; facts: Fact[] };
type Shown = { wall: Wall; open: Uint8Array };

const hasEnded = ({ state }: Hand) => state === 'met' || state === 'stopped';
const isAlive = (status: RequestStatus) => works(status) || standsStill(status);

/** A desk at which somebody looks at the clock every minute. */
class Desk {
  readonly hands = new Map<ClockTarget, Hand>();
  readonly #promised: Case['promised'];
  #standing: RequestStatus;
  #rank: RequestPriority;
  #openedBy: number | undefined;

  constructor({ promised, standing }: Case) {
    this.#promised = promised;
    this.#standing = standing.status;
    this.#rank = standing.priority;
  }

  length(target: ClockTarget, { extra }: Pick<Hand, 'extra'>): number {
    return (this.#promised.targets[target]?.[this.#rank] ?? Infinity) + extra;
  }

  promises = (target: ClockTarget) => this.#promised.targets[target]?.[this.#rank] !== undefined;

  /** A minute of open time has passed. */
  count(): void {
    for (const hand of this.hands.values()) if (hand.state === 'running') hand.counted += 1;
  }

  take(fact: Fact, minute: number): void {
    if (fact.what === 'begun') this.#begin(minute);
    else if (fact.what === 'ranked') this.#rank = fact.to;
    else if (fact.what === 'moved') this.#moveTo(fact.to, minute);
    else if (fact.what === 'said' && fact.by === 'house') this.#answer(minute);
    else if (isAlive(this.#standing)) this.#wantAnswer(minute);
    else this.#openedBy = minute;
  }

  #begin(minute: number) {
    this.#start('first_reply', minute);
    for (const target of ['periodic_update', 'resolution'] as const)
      this.#start(target, minute, !standsStill(this.#standing));
  }

  #start(target: ClockTarget, minute: number, running = true) {
    const [started, ranFrom] = [minute, minute];
    const nothing = { counted: 0, countedBefore: 0, extra: 0, broken: false, length: 0 };
    this.hands.set(target, { state: running ? 'running' : 'paused', started, ranFrom, ...nothing });
  }

  #stop(target: ClockTarget, minute: number, state: 'paused' | 'met' | 'stopped') {
    const hand = this.hands.get(target);
    if (!hand || hasEnded(hand)) return;
    hand.length = this.length(target, hand);
    if (hand.state === 'running') hand.broken = hand.counted >= hand.length;
    else if (state !== 'paused') Object.assign(hand, { ranFrom: minute, countedBefore: hand.counted });
    hand.state = state;
  }

  #resume(target: ClockTarget, minute: number) {
    const hand = this.hands.get(target);
    if (!hand || hand.state === 'running') return;
    const left = this.length(target, hand) - hand.counted;
    if (!hand.broken && left < this.#promised.grace) hand.extra += this.#promised.grace - left;
    Object.assign(hand, { state: 'running', ranFrom: minute, countedBefore: hand.counted });
  }

  #answer(minute: number) {
    this.#stop('first_reply', minute, 'met');
    this.#stop('next_reply', minute, 'met');
    const word = this.hands.get('periodic_update');
    if (word && !hasEnded(word)) this.#start('periodic_update', minute, !standsStill(this.#standing));
  }

  #wantAnswer(minute: number) {
    const owed = (['first_reply', 'next_reply'] as const).some(
      (target) => this.hands.get(target)?.state === 'running',
    );
    if (!owed) this.#start('next_reply', minute);
  }

  #moveTo(to: RequestStatus, minute: number) {
    const fresh = !isAlive(this.#standing);
    this.#standing = to;
    if (!isAlive(to)) return this.#endAll(to, minute);
    if (fresh) this.#start('periodic_update', minute, works(to));
    for (const target of ['periodic_update', 'resolution'] as const) {
      const hand = this.hands.get(target);
      if (works(to)) this.#resume(target, minute);
      else if (hand && hasEnded(hand)) hand.state = 'paused';
      else this.#stop(target, minute, 'paused');
    }
    if (fresh && this.#openedBy === minute) this.#wantAnswer(minute);
  }

  #endAll(to: RequestStatus, minute: number) {
    const solved = to === 'resolved' || to === 'closed';
    for (const target of clockTargets)
      this.#stop(target, minute, target === 'resolution' && solved ? 'met' : 'stopped');
  }
}

/** Does slowly what the clock does: looks at each minute and counts it or not. */
export function countMinutes({ wall, open }: Shown, given: Case): Map<ClockTarget, Verdict> {
  const desk = new Desk(given);
  const waiting = given.facts.map((fact) => ({ fact, minute: (fact.at - wall.start) / MINUTE }));
  const last = waiting.at(-1)?.minute ?? 0;
  for (let minute = waiting[0]?.minute ?? 0; minute <= last; minute += 1) {
    while (waiting[0]?.minute === minute) desk.take(waiting.shift()!.fact, minute);
    if (minute < last && open[minute]) desk.count();
  }
  const promised = [...desk.hands].filter(([target]) => desk.promises(target));
  return new Map(promised.map(([target]) => [target, verdictOf(desk, { wall, open }, target)]));
}

/** Counts on from where it last began to run, until nothing is left. */
function verdictOf(desk: Desk, { wall, open }: Shown, target: ClockTarget): Verdict {
  const hand = desk.hands.get(target)!;
  const wanted = hasEnded(hand) ? hand.length : desk.length(target, hand);
  let [minute, counted] = [hand.ranFrom, hand.countedBefore];
  while (counted < wanted && minute < open.length) counted += open[minute++] ?? 0;
  const isDue = counted >= wanted && hand.state !== 'paused';
  return {
    state: hand.state,
    startedAt: wall.start + hand.started * MINUTE,
    dueAt: isDue ? wall.start + minute * MINUTE : undefined,
  };
}
