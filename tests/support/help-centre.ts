import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Search } from '#search/index.ts';
import type { SearchDocument } from '#search/document.ts';

/** A question and the one article that answers it. */
export type KnownItem = { text: string; id: string };
export type HelpCentre = { documents: SearchDocument[]; titles: KnownItem[]; typos: KnownItem[] };

const document = (id: string, title: string, text: string): SearchDocument => ({
  kind: 'article',
  id,
  locale: 'en',
  audience: 'public',
  title,
  text,
  url: `/help/${id}`,
});

/**
 * The help centre of a maker of electronics, 414 articles, with a title for each and questions with a typing error.
 *
 * @param corpus the folder of real data
 */
export function realHelpCentre(corpus: string): HelpCentre {
  const read = (path: string) => readFileSync(join(corpus, path), 'utf8');
  const rows = (path: string) =>
    read(`search-known-item-dev/${path}`)
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'));
  const titles = rows('titles.tsv').map(([text = '', , id = '']) => ({ text, id }));
  return {
    documents: titles.map(({ text, id }) =>
      document(
        id,
        text,
        read(`kb-arduino-helpcenter/content/${id}`).replace(/^---[\s\S]*?---|<[^>]+>/g, ' '),
      ),
    ),
    titles,
    typos: rows('typo-queries.tsv').map(([text = '', , , id = '']) => ({ text, id })),
  };
}

const SYLLABLES = ['ba', 'kel', 'dor', 'mi', 'san', 'tu', 'ver', 'lo', 'pin', 'gra', 'sho', 'wen'];
const word = (n: number): string =>
  [n % 12, Math.floor(n / 12) % 12, Math.floor(n / 7) % 12].map((at) => SYLLABLES[at]).join('');

/** The same made up, for a machine without real data. */
export function madeUpHelpCentre(count = 400): HelpCentre {
  const words = (from: number, many: number) =>
    Array.from({ length: many }, (_, n) => word((from * 31 + n * n * 17) % 1_700));
  const titles = Array.from({ length: count }, (_, n) => ({ text: words(n, 4).join(' '), id: `a${n}` }));
  return {
    documents: titles.map(({ id, text }, n) => document(id, text, words(n * 3 + 1, 200).join(' '))),
    titles,
    typos: titles.map(({ id, text }) => ({ id, text: text.replace(/(\w)(\w)(\w+)$/, '$2$1$3') })),
  };
}

/** Mean reciprocal rank of the one right article among the first ten. */
export async function meanRank(find: (text: string) => Promise<string[]>, questions: KnownItem[]) {
  let sum = 0;
  for (const { text, id } of questions) {
    const place = (await find(text)).slice(0, 10).indexOf(id);
    if (place >= 0) sum += 1 / (place + 1);
  }
  return sum / questions.length;
}

/** The first ten of a search, by their ids. */
export const firstTen =
  (search: Search, prefix = false) =>
  async (text: string): Promise<string[]> =>
    (await search.find({ text, audiences: ['public'], limit: 10, prefix })).map(({ id }) => id);
