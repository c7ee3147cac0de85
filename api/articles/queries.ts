import { and, asc, eq, inArray, sql } from 'drizzle-orm';

import { notFound } from '#api/core/errors.ts';
import { keyset, type Paging } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Locale } from '#db/enums.ts';
import { articlePictures } from '#db/schema/article-pictures.ts';
import { articles, revisions, sections, translations, type Section } from '#db/schema/articles.ts';

/** Readers, editors among them, meet only what is live. Spelled out, or the index of what is live serves nobody. */
const published = sql`${articles.status} = 'live'`;

const listed = {
  id: articles.id,
  number: articles.number,
  sectionId: articles.sectionId,
  position: articles.position,
  audience: articles.audience,
  locale: translations.locale,
  slug: translations.slug,
  title: translations.title,
  summary: translations.summary,
};

export type Listed = {
  [Key in keyof typeof listed]: (typeof listed)[Key]['_']['data'];
};

/** The reader's language, else the one it was written in, else any: each lookup is one step in an index. */
const inLanguage = (locale: Locale) => {
  const live = sql`select id from translations t where t.article_id = ${articles.id} and t.live_revision_id is not null`;
  return sql`${translations.id} = coalesce(
    (${live} and t.locale = ${locale}), (${live} and t.locale = ${articles.sourceLocale}), (${live} limit 1))`;
};

export const sectionList = (scope: Scope) => scope.shared(sections).orderBy(asc(sections.position));

export async function sectionBySlug(scope: Scope, slug: string) {
  const [section] = await scope.shared(sections, eq(sections.slug, slug)).limit(1);
  return section;
}

export async function sectionById(scope: Scope, id: string) {
  const [section] = await scope.shared(sections, eq(sections.id, id)).limit(1);
  return section;
}

/** By section in the order of the house, else by number. */
export async function articlesPage(
  scope: Scope,
  { locale, sectionId }: { locale: Locale; sectionId?: string | undefined },
  paging: Paging,
) {
  const column = sectionId ? articles.position : articles.number;
  const order = keyset({ column, id: articles.id, direction: 'asc' }, paging);
  const among = and(published, sectionId ? eq(articles.sectionId, sectionId) : undefined);
  const [rows, total] = await Promise.all([
    scope
      .pick(articles, listed, and(among, order.where))
      .innerJoin(translations, inLanguage(locale))
      .orderBy(...order.orderBy)
      .limit(order.limit),
    scope.count(articles, among),
  ]);
  const key = (row: Listed): [number, string] => [sectionId ? row.position : row.number, row.id];
  return { ...order.page(rows, key), total };
}

/** The first few of every section and how many each has, in two queries however many sections there are. */
export async function openings(scope: Scope, locale: Locale, each: number) {
  const place = sql`row_number() over (partition by ${articles.sectionId} order by ${articles.position}, ${articles.id})`;
  const ranked = scope.pick(articles, { id: articles.id, place: place.as('place') }, published);
  const [first, counts] = await Promise.all([
    scope
      .pick(articles, listed, sql`${articles.id} in (select id from ${ranked} where place <= ${each})`)
      .innerJoin(translations, inLanguage(locale)),
    scope
      .pick(articles, { sectionId: articles.sectionId, total: sql<number>`count(*)` }, published)
      .groupBy(articles.sectionId),
  ]);
  return { first: first.sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1)), counts };
}

/** The live translations of an article, the one in which it was written among them. */
export const liveTranslations = (scope: Scope, where: { id: string } | { number: number }) =>
  scope
    .pick(
      articles,
      { ...listed, sourceLocale: articles.sourceLocale, version: articles.version },
      and('id' in where ? eq(articles.id, where.id) : eq(articles.number, where.number), published),
    )
    .innerJoin(translations, eq(translations.articleId, articles.id))
    .innerJoin(revisions, eq(revisions.id, translations.liveRevisionId));

const { number, html, headings, createdAt } = revisions;

/** What an article says in a language at this moment. */
export async function liveRevision(scope: Scope, { id, locale }: { id: string; locale: Locale }) {
  const [revision] = await scope
    .pick(articles, { number, html, headings, createdAt }, and(eq(articles.id, id), published))
    .innerJoin(translations, and(eq(translations.articleId, articles.id), eq(translations.locale, locale)))
    .innerJoin(revisions, eq(revisions.id, translations.liveRevisionId))
    .limit(1);
  return revision;
}

/** Which of these the reader may read at this moment, and their sections: the index hears of changes later. */
export async function readable(scope: Scope, ids: string[]): Promise<Map<string, Section['names']>> {
  if (!ids.length) return new Map();
  const rows = await scope
    .pick(articles, { id: articles.id, names: sections.names }, and(published, inArray(articles.id, ids)))
    .innerJoin(sections, eq(sections.id, articles.sectionId));
  return new Map(rows.map(({ id, names }) => [id, names]));
}

export const picturesOf = (scope: Scope, articleId: string) =>
  scope.select(articlePictures, eq(articlePictures.articleId, articleId)).orderBy(asc(articlePictures.name));

/** A picture and for whom its article is. @throws 404 also under another article than its own */
export async function pictureOf(scope: Scope, articleId: string, id: string) {
  const { name, size, sha256 } = articlePictures;
  const mine = and(eq(articlePictures.id, id), eq(articlePictures.articleId, articleId));
  const [found] = await scope
    .pick(
      articlePictures,
      { id: articlePictures.id, name, size, sha256, audience: articles.audience, status: articles.status },
      mine,
    )
    .innerJoin(articles, eq(articles.id, articlePictures.articleId))
    .limit(1);
  if (!found) throw notFound('pictures');
  return found;
}

/** Of each language what readers see and what was written last. */
const current = sql`(${revisions.id} = ${translations.liveRevisionId} or not exists (select 1 from revisions later
  where later.translation_id = ${revisions.translationId} and later.number > ${revisions.number}))`;

export const currentTexts = (scope: Scope, articleId: string) =>
  scope
    .pick(
      revisions,
      { id: revisions.id, locale: translations.locale, body: revisions.body },
      and(current, eq(translations.articleId, articleId)),
    )
    .innerJoin(translations, eq(translations.id, revisions.translationId));

/** Whether a text that is current shows a picture, for use in a batch. */
export const shownNow = (articleId: string, pictureId: string) =>
  sql`exists (select 1 from ${revisions} join ${translations} on ${translations.id} = ${revisions.translationId}
    where ${translations.articleId} = ${articleId} and ${current} and instr(${revisions.html}, ${pictureId}))`;
