import { MaterialFilter } from '#api/materials/schemas.ts';

/** What the address of a list asks for. A value that is not known narrows nothing, since people shorten addresses. */
export function filterOf({ searchParams }: URL): MaterialFilter {
  const names = [...new Set(searchParams.keys())];
  const asked = Object.fromEntries(names.map((name) => [name, searchParams.getAll(name)]));
  const single = Object.entries(asked).map(([name, values]) => [name, isFacet(name) ? values : values[0]]);
  const parsed = MaterialFilter.safeParse(Object.fromEntries(single));
  return parsed.success ? parsed.data : MaterialFilter.parse({ q: asked['q']?.[0]?.slice(0, 200) });
}

const facets = ['category', 'locale', 'product'];
const isFacet = (name: string): boolean => facets.includes(name);

export const isNarrowed = ({ q, category, locale, product, state, audience }: MaterialFilter): boolean =>
  Boolean(q || category.length || locale.length || product.length || state || audience);
