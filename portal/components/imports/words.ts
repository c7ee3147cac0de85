import { errorText, isKey, type Translate } from '#api/i18n/index.ts';
import type { ImportState } from '#db/enums.ts';

/** How a state looks, and who does what next. */
export const looks: Record<ImportState, 'good' | 'wait' | 'bad' | 'accent'> = {
  uploaded: 'wait',
  checking: 'accent',
  checked: 'wait',
  running: 'accent',
  done: 'good',
  failed: 'bad',
  cancelled: 'bad',
};

export const fieldLabel = (t: Translate, field: string): string => {
  const key = `imports.field.${field}`;
  return isKey(key) ? t(key) : field;
};

/** `product.unknown` in words: which field, and what is wrong with it. */
export function reasonText(t: Translate, reason: string): string {
  const [field = '', code = ''] = reason.split('.');
  const key = `imports.reason.${code}`;
  const known = [key, code.startsWith('invalid') ? 'imports.reason.invalid' : ''].find(isKey);
  return `${fieldLabel(t, field)} ${known ? t(known) : errorText(t, code)}`;
}

const SIGNS: Record<string, 'comma' | 'semicolon' | 'tab' | 'bar'> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
};

export const delimiterWord = (t: Translate, sign: string): string =>
  t(`imports.delimiter.${SIGNS[sign] ?? 'comma'}`);
