import { fold } from '#db/fold.ts';
import type { Product } from '#db/schema/products.ts';

/** What the search for a product looks at. */
export const searchTextOf = ({ name, series, sku }: Partial<Product>) => fold(name, series, sku);
