import { notFound } from '#api/core/errors.ts';
import { cursorOf, type Paging } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Locale } from '#db/enums.ts';
import type { Revision, Section } from '#db/schema/articles.ts';
import * as queries from './queries.ts';
import type { Listed } from './queries.ts';

export type { Listed } from './queries.ts';

const OPENING = 5;

export type Reading = Listed & {
  sourceLocale: Locale;
  version: number;
  revision: Pick<Revision, 'number' | 'html' | 'headings' | 'createdAt'>;
  /** Every language it can be read in, this one among them. */
  alternates: { locale: Locale; slug: string }[];
};

/**
 * A published article in a language, or in the one it was written in where that one is missing.
 *
 * @throws 404 for what is not published, or not for this reader
 */
export async function readArticle(
  scope: Scope,
  which: { id: string } | { number: number },
  locale: Locale,
): Promise<Reading> {
  const live = await queries.liveTranslations(scope, which);
  const shown =
    live.find((one) => one.locale === locale) ??
    live.find((one) => one.locale === one.sourceLocale) ??
    live[0];
  const revision = shown && (await queries.liveRevision(scope, shown));
  if (!shown || !revision) throw notFound('articles');
  return { ...shown, revision, alternates: live.map(({ locale, slug }) => ({ locale, slug })) };
}

export type Topic = { section: Section; total: number; articles: Listed[] };
export type Topics = { heading: Section | undefined; topics: Topic[] };

/** The sections that hold anything for this reader, each with its first articles. */
export async function helpHome(scope: Scope, locale: Locale): Promise<Topic[]> {
  const [sections, { first, counts }] = await Promise.all([
    queries.sectionList(scope),
    queries.openings(scope, locale, OPENING),
  ]);
  return sections
    .map((section) => ({
      section,
      total: counts.find(({ sectionId }) => sectionId === section.id)?.total ?? 0,
      articles: first.filter(({ sectionId }) => sectionId === section.id),
    }))
    .filter(({ total }) => total > 0);
}

/** The same below the headings they belong to. What has none comes first. */
export async function helpTopics(scope: Scope, locale: Locale): Promise<Topics[]> {
  const [topics, sections] = await Promise.all([helpHome(scope, locale), queries.sectionList(scope)]);
  const parents = new Set(topics.map(({ section }) => section.parentId));
  const below = ({ id, parentId }: Section) => parentId ?? (parents.has(id) ? id : null);
  return [undefined, ...sections.filter(({ id }) => parents.has(id))]
    .map((heading) => ({
      heading,
      topics: topics.filter(({ section }) => below(section) === (heading?.id ?? null)),
    }))
    .filter(({ topics }) => topics.length > 0);
}

/** @throws 404 for a section that is not there */
export async function findSection(scope: Scope, by: { slug: string } | { id: string }): Promise<Section> {
  const section = await ('slug' in by
    ? queries.sectionBySlug(scope, by.slug)
    : queries.sectionById(scope, by.id));
  if (!section) throw notFound('sections');
  return section;
}

/** What is published for this reader, of one section or of all. */
export async function listArticles(
  scope: Scope,
  { section, ...wish }: { locale: Locale; section?: string | undefined; sectionId?: string } & Paging,
) {
  const found = section === undefined ? undefined : await findSection(scope, { slug: section });
  return queries.articlesPage(scope, { ...wish, sectionId: found?.id ?? wish.sectionId }, wish);
}

const BEFORE = 8;
const AFTER = 16;

/** An article and those around it in its section: the way on is beside it, however long the section is. */
export async function listAround(scope: Scope, article: Listed, locale: Locale) {
  const wish = { locale, sectionId: article.sectionId };
  const first = await listArticles(scope, wish);
  if (!first.next || first.items.some(({ id }) => id === article.id)) return first;
  const here = cursorOf([article.position, article.id]);
  const [before, after] = await Promise.all([
    listArticles(scope, { ...wish, before: here, size: BEFORE }),
    listArticles(scope, { ...wish, after: here, size: AFTER }),
  ]);
  return { ...first, items: [...before.items, article, ...after.items] };
}
