import { formatLocales, type Locale } from '#api/i18n/index.ts';

/** How many digits stand behind the separator of every currency that Portico knows. */
const DIGITS = 2;

function separators(locale: Locale): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(formatLocales[locale]).formatToParts(1_234_567.8);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { group: of('group'), decimal: of('decimal') };
}

/**
 * An amount as people type it, in minor units: 12,500.50 · 12.500,50 · 12 500,50 · 12500. Whoever writes the
 * separators of another country is understood as long as it is clear which one is which; three digits after a single
 * separator are a group where the reader's language groups so.
 *
 * @returns `undefined` for what is no amount, or has more digits than the currency
 */
export function readAmount(locale: Locale, typed: string): number | undefined {
  const text = typed.replaceAll(/[\s'’]/gu, '');
  if (!/^\d[\d.,]*$/.test(text)) return undefined;
  const decimal = decimalIn(text, separators(locale).decimal);
  const [whole = '', fraction = '', ...rest] = decimal ? text.split(decimal) : [text];
  if (rest.length || !/^\d*$/.test(fraction) || fraction.length > DIGITS) return undefined;
  if (!/^\d+$/.test(whole) && !/^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(whole)) return undefined;
  return Number(whole.replaceAll(/\D/g, '') + fraction.padEnd(DIGITS, '0'));
}

/** The last separator divides, unless it can only be one of several groups. */
function decimalIn(text: string, own: string): string | undefined {
  const used = [...text.matchAll(/[.,]/g)].map(([separator]) => separator);
  const last = used.at(-1);
  if (!last) return undefined;
  const kinds = new Set(used).size;
  if (kinds === 2) return last;
  if (used.length > 1) return undefined;
  const grouped = /[.,]\d{3}$/.test(text);
  return grouped && last !== own ? undefined : last;
}

/** What an amount field shows: 12500.50 in the digits of the reader's language, without a currency. */
export const writeAmount = (locale: Locale, minor: number): string =>
  new Intl.NumberFormat(formatLocales[locale], {
    minimumFractionDigits: minor % 100 === 0 ? 0 : DIGITS,
    maximumFractionDigits: DIGITS,
  }).format(minor / 10 ** DIGITS);
