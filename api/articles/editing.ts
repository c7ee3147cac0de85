import { and, asc, eq, inArray, sql } from 'drizzle-orm';

import { allow } from '#api/core/errors.ts';
import { keyset } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Locale } from '#db/enums.ts';
import { fold } from '#db/fold.ts';
import { articles, translations, type Article } from '#db/schema/articles.ts';
import { canManage } from './policy.ts';
import type { DeskFilter } from './schemas.ts';
import { newest } from './service.ts';

/** How far an article has come in one language. */
export type Language = {
  locale: Locale;
  title: string;
  slug: string;
  live: boolean;
  /** There is something newer than what readers see. */
  pending: boolean;
};

export type Worked = Article & { languages: Language[] };

/** Every article in every state, the one changed last first. */
export async function listForDesk(scope: Scope, filter: DeskFilter) {
  allow(canManage(scope.actor));
  const order = keyset({ column: articles.updatedAt, id: articles.id, direction: 'desc' }, filter);
  const among = and(
    filter.status ? eq(articles.status, filter.status) : undefined,
    filter.audience ? eq(articles.audience, filter.audience) : undefined,
    filter.q ? named(filter.q) : undefined,
  );
  const [rows, total] = await Promise.all([
    scope
      .select(articles, and(among, order.where))
      .orderBy(...order.orderBy)
      .limit(order.limit),
    scope.count(articles, among),
  ]);
  const { items, ...page } = order.page(rows as Article[], ({ updatedAt, id }) => [updatedAt, id]);
  const languages = await languagesOf(
    scope,
    items.map(({ id }) => id),
  );
  return { ...page, total, items: items.map((article) => ({ ...article, languages: languages(article) })) };
}

/** An article with the words of one language as an editor finds them: the newest, published or not. */
export async function editArticle(scope: Scope, id: string, locale?: Locale) {
  const article = await scope.find(articles, id);
  allow(canManage(scope.actor));
  const { latest } = await newest(scope, article, locale ?? article.sourceLocale);
  const languages = await languagesOf(scope, [id]);
  return { article: { ...article, languages: languages(article) }, latest };
}

// Spelled out: within a SELECT from one table drizzle leaves the table's name away, and `id` would be r.id.
const NEWEST = sql.raw(
  '(select r.id from revisions r where r.translation_id = translations.id order by r.number desc limit 1)',
);

const named = (q: string) =>
  sql`exists (select 1 from translations t where t.article_id = ${articles.id} and instr(t.search_text, ${fold(q)}))`;

async function languagesOf(scope: Scope, ids: string[]) {
  const rows = ids.length
    ? await scope
        .pick(
          translations,
          {
            articleId: translations.articleId,
            locale: translations.locale,
            title: translations.title,
            slug: translations.slug,
            live: sql`${translations.liveRevisionId} is not null`.mapWith(Boolean),
            pending: sql`live_revision_id is not ${NEWEST}`.mapWith(Boolean),
          },
          inArray(translations.articleId, ids),
        )
        .orderBy(asc(translations.articleId), asc(translations.locale))
    : [];
  return ({ id, sourceLocale }: Article): Language[] =>
    rows
      .filter(({ articleId }) => articleId === id)
      .sort((a, b) => Number(b.locale === sourceLocale) - Number(a.locale === sourceLocale));
}
