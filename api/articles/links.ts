import { eq, inArray, sql } from 'drizzle-orm';

import { invalid } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Locale } from '#db/enums.ts';
import { articles, translations } from '#db/schema/articles.ts';
import { helpAddress } from './address.ts';

const LINK = /(?<=\]\()article:(\d{1,9})(?=\))/g;

/**
 * `[the lights](article:12)` in a body becomes the address of article 12. The link keeps working when its title
 * changes: the number in the address decides.
 *
 * @throws 422 when there is no such article
 */
export async function withAddresses(scope: Scope, body: string, locale: Locale): Promise<string> {
  const numbers = [...new Set([...body.matchAll(LINK)].map(([, number]) => Number(number)))];
  if (!numbers.length) return body;
  const rows = await scope
    .pick(articles, { number: articles.number, slug: translations.slug }, inArray(articles.number, numbers))
    .leftJoin(
      translations,
      sql`${eq(translations.articleId, articles.id)} and ${eq(translations.locale, locale)}`,
    );
  const slugs = new Map(rows.map(({ number, slug }) => [number, slug ?? '']));
  return body.replace(LINK, (_, digits: string) => {
    const slug = slugs.get(Number(digits));
    if (slug === undefined) throw invalid({ body: 'articles.unknown_link' });
    return helpAddress({ locale, number: Number(digits), slug });
  });
}
