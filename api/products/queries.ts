import { and, asc, isNull, sql, type SQL } from 'drizzle-orm';

import { keyset } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { fold } from '#db/fold.ts';
import { products } from '#db/schema/products.ts';
import type { ProductFilter } from './schemas.ts';

const CHOICES = 500;

export async function productsPage(scope: Scope, filter: ProductFilter) {
  const order = keyset({ column: products.name, id: products.id, direction: 'asc' }, filter);
  const matching = and(...wordsOf(filter.q));
  const [rows, total] = await Promise.all([
    scope
      .select(products, and(matching, order.where))
      .orderBy(...order.orderBy)
      .limit(order.limit),
    scope.count(products, matching),
  ]);
  return { ...order.page(rows, ({ name, id }) => [name, id]), total };
}

const wordsOf = (q: string): SQL[] =>
  fold(q)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => sql`instr(${products.searchText}, ${word}) > 0`);

/** What can be named in an opportunity, by name. */
export const offered = (scope: Scope) =>
  scope
    .pick(products, { id: products.id, name: products.name }, isNull(products.retiredAt))
    .orderBy(asc(products.name), asc(products.id))
    .limit(CHOICES);
