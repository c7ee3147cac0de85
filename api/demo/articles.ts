import { sql } from 'drizzle-orm';

import { helpAddress, slugOf } from '#api/articles/address.ts';
import { documentOf } from '#api/articles/indexing.ts';
import { renderMarkdown } from '#api/articles/markdown.ts';
import { heardBy } from '#api/articles/policy.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { fold } from '#db/fold.ts';
import { newId } from '#db/ids.ts';
import type { Picture } from '#db/schema/article-pictures.ts';
import { articles, revisions, sections, translations } from '#db/schema/articles.ts';
import { counters } from '#db/schema/jobs.ts';
import type { SearchDocument } from '#search/document.ts';
import * as content from './content/index.ts';
import { articlePlans, readArticles, type Article, type ArticlePlan } from './content/index.ts';
import { illustrate } from './illustrations.ts';
import { personId, type Story } from './story.ts';

/** The help, in every language it is written in. @returns what the search should know of it */
export async function tellArticles(story: Story): Promise<SearchDocument[]> {
  const sectionIds = tellSections(story);
  const written = readArticles();
  const addresses = addressesOf(written);
  const told = articlePlans.map(async (plan, position) => {
    const languages = written.filter(({ slug }) => slug === plan.slug);
    const [source] = languages;
    const sectionId = source && sectionIds.get(source.section);
    if (!source || !sectionId) throw new Error(`The demo has no article ${plan.slug}`);
    const { audience, locale: sourceLocale } = source;
    const article = { id: newId('art'), number: plan.number, audience, ...stampsOf(story, plan) };
    story.insert(articles, [{ ...article, sectionId, position, sourceLocale, status: 'live', version: 2 }]);
    tellPublication(story, article, plan, languages);
    const pictures = await illustrate(
      story,
      article,
      languages.map(({ body }) => body),
    );
    return languages.map((one) => {
      const text = { ...withAddresses(one, addresses), pictures };
      return documentOf(article, ...tellTranslation(story, article.id, plan, text));
    });
  });
  const documents = (await Promise.all(told)).flat();
  const value = Math.max(...articlePlans.map(({ number }) => number));
  story.insert(counters, [{ name: 'articles', value }]);
  // A translation and its live revision point at each other.
  story.change(translations, {
    liveRevisionId: sql`(select ${revisions.id} from ${revisions} where ${revisions.translationId} = ${translations.id})`,
  });
  return documents;
}

const stampsOf = (story: Story, { publishedAt, updatedAt }: ArticlePlan) => ({
  createdAt: story.at(publishedAt),
  updatedAt: story.at(updatedAt),
});

function tellSections(story: Story): Map<string, string> {
  const rows = content.sections.map(({ key, names }, position) => ({
    id: newId('sec'),
    slug: key,
    names,
    position,
  }));
  story.insert(sections, rows);
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

function tellTranslation(
  story: Story,
  articleId: string,
  plan: ArticlePlan,
  { locale, title, summary, body, pictures }: Article & { pictures: Picture[] },
) {
  const translationId = newId('tra');
  const stamps = stampsOf(story, plan);
  const translation = { locale, slug: slugOf(title), title, summary };
  const searchText = fold(title, summary);
  story.insert(translations, [{ id: translationId, articleId, ...translation, searchText, ...stamps }]);
  const { html, headings, text } = renderMarkdown(body, pictures);
  const authorId = personId(plan.author);
  const revision = { translationId, number: 1, authorId, title, summary, body, html, headings };
  story.insert(revisions, [{ id: newId('rev'), ...revision, createdAt: stamps.updatedAt }]);
  return [translation, text] as const;
}

function tellPublication(
  story: Story,
  { id, number, audience }: { id: string; number: number; audience: Article['audience'] },
  plan: ArticlePlan,
  languages: Article[],
) {
  const happened = { by: plan.author, subject: { id, accountId: HOUSE_ID } };
  const { createdAt, updatedAt } = stampsOf(story, plan);
  for (const { locale } of languages) {
    const data = { locale, number, revision: 1 };
    const published = {
      name: 'article.published',
      at: createdAt,
      audience: heardBy[audience],
      data,
    } as const;
    story.happened({ ...happened, ...published });
  }
  const data = { locale: 'en', revision: 1 };
  story.happened({ ...happened, name: 'article.changed', at: updatedAt, audience: 'staff', data });
}

/** Where each article is read, by `{locale}/{slug}`. */
const addressesOf = (written: Article[]) =>
  new Map(
    articlePlans.flatMap(({ slug: key, number }) =>
      written
        .filter(({ slug }) => slug === key)
        .map(({ locale, title }) => [
          `${locale}/${key}`,
          helpAddress({ locale, number, slug: slugOf(title) }),
        ]),
    ),
  );

/** Links to other articles as addresses, in the same language. */
function withAddresses(article: Article, addresses: Map<string, string>): Article {
  const body = article.body.replace(/\(article:([a-z0-9-]+)\)/g, (_, slug: string) => {
    const address = addresses.get(`${article.locale}/${slug}`);
    if (!address) throw new Error(`articles/${article.locale}/${article.slug}.md links to ${slug}`);
    return `(${address})`;
  });
  return { ...article, body };
}
