import { inArray, or } from 'drizzle-orm';

import { changes } from '#api/core/changes.ts';
import { allow } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { sameWord } from '#api/imports/cells.ts';
import { rejected, type Candidate, type Planner, type Step } from '#api/imports/plan.ts';
import { newId } from '#db/ids.ts';
import { products, type Product } from '#db/schema/products.ts';
import { HISTORY } from './editing.ts';
import { canManage } from './policy.ts';
import type { ImportProduct } from './schemas.ts';
import { searchTextOf } from './search-text.ts';

/** Products by their names, without regard to case and accents. */
export async function productsNamed(scope: Scope, names: (string | undefined)[]) {
  const keys = [...new Set(names.flatMap((name) => (name === undefined ? [] : [sameWord(name)])))];
  const rows = keys.length ? await scope.select(products, inArray(products.nameKey, keys)) : [];
  return new Map(rows.map((product) => [product.nameKey, product]));
}

/** Products: known by an earlier key, or by their name. */
export const planProducts: Planner<ImportProduct> = async (scope, rows) => {
  allow(canManage(scope.actor));
  const known = rows.flatMap((row) => row.known ?? []);
  const keys = rows.flatMap(({ values }) => (values.name === undefined ? [] : [sameWord(values.name)]));
  const found = await scope.select(
    products,
    or(inArray(products.id, known), inArray(products.nameKey, keys)),
  );
  const made = new Set<string>();
  return rows.map((row) => planOne(row, found, made));
};

function planOne(
  { values, reasons, known }: Candidate<ImportProduct>,
  found: Product[],
  made: Set<string>,
): Step {
  const { key: _, ...facts } = values;
  const { name } = facts;
  if (reasons.length || name === undefined) return rejected(...reasons);
  const nameKey = sameWord(name);
  const same = found.find((product) => product.nameKey === nameKey);
  const before = known ? found.find(({ id }) => id === known) : same;
  if (known && !before) return rejected('row.out_of_reach');
  if (made.has(nameKey) || (before && same && same !== before)) return rejected('name.twice');
  return before ? changed(before, facts) : created({ ...facts, name }, made);
}

type Facts = Omit<ImportProduct, 'key' | 'name'> & { name?: string };

function created(facts: Facts & { name: string }, made: Set<string>): Step {
  const id = newId('prd');
  const nameKey = sameWord(facts.name);
  made.add(nameKey);
  const values = { ...facts, id, nameKey, searchText: searchTextOf(facts) };
  return { fate: 'created', id, write: (write) => void write.insert(products, values) };
}

function changed(product: Product, facts: Facts): Step {
  const { id } = product;
  const values = changes(product, facts, HISTORY);
  if (!Object.keys(values).length) return { fate: 'unchanged', id };
  const after = { ...product, ...facts };
  return {
    fate: 'changed',
    id,
    write: (write) => {
      write.update(products, product, {
        ...facts,
        nameKey: sameWord(after.name),
        searchText: searchTextOf(after),
      });
      write.record('product.changed', { id, accountId: HOUSE_ID }, { audience: 'staff', values });
    },
  };
}
