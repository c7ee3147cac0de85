import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { openEmbedded } from '#search/embedded.ts';
import type { Search } from '#search/index.ts';
import { searchDatabase } from '../support/embedded-search.ts';

const corpus = process.env['PORTICO_CORPUS'];
const PATIENCE_MS = 120_000;

const read = (path: string) => readFileSync(join(corpus ?? '', path), 'utf8');
const rows = (path: string) =>
  read(path)
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t') as [string, ...string[]]);

/** The help centre of a maker of electronics: 414 articles. */
async function helpCentre(): Promise<Search> {
  const { reader, writer } = await searchDatabase();
  const search = openEmbedded(reader, (statements) => writer.batch(statements, 'write'));
  await search.put(
    rows('search-known-item-dev/titles.tsv').map(([title, , path]) => ({
      kind: 'article',
      id: path!,
      locale: 'en',
      audience: 'public',
      title,
      text: read(`kb-arduino-helpcenter/content/${path}`).replace(/^---[\s\S]*?---|<[^>]+>/g, ' '),
      url: `/help/${path}`,
    })),
  );
  return search;
}

/** Mean reciprocal rank of the one right article among the first ten. */
async function meanRank(search: Search, questions: { text: string; id: string }[], prefix: boolean) {
  let sum = 0;
  for (const { text, id } of questions) {
    const hits = await search.find({ text, audiences: ['public'], limit: 10, prefix });
    const place = hits.findIndex((hit) => hit.id === id);
    if (place >= 0) sum += 1 / (place + 1);
  }
  return sum / questions.length;
}

const titles = () => rows('search-known-item-dev/titles.tsv').map(([text, , id]) => ({ text, id: id! }));
const QUESTIONS: Record<string, () => { text: string; id: string }[]> = {
  'whole titles': titles,
  'titles without their first word': () =>
    titles().map(({ text, id }) => ({ text: text.replace(/^\S+\s+(?=\S+\s)/, ''), id })),
  'titles with a typing error': () =>
    rows('search-known-item-dev/typo-queries.tsv').map(([text, , , id]) => ({ text, id: id! })),
};
const AIMS = {
  'whole titles': 0.98,
  'titles without their first word': 0.9,
  'titles with a typing error': 0.92,
};

describe.skipIf(!corpus)('in a real help centre (needs PORTICO_CORPUS)', () => {
  test.each(Object.entries(AIMS))(
    '%s find their article',
    async (what, aim) => {
      const search = await helpCentre();
      const questions = QUESTIONS[what]!();
      const whole = await meanRank(search, questions, false);
      const typing = await meanRank(search, questions, true);
      process.stdout.write(`${what}: MRR@10 ${whole.toFixed(3)}, as one types ${typing.toFixed(3)}\n`);

      expect(Math.min(whole, typing)).toBeGreaterThan(aim);
    },
    PATIENCE_MS,
  );
});
