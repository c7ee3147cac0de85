import { z } from 'zod';

import { parse, version } from '#api/core/parse.ts';
import type { Locale } from '#api/i18n/index.ts';
import { changeProduct } from '#api/products/editing.ts';
import { ChangeProduct } from '#api/products/schemas.ts';
import { findProduct } from '#api/products/service.ts';
import type { Product } from '#db/schema/products.ts';
import { submit, type Form } from '../../form.ts';
import { readAmount, writeAmount } from '../opportunities/amount.ts';

type Page = Parameters<typeof submit>[0];

const typed = z.string().max(1_000).default('');

/** The form as a browser sends it: texts, which the schema of the API then judges. */
const Sent = z.object({
  version,
  name: typed,
  series: typed,
  sku: typed,
  price: typed,
  currency: typed,
  audience: typed,
  retired: typed,
});

function changeIn({ name, series, sku, audience, ...sent }: z.infer<typeof Sent>, locale: Locale) {
  const price = sent.price.trim();
  return parse(ChangeProduct, {
    name,
    series,
    sku,
    audience,
    price: price ? (readAmount(locale, price) ?? price) : null,
    currency: price ? sent.currency || null : null,
    retired: sent.retired === 'on',
  });
}

const asForm = (product: Product, locale: Locale): Record<string, string> => ({
  name: product.name,
  series: product.series ?? '',
  sku: product.sku ?? '',
  price: product.price === null ? '' : writeAmount(locale, product.price),
  currency: product.currency ?? '',
  audience: product.audience,
  retired: product.retiredAt ? 'on' : '',
  version: String(product.version),
});

export type ProductEditing = {
  product: Product;
  form: Form;
  /** What the product is now, when somebody saved first. */
  now: Record<string, string> | undefined;
  saved: boolean;
};

/** The page of a product: what it is, and the form that changes it. */
export async function editProduct(page: Page, id: string): Promise<ProductEditing> {
  const { scope, locale } = page.locals;
  const before = await findProduct(scope, id);
  const { form, result, error } = await submit(
    page,
    Sent,
    (sent) => changeProduct(scope, id, sent.version, changeIn(sent, locale)),
    { initial: asForm(before, locale) },
  );
  const stale = error?.status === 412;
  const product = stale ? await findProduct(scope, id) : before;
  const now = stale ? asForm(product, locale) : undefined;
  return {
    product,
    form: now ? { values: { ...form.values, version: now['version'] ?? '' }, errors: {} } : form,
    now,
    saved: result !== undefined,
  };
}
