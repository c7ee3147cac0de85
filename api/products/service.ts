import { can } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import { products, type Product } from '#db/schema/products.ts';
import * as queries from './queries.ts';
import type { ProductFilter } from './schemas.ts';

export async function listProducts(scope: Scope, filter: ProductFilter) {
  return queries.productsPage(scope, filter);
}

/** @throws 404 for a product that the actor does not reach */
export const findProduct = (scope: Scope, id: string): Promise<Product> => scope.find(products, id);

/** What a form offers; nothing to who may not read products. */
export async function productChoices(scope: Scope) {
  return can(scope.actor, 'products.read') ? queries.offered(scope) : [];
}
