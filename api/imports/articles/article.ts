import { createHash } from 'node:crypto';

import { addPicture } from '#api/articles/pictures.ts';
import { isTooComplex } from '#api/articles/complexity.ts';
import { ChangeArticle, CreateArticle, LONGEST_BODY } from '#api/articles/schemas.ts';
import { changeArticle, createArticle, newest, publishArticle } from '#api/articles/service.ts';
import { AppError, invalid } from '#api/core/errors.ts';
import { parse } from '#api/core/parse.ts';
import type { Scope } from '#api/core/scope.ts';
import { articles } from '#db/schema/articles.ts';
import { origins, type Origin } from '#db/schema/imports.ts';
import type { ImportReport } from '../report.ts';
import type { Document, Shelf } from './documents.ts';
import { Illustrations } from './illustrations.ts';
import { KIND, keyOf } from './known.ts';
import { picturesIn, readMarkdown, rewrite, type Reading } from './rewriting.ts';
import type { Sections } from './sections.ts';
import type { ImportArticles } from './service.ts';
import { summaryOf, withoutLead } from './summary.ts';
import type { Targets } from './targets.ts';

export type Run = {
  scope: Scope;
  shelf: Shelf;
  wish: ImportArticles;
  report: ImportReport;
  sections: Sections;
  /** What the folder itself is called: the section of what lies in none. */
  name: string;
  /** By the key that a file says. Without an origin in this language it is here in another one. */
  known: Map<string, { subjectId: string; origin: Origin | undefined }>;
};

function wordsOf({ title, summary, body }: Document) {
  const lead = summary || summaryOf(body, title);
  return { title, summary: lead, body: withoutLead(body, lead) || title };
}

const Words = CreateArticle.pick({ title: true, summary: true, body: true });

/** What would be refused is refused before anybody reads it, in a dry run as well. @throws 422 */
export function requireFit(document: Document): void {
  const { body } = document;
  if (body.length > LONGEST_BODY) throw invalid({ body: 'too_big' });
  if (isTooComplex(body)) throw invalid({ body: 'too_complex' });
  parse(Words, wordsOf(document));
}

/** A draft of what is not here yet, as it came: where its links lead is known once all the others are here. */
export async function draftOf(
  { scope, wish, sections, name, known }: Run,
  document: Document,
): Promise<void> {
  const { locale, audience, source } = wish;
  const sectionId = sections.of(document.folders, name)?.id ?? '';
  const input = parse(CreateArticle, { sectionId, audience, locale, ...wordsOf(document) });
  const key = keyOf(locale, document.key);
  const found: { origin?: Origin } = {};
  const { id } = await createArticle(scope, input, (write, article) => {
    found.origin = write.insert(origins, {
      kind: KIND.articles,
      source,
      key,
      subjectId: article.id,
      hash: '',
    });
  });
  known.set(document.key, { subjectId: id, origin: found.origin });
}

/** Brings an article up to what its file says. */
export async function settleArticle(
  run: Run,
  document: Document,
  targets: Targets,
): Promise<'created' | 'changed' | 'unchanged'> {
  const { wish, sections, name } = run;
  const reading = readMarkdown(document.body);
  const illustrations = new Illustrations(run.shelf, document);
  await illustrations.find(picturesIn(reading));
  const body = translated(run, { document, reading, illustrations, targets });
  const words = wordsOf({ ...document, body });
  const sectionId = sections.of(document.folders, name)?.id;
  const hash = hashOf([words, sectionId, document.draft, illustrations.hash]);

  const found = run.known.get(document.key);
  const isNew = !found?.origin?.hash;
  if (!isNew && found.origin?.hash === hash) return 'unchanged';
  if (found && !wish.dryRun) {
    await bring(run, document, { id: found.subjectId, sectionId, words, illustrations });
    await remember(run, document, { ...found, hash });
  }
  return isNew ? 'created' : 'changed';
}

type Text = { document: Document; reading: Reading; illustrations: Illustrations; targets: Targets };

/** The text with the addresses that hold here, and a note of what leads nowhere. */
function translated({ report }: Run, { document, reading, illustrations, targets }: Text): string {
  const note = (code: string, detail: string) => report.notes.push({ code, where: document.path, detail });
  for (const reference of illustrations.missing) note('articles.picture_missing', reference);
  return rewrite(reading, {
    picture: (src) => illustrations.nameOf(src),
    link: (href) => {
      const answer = targets.answer(href, document.path);
      if (answer === 'unknown') note('articles.dangling_link', href);
      return answer === 'unknown' ? undefined : answer;
    },
  });
}

const isSame = (words: Words, latest: Partial<Words> | undefined) =>
  words.title === latest?.title && words.summary === latest.summary && words.body === latest.body;

type Words = ReturnType<typeof wordsOf>;

type Settled = {
  id: string;
  sectionId: string | undefined;
  words: Words;
  illustrations: Illustrations;
};

async function bring(run: Run, document: Document, { id, sectionId, words, illustrations }: Settled) {
  const { scope, wish, report } = run;
  const { locale } = wish;
  for (const given of illustrations.all) {
    try {
      await addPicture(scope, id, given);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      report.notes.push({ code: 'articles.picture_refused', where: document.path, detail: given.name });
    }
  }
  const article = await scope.find(articles, id);
  const { latest } = await newest(scope, article, locale);
  const input = parse(ChangeArticle, { locale, sectionId: sectionId ?? article.sectionId, ...words });
  if (input.sectionId !== article.sectionId || !isSame(words, latest))
    await changeArticle(scope, id, article.version, input);
  if (article.status === 'retired')
    report.notes.push({ code: 'articles.retired_here', where: document.path });
  else if (!document.draft) await publishArticle(scope, id, { locale });
}

async function remember(
  { scope, wish }: Run,
  { key }: Document,
  { subjectId, origin, hash }: { subjectId: string; origin: Origin | undefined; hash: string },
) {
  const { source, locale } = wish;
  await scope.write((write) => {
    if (origin) write.update(origins, origin, { hash });
    else write.insert(origins, { kind: KIND.articles, source, key: keyOf(locale, key), subjectId, hash });
  });
}

const hashOf = (content: unknown) => createHash('sha256').update(JSON.stringify(content)).digest('hex');
