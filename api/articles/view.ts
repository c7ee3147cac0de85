import type { Picture } from '#db/schema/article-pictures.ts';
import type { Section } from '#db/schema/articles.ts';
import { helpAddress } from './address.ts';
import type { editArticle } from './editing.ts';
import { pictureAddress } from './figures.ts';
import type { Listed } from './queries.ts';
import type { Reading } from './reading.ts';
import type { Hit } from './search.ts';

/** An article in a list, in the language it is offered in. */
export function listedView(row: Listed) {
  const { id, number, sectionId, locale, title, summary } = row;
  return { id, number, sectionId, locale, title, summary, url: helpAddress(row) };
}

export function articleView({ revision, version, alternates, ...row }: Reading) {
  const translations = alternates.map(({ locale, slug }) => ({
    locale,
    url: helpAddress({ locale, slug, number: row.number }),
  }));
  const { html, headings, createdAt: updatedAt } = revision;
  return { ...listedView(row), html, headings, updatedAt, version, translations };
}

/** What an editor works on: every state, and the words as they were written last. */
export function draftView({ article, latest }: Awaited<ReturnType<typeof editArticle>>) {
  const { id, number, sectionId, audience, status, sourceLocale, version } = article;
  const languages = article.languages.map(({ locale, title, live, pending }) => ({
    locale,
    title,
    live,
    pending,
  }));
  const words = latest ? wordsOf(latest) : null;
  return { id, number, sectionId, audience, status, sourceLocale, version, languages, latest: words };
}

type Latest = NonNullable<Awaited<ReturnType<typeof editArticle>>['latest']>;

const wordsOf = ({ number: revision, title, summary, body, html, createdAt: writtenAt }: Latest) => {
  return { revision, title, summary, body, html, writtenAt };
};

export function hitView({ id, locale, title, url, titleParts, snippet }: Hit) {
  return { id, locale, title, url, titleParts, snippet };
}

export const sectionView = ({ id, slug, names, parentId }: Section) => ({ id, slug, names, parentId });

export const pictureView = ({ id, articleId, name, width, height, size }: Picture) => {
  return { id, name, width, height, size, url: pictureAddress({ id, articleId }) };
};
