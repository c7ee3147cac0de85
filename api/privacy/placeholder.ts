import type { Translate } from '#api/i18n/index.ts';

/** What an erased person is called in the database, in every text that named it, and by the API. */
export const erasedName = (number: number): string => `Deleted user ${number}`;

const ERASED = /^Deleted user (\d{1,9})$/;

/** A name as a reader is shown it: that of somebody erased in the reader's language. */
export function shownName(t: Translate, name: string): string {
  const number = ERASED.exec(name)?.[1];
  return number ? t('privacy.erased_name', { number }) : name;
}
