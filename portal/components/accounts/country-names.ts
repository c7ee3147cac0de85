import { countries } from '#api/accounts/countries.ts';
import { formatLocales, type Locale } from '#api/i18n/index.ts';

const known = new Map<Locale, { value: string; text: string }[]>();

export function countryName(locale: Locale, code: string): string {
  return new Intl.DisplayNames(formatLocales[locale], { type: 'region' }).of(code) ?? code;
}

/** Every country as the reader calls it, in the reader's alphabet. */
export function countryOptions(locale: Locale): { value: string; text: string }[] {
  const made = known.get(locale) ?? inAlphabet(locale);
  known.set(locale, made);
  return made;
}

function inAlphabet(locale: Locale) {
  const names = new Intl.DisplayNames(formatLocales[locale], { type: 'region' });
  const { compare } = new Intl.Collator(formatLocales[locale]);
  return [...countries]
    .map((value) => ({ value, text: names.of(value) ?? value }))
    .sort((a, b) => compare(a.text, b.text));
}
