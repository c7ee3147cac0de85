import { helpAddress, slugOf } from '#api/articles/address.ts';
import { readArticle } from '#api/articles/reading.ts';
import { listSections } from '#api/articles/sections.ts';
import { notFound } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { locales, type Locale } from '#db/enums.ts';
import { targetOf } from './addresses.ts';
import { importedArticle } from './known.ts';

/**
 * Where that which stood at an address of another help centre stands now.
 *
 * @throws 404 for what was not brought along, and for what this reader may not read
 */
export async function newAddress(scope: Scope, path: string, wish: Locale): Promise<string> {
  const locale = locales.find((one) => path.startsWith(`/hc/${one}`)) ?? wish;
  if (/^\/hc(?:\/[a-z-]+)?\/?$/.test(path)) return `/help/${locale}`;
  const target = targetOf(path, '');
  if (target?.kind === 'articles') return ofArticle(scope, target.id, locale);
  if (!target || target.kind === 'file' || !target.words) throw notFound('articles');
  const wanted = slugOf(target.words);
  const section = (await listSections(scope)).find(({ names }) => slugOf(names[locale]) === wanted);
  if (!section) throw notFound('sections');
  return `/help/${locale}/sections/${section.slug}`;
}

/** Everybody may ask where an article went; whether he may read it is asked as always. */
async function ofArticle(scope: Scope, key: string, locale: Locale): Promise<string> {
  const id = await importedArticle(scope.asSystem('old-address'), key);
  if (id === undefined) throw notFound('articles');
  return helpAddress({ ...(await readArticle(scope, { id }, locale)), locale });
}
