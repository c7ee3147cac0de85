import { formatLocales, type Locale } from '#api/i18n/index.ts';

/** Dune, Brightline and Northlight */
export const listed = (locale: Locale, names: string[]): string =>
  new Intl.ListFormat(formatLocales[locale], { type: 'conjunction' }).format(names);
