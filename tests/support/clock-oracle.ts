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

/** Does slowly what the clock does: looks at each minute and counts it or not. */
export function countMinutes(
  wall: Wall,
  open: Uint8Array,
  promised: Pick<Promised, 'targets' | 'grace'>,
  { status, priority }: Standing,
  facts: Fact[],
): Map<ClockTarget, Verdict> {
  const hands = new Map<ClockTarget, Hand>();
  const minuteOf = (at: number) => (at - wall.start) / MINUTE;
  const length = (target: ClockTarget, now: RequestPriority, extra: number) =>
    (promised.targets[target]?.[now] ?? Infinity) + extra;
  let standing: RequestStatus = status;
  let rank = priority;
  let openedBy: number | undefined;

  const start = (target: ClockTarget, minute: number, running = true) =>
    hands.set(target, {
      state: running ? 'running' : 'paused',
      started: minute,
      counted: 0,
      countedBefore: 0,
      ranFrom: minute,
      extra: 0,
      broken: false,
      length: 0,
    });
  const stop = (target: ClockTarget, minute: number, state: 'paused' | 'met' | 'stopped') => {
    const hand = hands.get(target);
    if (!hand || hand.state === 'met' || hand.state === 'stopped') return;
    hand.length = length(target, rank, hand.extra);
    if (hand.state === 'running') hand.broken = hand.counted >= hand.length;
    else if (state !== 'paused') {
      hand.ranFrom = minute;
      hand.countedBefore = hand.counted;
    }
    hand.state = state;
  };
  const resume = (target: ClockTarget, minute: number) => {
    const hand = hands.get(target);
    if (!hand || hand.state === 'running') return;
    const left = length(target, rank, hand.extra) - hand.counted;
    if (!hand.broken && left < promised.grace) hand.extra += promised.grace - left;
    Object.assign(hand, { state: 'running', ranFrom: minute, countedBefore: hand.counted });
  };
  const wantsAnswer = (minute: number) => {
    const owed = (['first_reply', 'next_reply'] as const).some((one) => hands.get(one)?.state === 'running');
    if (!owed) start('next_reply', minute);
  };
  const moveTo = (to: RequestStatus, minute: number) => {
    const was = standing;
    standing = to;
    if (works(to) || standsStill(to)) {
      const fresh = !works(was) && !standsStill(was);
      if (fresh) start('periodic_update', minute, works(to));
      for (const target of ['periodic_update', 'resolution'] as const) {
        const hand = hands.get(target);
        if (works(to)) resume(target, minute);
        else if (hand && (hand.state === 'met' || hand.state === 'stopped')) hand.state = 'paused';
        else stop(target, minute, 'paused');
      }
      if (fresh && openedBy === minute) wantsAnswer(minute);
      return;
    }
    const solved = to === 'resolved' || to === 'closed';
    for (const target of clockTargets)
      stop(target, minute, target === 'resolution' && solved ? 'met' : 'stopped');
  };
  const take = (fact: Fact, minute: number) => {
    if (fact.what === 'begun') {
      start('first_reply', minute);
      start('periodic_update', minute, !standsStill(standing));
      start('resolution', minute, !standsStill(standing));
    } else if (fact.what === 'ranked') rank = fact.to;
    else if (fact.what === 'moved') moveTo(fact.to, minute);
    else if (fact.what === 'said' && fact.by === 'house') {
      stop('first_reply', minute, 'met');
      stop('next_reply', minute, 'met');
      const word = hands.get('periodic_update');
      if (word?.state === 'running' || word?.state === 'paused')
        start('periodic_update', minute, !standsStill(standing));
    } else if (fact.what === 'said') {
      if (works(standing) || standsStill(standing)) wantsAnswer(minute);
      else openedBy = minute;
    }
  };

  let next = 0;
  const last = minuteOf(facts.at(-1)?.at ?? wall.start);
  for (let minute = minuteOf(facts[0]?.at ?? wall.start); minute <= last; minute += 1) {
    for (let fact = facts[next]; fact && minuteOf(fact.at) === minute; fact = facts[(next += 1)])
      take(fact, minute);
    if (minute < last && open[minute])
      for (const hand of hands.values()) if (hand.state === 'running') hand.counted += 1;
  }

  const verdicts = [...hands].map(([target, hand]): [ClockTarget, Verdict] => {
    const ended = hand.state === 'met' || hand.state === 'stopped';
    const wanted = ended ? hand.length : length(target, rank, hand.extra);
    let [minute, counted] = [hand.ranFrom, hand.countedBefore];
    while (counted < wanted && minute < open.length) counted += open[minute++] ?? 0;
    const due = counted >= wanted && hand.state !== 'paused' ? wall.start + minute * MINUTE : undefined;
    return [target, { state: hand.state, startedAt: wall.start + hand.started * MINUTE, dueAt: due }];
  });
  return new Map(verdicts.filter(([target]) => promised.targets[target]?.[rank] !== undefined));
}
