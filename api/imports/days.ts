/** The orders in which people write a day. Any of `. / -` may stand between, and a time of day may follow. */
export const dayFormats = ['YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY', 'DD/MM/YY', 'MM/DD/YY'] as const;
export type DayFormat = (typeof dayFormats)[number];

/** Those that a file may be understood by without being told; a year of two digits could be a day, too. */
const GUESSED: DayFormat[] = ['YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY'];

const TIME = /[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const CENTURY_TURNS = 70;

type Parts = { year: number; month: number; day: number };

/** As people name it: `dd.mm.yyyy` is `DD/MM/YYYY`. */
export function dayFormat(name: string): DayFormat | undefined {
  const plain = name
    .trim()
    .toUpperCase()
    .replace(/[^YMD]+/g, '-');
  return dayFormats.find((format) => format.replace(/\//g, '-') === plain);
}

/** `YYYY-MM-DD`, or nothing for what is no day in this order. */
export function dayIn(text: string, format: DayFormat): string | undefined {
  const parts = partsOf(text.trim().replace(TIME, ''), format);
  return parts && iso(parts);
}

/** The moment; without a zone it is UTC's. */
export function momentIn(text: string, format: DayFormat): Date | undefined {
  const day = dayIn(text, format);
  if (!day) return undefined;
  const [, hour = '0', minute = '00', second = '00', zone = 'Z'] = TIME.exec(text.trim()) ?? [];
  const moment = new Date(`${day}T${hour.padStart(2, '0')}:${minute}:${second}${zone}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** The orders that the most values of a column fit; two of them mean that somebody has to choose. */
export function formatsOf(values: string[]): DayFormat[] {
  const filled = values.filter((value) => value.trim());
  const fits = GUESSED.map((format) => filled.filter((value) => dayIn(value, format)).length);
  const most = Math.max(...fits);
  return most === 0 ? [] : GUESSED.filter((_, at) => fits[at] === most);
}

function partsOf(text: string, format: DayFormat): Parts | undefined {
  const numbers = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})$/.exec(text)?.slice(1);
  if (!numbers) return undefined;
  const order = format.split(/[/-]/);
  if (numbers.some((number, at) => !fitsIn(number, order[at] ?? ''))) return undefined;
  const at = (letter: string) => Number(numbers[order.findIndex((part) => part.startsWith(letter))]);
  const year = at('Y');
  return { year: order.includes('YY') ? fullYear(year) : year, month: at('M'), day: at('D') };
}

const fitsIn = (number: string, part: string) =>
  part.startsWith('Y') ? number.length === part.length : number.length <= 2;

const fullYear = (year: number) => (year < CENTURY_TURNS ? 2000 : 1900) + year;

/** Days that no calendar has are none. */
function iso({ year, month, day }: Parts): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  // The years of the first century are taken for those of the twentieth.
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.toISOString().slice(0, 10)
    : undefined;
}
