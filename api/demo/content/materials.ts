import { audiences, locales, materialCategories, type Audience } from '#db/enums.ts';
import { oneOf } from './one-of.ts';
import { readScripts, type Block } from './script.ts';
import type { Locale, Moment } from './shape.ts';

export type Material = {
  title: string;
  category: (typeof materialCategories)[number];
  audience: Audience;
  locale: Locale;
  edition: string;
  publishedAt: Moment;
  expiresInDays: number | undefined;
  product: string | null;
  description: string;
  file: { maker: string; name: string; words: string[]; lines: string[] };
};

const FACTS = /^(\S+) (\S+) (\w\w) (\S+) (\d+)d(?: ([+-]\d+))?(?: (\S+))?$/;

/**
 * What partners and customers download. The facts of one are its kind, audience, language, edition, how many days ago
 * it was published, perhaps in how many it expires (a minus: ago) and for which product it is; then a line that
 * describes it, one that says how its file is made, and what is in it.
 */
export const materials: Material[] = readScripts('materials').map(materialOf);

function materialOf({ title, facts: [head = '', description = '', recipe = '', ...lines] }: Block): Material {
  const [, category, audience, locale, edition, daysAgo, expires, product] = FACTS.exec(head) ?? [];
  const [maker = '', name = '', ...words] = recipe.split(' ');
  if (!edition || !name) throw new Error(`The demo does not understand: ${head} ${recipe}`);
  return {
    title,
    category: oneOf(materialCategories, category),
    audience: oneOf(audiences, audience),
    locale: oneOf(locales, locale),
    edition,
    publishedAt: { daysAgo: Number(daysAgo), at: '09:00' },
    expiresInDays: expires === undefined ? undefined : Number(expires),
    product: product ?? null,
    description,
    file: { maker, name, words, lines },
  };
}
