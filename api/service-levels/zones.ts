/** A stretch of time in which the clocks of a zone differ from UTC by the same amount; all in milliseconds. */
export type Period = { from: number; to: number; offset: number };

const WEEK_MS = 7 * 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const years = new Map<string, Period[]>();

/** By how much the clocks of a zone are ahead of UTC. @throws RangeError for what is no zone */
export function offsetAt(zone: string, at: number): number {
  const known = formats.get(zone);
  const format =
    known ??
    new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' });
  if (!known) formats.set(zone, format);
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /^GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(name) ?? [];
  const amount = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1_000;
  return sign === '-' ? -amount : amount;
}

/** The periods of a zone from a moment on, without an end. */
export function* periodsFrom(zone: string, at: number): Generator<Period> {
  for (let year = new Date(at).getUTCFullYear(); ; year += 1)
    for (const period of periodsIn(zone, year)) if (period.to > at) yield period;
}

function periodsIn(zone: string, year: number): Period[] {
  const key = `${zone} ${year}`;
  const known = years.get(key);
  if (known) return known;
  const end = Date.UTC(year + 1, 0, 1);
  const periods: Period[] = [];
  let from = Date.UTC(year, 0, 1);
  while (from < end) {
    const offset = offsetAt(zone, from);
    const to = changeAfter(zone, { from, to: end, offset });
    periods.push({ from, to, offset });
    from = to;
  }
  years.set(key, periods);
  return periods;
}

/** Looks week by week: no zone has ever changed and changed back faster. */
function changeAfter(zone: string, { from, to, offset }: Period): number {
  for (let at = from; at < to; at += WEEK_MS) {
    const next = Math.min(at + WEEK_MS, to - 1);
    if (offsetAt(zone, next) !== offset) return firstOther(zone, { from: at, to: next, offset });
  }
  return to;
}

function firstOther(zone: string, { from, to, offset }: Period): number {
  let [same, other] = [from, to];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(zone, middle) === offset) same = middle;
    else other = middle;
  }
  return other;
}
