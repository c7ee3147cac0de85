import type { Day, Moment } from './shape.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Never later than seven minutes ago, so that something of today is already there at any hour. */
export function momentOf({ daysAgo, at }: Moment, now: Date): Date {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const midnight = Math.floor(now.getTime() / DAY) * DAY;
  const moment = midnight - daysAgo * DAY + (hours * 60 + minutes) * MINUTE;
  return new Date(Math.min(moment, now.getTime() - 7 * MINUTE));
}

/** `YYYY-MM-DD` in UTC. */
export function dayOf({ inDays }: Day, now: Date): string {
  return new Date(now.getTime() + inDays * DAY).toISOString().slice(0, 10);
}
