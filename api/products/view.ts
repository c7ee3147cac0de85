import type { Product } from '#db/schema/products.ts';

export const productView = (product: Product) => ({
  id: product.id,
  name: product.name,
  series: product.series,
  sku: product.sku,
  price: product.price,
  currency: product.currency,
  audience: product.audience,
  retiredAt: product.retiredAt,
  updatedAt: product.updatedAt,
  version: product.version,
});
