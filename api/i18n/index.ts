import { locales, type Locale } from '#db/enums.ts';
import { en } from './en/index.ts';
import { es } from './es/index.ts';
import type { Message } from './message.ts';
import { ru } from './ru/index.ts';

export { locales, type Locale };

export type Key = keyof typeof en;
type Params = Record<string, string | number>;
export type Translate = (key: Key, params?: Params) => string;

export const dictionaries: Record<Locale, Record<Key, Message>> = { en, es, ru };

/** What each language calls itself: never translated. */
export const languageNames: Record<Locale, string> = { en: 'English', es: 'Español', ru: 'Русский' };

/** How days and figures are written: English as in Europe, since the house decides, not the language. */
export const formatLocales: Record<Locale, string> = { en: 'en-GB', es: 'es', ru: 'ru' };

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);
export const isKey = (value: string): value is Key => Object.hasOwn(en, value);

const translators = new Map<Locale, Translate>();

export function translator(locale: Locale): Translate {
  const known = translators.get(locale);
  if (known) return known;
  const made = createTranslator(locale);
  translators.set(locale, made);
  return made;
}

function createTranslator(locale: Locale): Translate {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(formatLocales[locale]);

  return (key, params = {}) => {
    const message = dictionaries[locale][key];
    const text =
      typeof message === 'string' ? message : pick(message, plurals.select(Number(params['count'])));
    return text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = params[name];
      if (value === undefined) return placeholder;
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
}

function pick(message: Exclude<Message, string>, form: Intl.LDMLPluralRule): string {
  return (form === 'one' || form === 'few' || form === 'many' ? message[form] : undefined) ?? message.other;
}

/** The text for a public error code: `requests.closed` is looked up as `requests.errors.closed`, then plainly. */
export function errorText(t: Translate, code: string): string {
  const [feature = '', ...rest] = code.split('.');
  const keys = [`${feature}.errors.${rest.join('.')}`, `errors.${code}`, `errors.${rest.at(-1) ?? ''}`];
  return t(keys.find(isKey) ?? 'errors.invalid');
}
