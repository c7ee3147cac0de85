import { and, desc, eq } from 'drizzle-orm';

import { changes } from '#api/core/changes.ts';
import { allow, conflict, invalid, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import type { Locale } from '#db/enums.ts';
import { fold } from '#db/fold.ts';
import { articles, revisions, translations, type Article, type Translation } from '#db/schema/articles.ts';
import { slugOf } from './address.ts';
import { canManage, canSolve, heardBy } from './policy.ts';
import { picturesOf, sectionById } from './queries.ts';
import { readArticle } from './reading.ts';
import { render } from './rendering.ts';
import type { ChangeArticle, CreateArticle } from './schemas.ts';

const subject = ({ id }: { id: string }) => ({ id, accountId: HOUSE_ID });

type Words = { title: string; summary: string; body: string };

/**
 * A draft in one language; nobody reads it before it is published.
 *
 * @param also what is written in the same batch
 */
export async function createArticle(
  scope: Scope,
  input: CreateArticle,
  also?: (write: Write, article: { id: string }) => void,
): Promise<{ id: string }> {
  const { actor } = scope;
  allow(canManage(actor));
  const { sectionId, audience, locale, ...words } = input;
  await requireSection(scope, sectionId);
  const revision = { ...words, ...(await render(scope, { ...words, locale })) };
  return scope.write((write) => {
    const article = write.insert(
      articles,
      { sectionId, audience, sourceLocale: locale },
      { number: write.next('articles') },
    );
    const translation = write.insert(translations, fresh(article.id, locale, words));
    write.insert(revisions, {
      ...revision,
      translationId: translation.id,
      number: 1,
      authorId: actor.personId,
    });
    write.record('article.changed', subject(article), { audience: 'staff', data: { locale, revision: 1 } });
    also?.(write, article);
    return { id: article.id };
  });
}

/**
 * Saves what an editor changed: section and audience at once, words as a new revision that waits to be published.
 *
 * @throws 412 when somebody saved the article since `version`
 */
export async function changeArticle(scope: Scope, id: string, version: number, input: ChangeArticle) {
  const article = await scope.find(articles, id);
  const { actor } = scope;
  allow(canManage(actor));
  const { sectionId = article.sectionId, audience = article.audience, locale, ...change } = input;
  if (sectionId !== article.sectionId) await requireSection(scope, sectionId);
  const { translation, latest } = await newest(scope, article, locale);
  const words = complete(change, latest);
  const same = latest && latest.title === words.title && latest.summary === words.summary;
  const revision =
    same && latest.body === words.body
      ? undefined
      : { ...words, ...(await rendered(scope, id, { ...words, locale })), number: (latest?.number ?? 0) + 1 };

  await scope.write((write) => {
    write.update(articles, { id, version }, { sectionId, audience });
    const kept = translation ?? write.insert(translations, fresh(id, locale, words));
    if (translation && revision) write.update(translations, translation, untilLive(translation, words));
    if (revision) write.insert(revisions, { ...revision, translationId: kept.id, authorId: actor.personId });
    write.record('article.changed', subject(article), {
      audience: 'staff',
      data: { locale, revision: revision?.number },
      values: changes(article, { sectionId, audience }, { sectionId: 'staff', audience: 'staff' }),
    });
  });
}

/**
 * Shows the newest revision of a language to everybody the article is for.
 *
 * @throws 409 where there is nothing written in that language
 */
export async function publishArticle(
  scope: Scope,
  id: string,
  { locale, version }: { locale?: Locale | undefined; version?: number | undefined } = {},
) {
  const article = await scope.find(articles, id);
  allow(canManage(scope.actor));
  if (version !== undefined && version !== article.version) throw stale();
  const language = locale ?? article.sourceLocale;
  const { translation, latest } = await newest(scope, article, language);
  if (!translation || !latest) throw conflict('articles.not_written');
  const { id: liveRevisionId, title, summary } = latest;
  if (article.status === 'live' && translation.liveRevisionId === liveRevisionId) return;
  await scope.write((write) => {
    write.update(articles, { id, version: version ?? article.version }, { status: 'live' });
    write.update(translations, translation, { liveRevisionId, title, summary, slug: slugOf(title) });
    write.record('article.published', subject(article), {
      audience: heardBy[article.audience],
      data: { locale: language, number: article.number, revision: latest.number },
    });
  });
}

/** Takes an article away from all its readers, in every language. Publishing brings it back. */
export async function retireArticle(scope: Scope, id: string, version?: number) {
  const article = await scope.find(articles, id);
  allow(canManage(scope.actor));
  if (version !== undefined && version !== article.version) throw stale();
  if (article.status !== 'live') throw conflict('articles.not_live');
  await scope.write((write) => {
    write.update(articles, { id, version: version ?? article.version }, { status: 'retired' });
    write.record('article.retired', subject(article), {
      audience: heardBy[article.audience],
      data: { number: article.number },
    });
  });
}

/** Somebody who was about to ask found the answer. */
export async function solveArticle(scope: Scope, id: string, locale: Locale) {
  allow(canSolve(scope.actor));
  const article = await readArticle(scope, { id }, locale);
  await scope.write((write) => {
    write.record('article.solved', subject(article), {
      audience: 'staff',
      data: { locale: article.locale, revision: article.revision.number },
    });
  });
}

async function requireSection(scope: Scope, id: string) {
  if (!(await sectionById(scope, id))) throw invalid({ sectionId: 'invalid_value' });
}

const rendered = async (scope: Scope, id: string, text: Words & { locale: Locale }) =>
  render(scope, { ...text, pictures: await picturesOf(scope, id) });

const fresh = (articleId: string, locale: Locale, { title, summary }: Words) => ({
  articleId,
  locale,
  title,
  summary,
  slug: slugOf(title),
  searchText: fold(title, summary),
});

/** Before the first publication the draft names the article; afterwards what readers see does. */
const untilLive = ({ liveRevisionId }: Translation, { title, summary }: Words) => ({
  ...(liveRevisionId ? {} : { title, summary, slug: slugOf(title) }),
  searchText: fold(title, summary),
});

/** What is not named stays as it is; in a new language everything must be named. */
function complete(change: Partial<Words>, latest: Words | undefined): Words {
  const { title = latest?.title, summary = latest?.summary, body = latest?.body } = change;
  if (title !== undefined && summary !== undefined && body !== undefined) return { title, summary, body };
  const missing = Object.entries({ title, summary, body }).filter(([, value]) => value === undefined);
  throw invalid(Object.fromEntries(missing.map(([field]) => [field, 'required'])));
}

/** The words of an article in a language as they were written last, published or not. */
export async function newest(scope: Scope, article: Pick<Article, 'id'>, locale: Locale) {
  const [translation] = await scope
    .select(translations, and(eq(translations.articleId, article.id), eq(translations.locale, locale)))
    .limit(1);
  if (!translation) return { translation: undefined, latest: undefined };
  const [latest] = await scope
    .select(revisions, eq(revisions.translationId, translation.id))
    .orderBy(desc(revisions.number))
    .limit(1);
  return { translation, latest };
}
