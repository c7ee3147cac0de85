/** The calendar day where the reader is, as `YYYY-MM-DD`. */
export const todayIn = (zone: string, now = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(now);

export const periods = ['past', 'month', 'quarter'] as const;
export type Period = (typeof periods)[number];

/** First and last day of what a list is narrowed to; "past" ends yesterday. */
export function daysOf(period: Period, today: string): { from?: string; to: string } {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  if (period === 'past') return { to: iso(year, month, day - 1) };
  const first = period === 'month' ? month : month - ((month - 1) % 3);
  const months = period === 'month' ? 1 : 3;
  return { from: iso(year, first, 1), to: iso(year, first + months, 0) };
}

const iso = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
