import { fold } from '#db/fold.ts';

/** Words are compared without case, accents and the spaces around them. */
export const sameWord = (text: string): string => fold(text).trim().replace(/\s+/g, ' ');

/** Heads of columns are compared without anything between the letters: "Close Date" is "close_date". */
export const headKey = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]+/gu, '');

/** Words that only say which money it is. Any other one, like "k" or the E of "1E+06", says how much. */
const MONEY = new Set(
  [...Intl.supportedValuesOf('currency'), 'US', 'руб', 'р', 'kr', 'zł', 'Kč', 'Fr', 'Ft', 'Rs'].map(sameWord),
);
const AMOUNT = /^(?:[-−+]?[\d.,]+|[\d.,]+[-−]|\([\d.,]+\))$/;

/** An amount in minor units. A comma before three digits parts thousands, any other one is a decimal point. */
export function amountIn(text: string): number | undefined {
  if ((text.match(/\p{L}+/gu) ?? []).some((word) => !MONEY.has(sameWord(word)))) return undefined;
  const bare = AMOUNT.exec(text.replace(/\p{L}+\.?|[\p{Sc}\s'’]/gu, ''))?.[0] ?? '';
  const sign = /[-−(]/.test(bare) ? -1 : 1;
  const digits = bare.replace(/[-−+()]/g, '');
  const [whole = '', part = ''] = partedAt(digits, decimalOf(digits));
  if (!/^\d+$/.test(whole) || !/^\d{0,2}0*$/.test(part)) return undefined;
  const amount = sign * Number(whole + part.slice(0, 2).padEnd(2, '0'));
  return Number.isSafeInteger(amount) ? amount : undefined;
}

function decimalOf(digits: string): string | undefined {
  const comma = digits.lastIndexOf(',');
  const point = digits.lastIndexOf('.');
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  if (comma >= 0) return /^\d{1,3}(,\d{3})+$/.test(digits) ? undefined : ',';
  return /^\d{1,3}(\.\d{3}){2,}$/.test(digits) ? undefined : '.';
}

function partedAt(digits: string, decimal: string | undefined): [string, string] {
  const at = decimal ? digits.lastIndexOf(decimal) : -1;
  const whole = at < 0 ? digits : digits.slice(0, at);
  return [whole.replace(/[.,]/g, ''), at < 0 ? '' : digits.slice(at + 1)];
}

/** Fills `{column}` with the cell of that column; what names no column stays as it is written. */
export const filled = (template: string, cellOf: (column: string) => string | undefined): string =>
  template.replace(/\{([^{}]+)\}/g, (as, column: string) => cellOf(column) ?? as);

/** A name as the part of an address before the @. */
export const asAddress = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.+|\.+$/g, '');
