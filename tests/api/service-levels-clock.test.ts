import { isDeepStrictEqual } from 'node:util';

import { beforeAll, describe, expect, test } from 'vitest';

import { follow, type Fact, type Promised, type Standing } from '#api/service-levels/clock.ts';
import { addBusiness, businessBetween, hoursOf, opensAt } from '#api/service-levels/hours.ts';
import { rowsOf } from '#api/service-levels/rows.ts';
import { clockTargets, requestPriorities, requestStatuses } from '#db/enums.ts';
import type { Exception, OpenWindow, Targets, Week } from '#db/schema/service-levels.ts';
import { countMinutes, openMinutes, wallOf, type Wall } from '../support/clock-oracle.ts';

const MINUTE = 60_000;
const DAYS = 30;
const CASES = 10_000;

/** Zones at times when something happens to their clocks. */
const places = [
  ['UTC', '2026-12-20'],
  ['Europe/Madrid', '2026-03-20'],
  ['Europe/Madrid', '2026-10-15'],
  ['America/New_York', '2026-02-25'],
  // Half an hour at a time.
  ['Australia/Lord_Howe', '2026-03-25'],
  ['Asia/Kathmandu', '2028-02-20'],
  // A day that never was.
  ['Pacific/Apia', '2011-12-20'],
  // There and back again within five weeks.
  ['Africa/Casablanca', '2026-02-05'],
  // A country that chose another time for good.
  ['Asia/Almaty', '2024-02-20'],
  // A minute past midnight, back into the day before.
  ['America/St_Johns', '2010-10-30'],
] as const;

type Random = (below: number) => number;

/** The same numbers for the same seed. */
function random(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
const oneOf = <T>(pick: Random, values: readonly T[]): T => values[pick(values.length)] as T;

function someWindows(pick: Random): OpenWindow[] {
  const edges = Array.from({ length: 2 * pick(4) }, () => 5 * pick(289)).toSorted((a, b) => a - b);
  const pairs = edges.flatMap((from, n): OpenWindow[] => (n % 2 ? [] : [[from, edges[n + 1] ?? 1_440]]));
  return pairs.filter(([from, to]) => from < to);
}

function someHours(pick: Random, wall: Wall): { week: Week; exceptions: Exception[] } | undefined {
  if (pick(7) === 0) return undefined;
  const week = Array.from({ length: 7 }, (_, n) => (n < 5 || pick(3) === 0 ? someWindows(pick) : []));
  const days = [...new Set(Array.from({ length: pick(4) }, () => oneOf(pick, wall.minutes).day))];
  return { week, exceptions: days.map((day) => ({ day, windows: pick(2) ? someWindows(pick) : [] })) };
}

const someTargets = (pick: Random): Targets =>
  Object.fromEntries(
    clockTargets.map((target) => [
      target,
      Object.fromEntries(
        requestPriorities.flatMap((priority) => (pick(9) ? [[priority, 1 + pick(1_200)]] : [])),
      ),
    ]),
  );

function someFacts(pick: Random, wall: Wall): Fact[] {
  let at = wall.start + pick(4 * 1_440) * MINUTE;
  const facts: Fact[] = [{ at, what: 'begun' }];
  for (let left = pick(14); left > 0; left -= 1) {
    at += (pick(4) ? pick(900) : 0) * MINUTE;
    const kind = pick(10);
    if (kind < 4) facts.push({ at, what: 'said', by: pick(2) ? 'house' : 'customer' });
    else if (kind < 9) facts.push({ at, what: 'moved', to: oneOf(pick, requestStatuses) });
    else facts.push({ at, what: 'ranked', to: oneOf(pick, requestPriorities) });
  }
  return facts;
}

describe('the clock', () => {
  let walls: { zone: string; wall: Wall }[];
  beforeAll(() => {
    walls = places.map(([zone, from]) => ({ zone, wall: wallOf(zone, from, DAYS) }));
  }, 120_000);

  test(`comes to the same as counting minute by minute, in ${CASES} cases`, { timeout: 400_000 }, () => {
    let compared = 0;
    const wrong: unknown[] = [];
    for (let seed = 1; seed <= CASES; seed += 1) {
      const pick = random(seed);
      const { zone, wall } = oneOf(pick, walls);
      const hours = someHours(pick, wall);
      const promised: Promised = {
        hours: hours && hoursOf({ zone, ...hours }),
        targets: someTargets(pick),
        warnPercent: 75,
        grace: pick(3) * 45,
        escalations: [],
      };
      const standing: Standing = {
        status: oneOf(pick, ['submitted', 'in_progress', 'waiting_customer'] as const),
        priority: oneOf(pick, requestPriorities),
      };
      const facts = someFacts(pick, wall);
      const level = { name: '', version: undefined, schedule: undefined, promised };
      const rows = rowsOf(level, follow(promised, standing, facts));
      const slow = countMinutes({ wall, open: openMinutes(wall, hours) }, { promised, standing, facts });
      const shown = wall.start + wall.minutes.length * MINUTE;
      const ours = rows.map(({ target, startedAt, dueAt, pausedAt, metAt, stoppedAt }) => [
        target,
        {
          state: metAt ? 'met' : stoppedAt ? 'stopped' : pausedAt ? 'paused' : 'running',
          startedAt: startedAt.getTime(),
          dueAt: dueAt && dueAt.getTime() <= shown ? dueAt.getTime() : undefined,
        },
      ]);
      const [fast, counted] = [Object.fromEntries(ours), Object.fromEntries(slow)];
      if (!isDeepStrictEqual(fast, counted)) wrong.push({ seed, zone, fast, counted });
      compared += rows.length;
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(CASES * 2);
  });

  test('opens no more where no window is left, and says so soon', () => {
    const never = hoursOf({ zone: 'Europe/Madrid', week: [[], [], [], [], [], [], []], exceptions: [] });
    const at = Date.parse('2026-11-22T12:00:00Z');
    expect(addBusiness(never, at, MINUTE)).toBeUndefined();
    expect(opensAt(never, at)).toBeUndefined();
    expect(businessBetween(never, at, at + 1_000 * 86_400_000)).toBe(0);
  });

  test('knows a window on the night the clocks change, and a day that comes every four years', () => {
    const nights = Array.from({ length: 7 }, (): OpenWindow[] => [[60, 240]]);
    const madrid = hoursOf({ zone: 'Europe/Madrid', week: nights, exceptions: [] });
    const hours = (day: string) => {
      const noon = Date.parse(`${day}T12:00:00Z`);
      return businessBetween(madrid, noon - 86_400_000, noon) / (60 * MINUTE);
    };
    expect(hours('2026-03-29')).toBe(2);
    expect(hours('2026-10-25')).toBe(4);
    expect(hours('2026-11-22')).toBe(3);
    const leap = { day: '2028-02-29', windows: [] };
    const closed = hoursOf({ zone: 'UTC', week: nights, exceptions: [leap] });
    const eve = Date.parse('2028-02-28T12:00:00Z');
    expect(new Date(opensAt(closed, eve) ?? 0).toISOString()).toBe('2028-03-01T01:00:00.000Z');
  });

  test('adding what lies between two moments leads from one to the other', () => {
    const pick = random(7);
    const shifts = Array.from({ length: 7 }, (): OpenWindow[] => [
      [300, 720],
      [780, 1_080],
    ]);
    const hours = hoursOf({ zone: 'Australia/Lord_Howe', week: shifts, exceptions: [] });
    const begin = Date.parse('2026-04-01T00:00:00Z');
    const amounts = Array.from({ length: 200 }, () => 1 + pick(86_400_000));
    const back = amounts.map((amount) => {
      const from = begin + pick(86_400_000 * 5);
      return businessBetween(hours, from, addBusiness(hours, from, amount) ?? from);
    });
    expect(back).toEqual(amounts);
  });
});
