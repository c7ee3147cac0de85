import { eq, and, ne, sql } from 'drizzle-orm';

import { changes } from '#api/core/changes.ts';
import { allow, invalid } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { sameWord } from '#api/imports/cells.ts';
import type { EventAudience } from '#db/enums.ts';
import { products, type Product } from '#db/schema/products.ts';
import { canManage } from './policy.ts';
import type { ChangeProduct } from './schemas.ts';
import { searchTextOf } from './search-text.ts';

/** What the history tells; all of it is the house's own. */
export const HISTORY: { [Field in keyof Product]?: EventAudience } = {
  name: 'staff',
  series: 'staff',
  sku: 'staff',
  price: 'staff',
  currency: 'staff',
  audience: 'staff',
};

/** @throws 403, 404, 412, 422 for a name that another product has and for a price without its currency */
export async function changeProduct(
  scope: Scope,
  id: string,
  version: number,
  { retired, ...facts }: ChangeProduct,
): Promise<Product> {
  const product = await scope.find(products, id);
  allow(canManage(scope.actor));
  const wasRetired = product.retiredAt !== null;
  const after = { ...product, ...facts, retiredAt: retiredAt(product, retired) };
  if (after.price !== null && after.currency === null) throw invalid({ currency: 'required' });
  const nameKey = sameWord(after.name);
  const values = {
    ...changes(product, facts, HISTORY),
    ...changes({ retired: wasRetired }, { retired: retired ?? wasRetired }, { retired: 'staff' }),
  };
  await scope.write((write) => {
    const other = and(eq(products.nameKey, nameKey), ne(products.id, id));
    write.require(
      sql`not exists (select 1 from ${products} where ${other})`,
      invalid({ name: 'products.name_taken' }),
    );
    const change = { ...facts, retiredAt: after.retiredAt, nameKey, searchText: searchTextOf(after) };
    write.update(products, { id, version }, change);
    if (Object.keys(values).length)
      write.record('product.changed', { id, accountId: HOUSE_ID }, { audience: 'staff', values });
  });
  return scope.find(products, id);
}

/** The day on which it went stays, however often somebody says that it has. */
function retiredAt({ retiredAt: since }: Product, retired: boolean | undefined): Date | null {
  if (retired === undefined) return since;
  return retired ? (since ?? new Date()) : null;
}
