import type { Day, Moment } from './shape.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The story of today is told by then; whoever loads the demo earlier hears it in a shorter time. */
const TOLD_BY = 8 * HOUR;
const SINCE = -12 * HOUR;

/** Never later than seven minutes ago, so that something of today is already there at any hour. */
export function momentOf({ daysAgo, at }: Moment, now: Date): Date {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const midnight = Math.floor(now.getTime() / DAY) * DAY;
  const moment = midnight - daysAgo * DAY + hours * HOUR + minutes * MINUTE;
  const latest = now.getTime() - 7 * MINUTE;
  const [from, until] = [midnight + SINCE, midnight + TOLD_BY];
  const isEarly = latest < until && moment > from;
  const told = isEarly ? from + ((moment - from) * (latest - from)) / (until - from) : moment;
  return new Date(Math.floor(Math.min(told, latest)));
}

/** `YYYY-MM-DD` in UTC. */
export function dayOf({ inDays }: Day, now: Date): string {
  return new Date(now.getTime() + inDays * DAY).toISOString().slice(0, 10);
}
