import type { Translate } from '#api/i18n/index.ts';

export const productFields = ['name', 'series', 'sku', 'price', 'currency', 'audience', 'retired'] as const;

/** Under which words a field is written about. */
export const labelsOf = (t: Translate): Record<string, string> =>
  Object.fromEntries(productFields.map((field) => [field, t(`products.${field}`)]));
