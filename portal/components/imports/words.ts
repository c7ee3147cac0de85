import type { Translate } from '#api/i18n/index.ts';
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

const SIGNS: Record<string, 'comma' | 'semicolon' | 'tab' | 'bar'> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
};

export const delimiterWord = (t: Translate, sign: string): string =>
  t(`imports.delimiter.${SIGNS[sign] ?? 'comma'}`);
