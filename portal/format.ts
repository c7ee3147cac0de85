import { formatLocales, type Locale } from '#api/i18n/index.ts';

/** For whom something is written: `Astro.locals` is one. */
export interface Reader {
  locale: Locale;
  zone: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const dayParts = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const timeParts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

const formatters = new Map<string, unknown>();

/** Making an Intl formatter costs a hundred times what using it does, so each one is made once. */
function formatter<F, O>(kind: new (locale: string, options: O) => F, locale: string, options: O): F {
  const key = `${kind.name} ${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key) as F | undefined;
  if (known) return known;
  const made = new kind(locale, options);
  formatters.set(key, made);
  return made;
}

const write = ({ locale, zone }: Reader, at: Date, parts: Intl.DateTimeFormatOptions): string =>
  formatter(Intl.DateTimeFormat, formatLocales[locale], { ...parts, timeZone: zone }).format(at);

/** Zones differ by whole quarters of an hour, so within one it is the same day everywhere in a zone. */
const QUARTER = 15 * MINUTE;
const MOST_DAYS = 5_000;
const days = new Map<string, string>();

/** The calendar day of a moment where the reader is, as `YYYY-MM-DD`. */
export function dayOf({ zone }: Reader, at: Date): string {
  const key = `${zone} ${Math.floor(at.getTime() / QUARTER)}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  const day = formatter(Intl.DateTimeFormat, 'en-CA', { timeZone: zone }).format(at);
  if (days.size >= MOST_DAYS) days.clear();
  days.set(key, day);
  return day;
}

const daysBetween = (reader: Reader, from: Date, to: Date): number =>
  Math.round((Date.parse(dayOf(reader, to)) - Date.parse(dayOf(reader, from))) / DAY);

const withYear = (reader: Reader, at: Date, now: Date): Intl.DateTimeFormatOptions =>
  dayOf(reader, at).slice(0, 4) === dayOf(reader, now).slice(0, 4)
    ? dayParts
    : { day: 'numeric', month: 'short', year: 'numeric' };

const relative = (locale: Locale, amount: number, unit: Intl.RelativeTimeFormatUnit): string =>
  formatter(Intl.RelativeTimeFormat, formatLocales[locale], { numeric: 'auto', style: 'short' }).format(
    amount,
    unit,
  );

/** 16:41 */
export const formatTime = (reader: Reader, at: Date): string => write(reader, at, timeParts);

/** Sun 22 Nov, 16:41; the day of the week gives way to the year when it is another one: 22 Nov 2025, 16:41. */
export const formatMoment = (reader: Reader, at: Date, now = new Date()): string =>
  write(reader, at, { ...withYear(reader, at, now), ...timeParts });

/** Sunday, 22 November: for headings. */
export const formatLongDay = (reader: Reader, at: Date): string =>
  write(reader, at, { weekday: 'long', day: 'numeric', month: 'long' });

/** A calendar day (`YYYY-MM-DD`, the same everywhere) or the day of a moment where the reader is. */
export function formatDay(reader: Reader, day: Date | string, now = new Date()): string {
  if (day instanceof Date) return write(reader, day, withYear(reader, day, now));
  const everywhere = { locale: reader.locale, zone: 'UTC' };
  const at = new Date(`${day}T00:00:00Z`);
  return write(everywhere, at, withYear(everywhere, at, now));
}

/** 22 Nov, where there is room for no more. */
export const formatShortDay = (reader: Reader, day: string): string =>
  write({ ...reader, zone: 'UTC' }, new Date(`${day}T00:00:00Z`), { day: 'numeric', month: 'short' });

/** How long ago, for the end of a row: 12 min ago, yesterday, Sun 22 Nov. */
export function formatAgo(reader: Reader, at: Date, now = new Date()): string {
  const past = now.getTime() - at.getTime();
  const days = daysBetween(reader, now, at);
  if (past < 0 || days < -1) return formatDay(reader, at, now);
  if (past < HOUR) return relative(reader.locale, -Math.floor(past / MINUTE), 'minute');
  return days === 0
    ? relative(reader.locale, -Math.floor(past / HOUR), 'hour')
    : relative(reader.locale, days, 'day');
}

/** Until when: today, 15:00 · tomorrow, 12:00 · Thu 26 Nov, 17:00 */
export function formatDeadline(reader: Reader, at: Date, now = new Date()): string {
  const days = daysBetween(reader, now, at);
  if (Math.abs(days) > 1) return formatMoment(reader, at, now);
  return `${relative(reader.locale, days, 'day')}, ${formatTime(reader, at)}`;
}

/** Red only once it is late, amber within a day. */
export function urgency(at: Date, now = new Date()): 'late' | 'soon' | undefined {
  if (at < now) return 'late';
  return at.getTime() - now.getTime() < DAY ? 'soon' : undefined;
}

export const formatNumber = (locale: Locale, value: number): string =>
  formatter(Intl.NumberFormat, formatLocales[locale], {}).format(value);

/** 861150, EUR → €8,611.50; whole amounts without their zeros. */
export function formatMoney(locale: Locale, minor: number, currency: string): string {
  const options = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const;
  const money = formatter(Intl.NumberFormat, formatLocales[locale], options);
  return money.format(minor / 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2));
}

/** 421888 → 422 kB */
export function formatBytes(locale: Locale, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const options = {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step < 2 ? 0 : 1,
  } as const;
  return formatter(Intl.NumberFormat, formatLocales[locale], options).format(bytes / 1000 ** step);
}

/** The first letters of the first and the last name: Daniel Hartmann → DH */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return letters.join('').toLocaleUpperCase();
}
