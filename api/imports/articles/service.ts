import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { canManage } from '#api/articles/policy.ts';
import { allow, AppError } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Audience, Locale } from '#db/enums.ts';
import type { ImportReport } from '../report.ts';
import { draftOf, requireFit, settleArticle, type Run } from './article.ts';
import { readDocument, Shelf, type Document } from './documents.ts';
import { KIND, keyOf, originsOf } from './known.ts';
import { Sections } from './sections.ts';
import { numbersOf, Targets } from './targets.ts';

export type ImportArticles = {
  /** Says what would happen, and does nothing. */
  dryRun: boolean;
  /** The language in which the articles are written. */
  locale: Locale;
  /** For whom new ones are. Those that are here already stay for whom they are. */
  audience: Audience;
  /** Which help centre it is: an id there and the same id of another one are two articles. */
  source: string;
  onProgress?: (done: number, total: number) => void;
};

/**
 * Brings a help centre along: Markdown files in folders, with pictures beside them. What was brought before and is
 * still the same is left alone. One bad file keeps none of the others.
 *
 * @param path a folder of folders, or one file
 */
export async function importArticles(
  scope: Scope,
  path: string,
  wish: ImportArticles,
): Promise<ImportReport> {
  allow(canManage(scope.actor));
  const report: ImportReport = { created: 0, changed: 0, unchanged: 0, rejected: {}, notes: [] };
  const shelf = await Shelf.open(path);
  const documents = await readAll(shelf, report);
  const name = basename(shelf.root);
  const sections = await Sections.open(scope, documents, { ...wish, name });
  const run: Run = { scope, shelf, wish, report, sections, name, known: await known(scope, documents, wish) };

  wish.onProgress?.(0, documents.length);
  const ready: Document[] = [];
  await each(documents, run, async (document) => {
    requireFit(document);
    if (!run.known.has(document.key) && !wish.dryRun) await draftOf(run, document);
    ready.push(document);
  });
  const numbers = await numbersOf(scope, [
    ...new Set([...run.known.values()].map(({ subjectId }) => subjectId)),
  ]);
  const byKey = [...run.known].flatMap(([key, { subjectId }]) => {
    const number = numbers.get(subjectId);
    return number === undefined ? [] : [[key, number] as const];
  });
  const targets = new Targets(wish.locale, sections, ready, new Map(byKey));
  for (const { body } of ready) targets.learn(body.match(/https?:\/\/[^\s)"'>]+/g) ?? []);
  let done = 0;
  await each(ready, run, async (document) => {
    report[await settleArticle(run, document, targets)] += 1;
    wish.onProgress?.((done += 1), ready.length);
  });
  return report;
}

/** Whatever cannot be done for one file is written down and keeps none of the others. */
async function each(documents: Document[], { report }: Run, work: (document: Document) => Promise<void>) {
  for (const document of documents) {
    try {
      await work(document);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refuse(report, document.path, reasonIn(error));
    }
    // Reading Markdown takes its time, and others are waiting.
    await setImmediate();
  }
}

const reasonIn = ({ code, fields }: AppError) => {
  const [[field, why] = []] = Object.entries(fields);
  return field === undefined ? code : `${field}.${why}`;
};

function refuse({ rejected, notes }: ImportReport, where: string, code: string) {
  rejected[code] = (rejected[code] ?? 0) + 1;
  notes.push({ code, where });
}

async function readAll(shelf: Shelf, report: ImportReport): Promise<Document[]> {
  const documents = new Map<string, Document>();
  for (const path of await shelf.list()) {
    const document = await readDocument(shelf, path);
    if (typeof document === 'string') refuse(report, path, document);
    else if (documents.has(document.key)) refuse(report, path, 'articles.same_id');
    else documents.set(document.key, document);
  }
  return [...documents.values()];
}

/** What was brought before, by the key that a file says. In another language it is the same article. */
async function known(
  scope: Scope,
  documents: Document[],
  { locale, source }: ImportArticles,
): Promise<Run['known']> {
  const keys = documents.map(({ key }) => key);
  const found: Run['known'] = new Map();
  for (const [where, own] of [
    ...otherThan(locale).map((other) => [other, false] as const),
    [locale, true] as const,
  ]) {
    const origins = await originsOf(scope, {
      kind: KIND.articles,
      source,
      keys: keys.map((key) => keyOf(where, key)),
    });
    for (const key of keys) {
      const origin = origins.get(keyOf(where, key));
      if (origin) found.set(key, { subjectId: origin.subjectId, origin: own ? origin : undefined });
    }
  }
  return found;
}

const otherThan = (locale: Locale): Locale[] => (['en', 'es', 'ru'] as const).filter((one) => one !== locale);
