import type { Locale } from '#db/enums.ts';
import type { Material } from '#db/schema/materials.ts';
import type { Cell } from './queries.ts';
import type { MaterialFilter } from './schemas.ts';

type Choice = Pick<MaterialFilter, 'category' | 'locale' | 'product'>;
type Name = keyof Choice;

export type Facet<V extends string = string> = { value: V; count: number }[];
export type Facets = { category: Facet<Material['category']>; locale: Facet<Locale>; product: Facet };

/**
 * What each value of a facet would leave: the other facets narrow its count, its own choice does not. A chosen value
 * stays where it can be taken back, even when nothing is left of it.
 */
export function facetsOf(cells: Cell[], choice: Choice): Facets {
  return {
    category: count(cells, choice, 'category'),
    locale: count(cells, choice, 'locale'),
    product: count(cells, choice, 'product'),
  };
}

/** How many materials all the facets together leave. */
export const totalOf = (cells: Cell[], choice: Choice): number =>
  sum(cells.filter((cell) => names.every((name) => fits(cell, choice, name))));

const names: Name[] = ['category', 'locale', 'product'];

function count<V extends string>(cells: Cell[], choice: Choice, name: Name): Facet<V> {
  const others = names.filter((other) => other !== name);
  const left = cells.filter((cell) => others.every((other) => fits(cell, choice, other)));
  const counts = new Map<string, number>(choice[name].map((value) => [value, 0]));
  for (const cell of left) {
    const value = cell[name];
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + cell.count);
  }
  return [...counts]
    .map(([value, count]) => ({ value: value as V, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

const fits = (cell: Cell, choice: Choice, name: Name): boolean => {
  const values: readonly (string | null)[] = choice[name];
  return !values.length || values.includes(cell[name]);
};

const sum = (cells: Cell[]) => cells.reduce((total, { count }) => total + count, 0);
