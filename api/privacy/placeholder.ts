import type { Translate } from '#api/i18n/index.ts';

const BEGINNING = 'Deleted user ';
const ERASED = /Deleted user (\d{1,9})(?!\d)/g;

/** What an erased person is called in the database, in every text that named it, and by the API. */
export const erasedName = (number: number): string => `${BEGINNING}${number}`;

/** A name, or a text with names in it, as a reader is shown it: those of erased people in the reader's language. */
export const shownName = (t: Translate, text: string): string =>
  text.includes(BEGINNING)
    ? text.replaceAll(ERASED, (_, number: string) => t('privacy.erased_name', { number }))
    : text;
