import type { Translate } from '#api/i18n/index.ts';

/** The fields of an article by the names that forms and error lists use. */
export const labelsOf = (t: Translate) => ({
  title: t('articles.field.title'),
  summary: t('articles.field.summary'),
  sectionId: t('articles.field.section'),
  audience: t('articles.field.audience'),
  locale: t('articles.field.locale'),
  body: t('articles.field.body'),
});
