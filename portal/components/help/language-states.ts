import type { Language } from '#api/articles/editing.ts';
import { languageNames, locales, type Translate } from '#api/i18n/index.ts';

/** How far an article is in each language of ours, in words. */
export const languageStates = (t: Translate, languages: Language[]) =>
  locales.map((locale) => {
    const one = languages.find((language) => language.locale === locale);
    const state = one ? (one.live ? (one.pending ? 'pending' : 'live') : 'draft') : 'missing';
    return {
      locale,
      state,
      text: t(`articles.language_${state}`, { language: languageNames[locale] }),
    } as const;
  });
