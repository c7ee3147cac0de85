import type { Translate } from '#api/i18n/index.ts';

export const factFields = [
  'title',
  'description',
  'category',
  'audience',
  'locale',
  'product',
  'edition',
  'expiresOn',
] as const;
export type FactField = (typeof factFields)[number];

export const labelsOf = (t: Translate): Record<string, string> => ({
  ...Object.fromEntries(factFields.map((field) => [field, t(`materials.${field}`)])),
  fileId: t('materials.file'),
});
