import { countries } from '#api/accounts/countries.ts';
import { employeeBands, locales } from '#db/enums.ts';
import { amountIn, sameWord } from './cells.ts';
import { dayFormat, dayIn, momentIn, type DayFormat } from './days.ts';
import type { Field } from './fields.ts';

const STANDARD: DayFormat = 'YYYY-MM-DD';

/** What a text of a file means in a field; nothing when it means nothing there. */
export function valueOf(
  text: string,
  { as = 'text', words }: Field,
  format: string | undefined,
): string | number | Date | undefined {
  if (words) return wordIn(text, words);
  switch (as) {
    case 'day':
      return dayIn(text, dayFormat(format ?? '') ?? STANDARD);
    case 'moment':
      return momentIn(text, dayFormat(format ?? '') ?? STANDARD);
    case 'amount':
      return amountIn(text);
    case 'country':
      return countryIn(text);
    case 'employees':
      return bandOf(text);
    case 'text':
      return text;
  }
}

function wordIn(text: string, words: NonNullable<Field['words']>): string | undefined {
  const meant = sameWord(text);
  const known = Object.entries(words);
  return known.find(([word, others]) => [word, ...others].some((one) => sameWord(one) === meant))?.[0];
}

let codes: Map<string, string> | undefined;

/** A country by its code, or by its name in a language of the portal. */
function countryIn(text: string): string | undefined {
  const code = text.toUpperCase();
  if (countries.has(code)) return code;
  codes ??= new Map(locales.flatMap((locale) => namesIn(locale)));
  return codes.get(sameWord(text));
}

function namesIn(locale: string): [string, string][] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  return [...countries].map((code) => [sameWord(names.of(code) ?? code), code]);
}

/** "2822", "2,822" and "1001+" are all of the largest. */
function bandOf(text: string): string | undefined {
  const known = employeeBands.find(
    (band) => band === text.replace(/\s|–/g, (sign) => (sign === '–' ? '-' : '')),
  );
  if (known) return known;
  const count = /^\d{1,3}([ ,.']?\d{3})*$|^\d+$/.test(text) ? Number(text.replace(/\D/g, '')) : undefined;
  if (count === undefined || count < 1) return undefined;
  return employeeBands.find((band) => count <= Number(/-(\d+)$/.exec(band)?.[1] ?? Infinity));
}
