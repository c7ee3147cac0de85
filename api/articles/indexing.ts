import { setImmediate } from 'node:timers/promises';

import { and, asc, eq, gt, inArray, type SQL } from 'drizzle-orm';

import type { Base } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { articles, revisions, translations, type Article, type Translation } from '#db/schema/articles.ts';
import type { SearchDocument } from '#search/document.ts';
import { helpAddress } from './address.ts';
import { renderMarkdown } from './markdown.ts';

const AT_ONCE = 100;

/** Puts an article into the search as it is published now, or takes it out. */
export const indexArticle =
  ({ base }: Pick<Backstage, 'base'>): Handler =>
  async ({ subjectId }) => {
    const documents = await documentsOf(base, eq(articles.id, subjectId));
    if (documents.length) await base.search.put(documents);
    else await base.search.drop('article', [subjectId]);
  };

/** Every published article, a hundred at a time: after a load, an import or the loss of the index. */
export async function indexArticles(base: Base): Promise<void> {
  for (let after = ''; ;) {
    const ids = await base.db.reader
      .select({ id: articles.id })
      .from(articles)
      .where(gt(articles.id, after))
      .orderBy(asc(articles.id))
      .limit(AT_ONCE);
    const last = ids.at(-1);
    if (!last) return;
    const some = ids.map(({ id }) => id);
    await base.search.put(await documentsOf(base, inArray(articles.id, some)));
    after = last.id;
  }
}

async function documentsOf(base: Base, which: SQL): Promise<SearchDocument[]> {
  const rows = await base.db.reader
    .select({ article: articles, translation: translations, body: revisions.body })
    .from(articles)
    .innerJoin(translations, eq(translations.articleId, articles.id))
    .innerJoin(revisions, eq(revisions.id, translations.liveRevisionId))
    .where(and(which, eq(articles.status, 'live')));
  const documents: SearchDocument[] = [];
  for (const { article, translation, body } of rows) {
    documents.push(documentOf(article, translation, renderMarkdown(body).text));
    // A hundred texts at once would hold up everybody else.
    await setImmediate();
  }
  return documents;
}

/** @param text the words of the live revision */
export const documentOf = (
  { id, number, audience }: Pick<Article, 'id' | 'number' | 'audience'>,
  { locale, title, summary, slug }: Pick<Translation, 'locale' | 'title' | 'summary' | 'slug'>,
  text: string,
): SearchDocument => ({
  kind: 'article',
  id,
  locale,
  audience,
  title,
  text: `${summary}\n${text}`,
  url: helpAddress({ locale, number, slug }),
});
