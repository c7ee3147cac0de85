import { en, type Strings } from './en.ts';

export type { Strings };

/** English is at hand; another language is a file of its own that only its readers fetch. */
const TABLES = {
  en: () => en,
  es: () => import('./es.ts').then(({ es }) => es),
  ru: () => import('./ru.ts').then(({ ru }) => ru),
};

export type Locale = keyof typeof TABLES;

const isLocale = (language: string): language is Locale => Object.hasOwn(TABLES, language);

/** The language around an element: its own `lang`, that of what it stands in, or the reader's. */
export function localeOf(element: Element): Locale {
  const wanted =
    element.closest('[lang]:not([lang=""])')?.getAttribute('lang') || document.documentElement.lang;
  const language = (wanted || navigator.language).slice(0, 2).toLowerCase();
  return isLocale(language) ? language : 'en';
}

/** A table that does not arrive must not keep the widget from working: then it speaks English. */
export async function loadStrings(locale: Locale): Promise<Strings> {
  try {
    return await TABLES[locale]();
  } catch {
    return en;
  }
}
