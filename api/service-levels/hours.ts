import type { Exception, OpenWindow, Week } from '#db/schema/service-levels.ts';
import { periodsFrom } from './zones.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Nobody promises anything for later than this; a schedule that opens no more is not asked any further. */
const HORIZON_MS = 800 * DAY_MS;

/** When the house works, ready to be asked. Day and night where there are none. */
export type Hours = { zone: string; week: Week; exceptions: Map<number, OpenWindow[]> };
export type Opening = { from: number; to: number };

/** Days are counted from the first of 1970, which was a Thursday. */
const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const THURSDAY = 3;

export const hoursOf = (kept: { zone: string; week: Week; exceptions: Exception[] }): Hours => ({
  zone: kept.zone,
  week: kept.week,
  exceptions: new Map(kept.exceptions.map(({ day, windows }) => [dayNumber(day), windows])),
});

/**
 * When it is open from a moment on. Open is whenever the clock on the wall stands within a window: on the night the
 * clocks go back an hour counts twice, and on the night they go forward the hour that is left out not at all.
 */
export function* openingsFrom(
  hours: Hours | undefined,
  from: number,
  until = from + HORIZON_MS,
): Generator<Opening> {
  if (!hours) {
    if (from < until) yield { from, to: until };
    return;
  }
  for (const period of periodsFrom(hours.zone, from)) {
    if (period.from >= until) return;
    yield* openingsIn(hours, period.offset, {
      from: Math.max(period.from, from),
      to: Math.min(period.to, until),
    });
  }
}

/** Within a stretch of time in which no clock is changed. */
function* openingsIn(hours: Hours, offset: number, { from, to }: Opening): Generator<Opening> {
  const first = Math.floor((from + offset) / DAY_MS);
  for (let day = first; day * DAY_MS - offset < to; day += 1)
    for (const [opens, closes] of windowsOn(hours, day)) {
      const midnight = day * DAY_MS - offset;
      const opening = {
        from: Math.max(midnight + opens * MINUTE_MS, from),
        to: Math.min(midnight + closes * MINUTE_MS, to),
      };
      if (opening.from < opening.to) yield opening;
    }
}

const windowsOn = ({ week, exceptions }: Hours, day: number): OpenWindow[] =>
  exceptions.get(day) ?? week[(day + THURSDAY) % 7] ?? [];

/** The moment at which so much open time has passed; none when it never will have. */
export function addBusiness(hours: Hours | undefined, from: number, amount: number): number | undefined {
  if (amount <= 0) return from;
  let left = amount;
  for (const opening of openingsFrom(hours, from)) {
    const length = opening.to - opening.from;
    if (length >= left) return opening.from + left;
    left -= length;
  }
  return undefined;
}

/** How much of the time between two moments was open. */
export function businessBetween(hours: Hours | undefined, from: number, to: number): number {
  let sum = 0;
  for (const opening of openingsFrom(hours, from, to)) sum += opening.to - opening.from;
  return sum;
}

/** From when on it is open again; the moment itself when it is. */
export function opensAt(hours: Hours | undefined, at: number): number | undefined {
  for (const opening of openingsFrom(hours, at)) return opening.from;
  return undefined;
}
