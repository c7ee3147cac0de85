import type { Database } from '#db/client.ts';
import { openEmbedded } from '#search/embedded.ts';
import type { SearchDocument } from '#search/document.ts';
import { freshDatabase } from '../support/database.ts';
import {
  firstTen,
  madeUpHelpCentre,
  meanRank,
  realHelpCentre,
  type KnownItem,
} from '../support/help-centre.ts';
import { compare } from './support/measure.ts';

/** search.embedded: known titles, clean and with a typing error, against plain FTS5 with bm25 over the same articles. */
export async function run(): Promise<void> {
  const corpus = process.env['PORTICO_CORPUS'];
  if (!corpus) console.log('search.embedded: PORTICO_CORPUS names no real data, so the articles are made up');
  const { documents, titles, typos } = corpus ? realHelpCentre(corpus) : madeUpHelpCentre();
  const db = await freshDatabase();
  const search = openEmbedded(db.reading, (statements) => db.writer.batch(statements));
  await search.put(documents);
  const plain = await plainFts(db, documents);
  const ours = firstTen(search);

  await rank('clean', titles);
  await rank('typos', typos);
  for (const [name, questions] of Object.entries({ clean: titles, typos })) {
    const one = turns(questions);
    await compare(
      `search.embedded.${name}.time`,
      100,
      () => ours(one()),
      () => plain(one()),
    );
  }
  db.close();

  async function rank(name: string, questions: KnownItem[]) {
    const [a, b] = [await meanRank(ours, questions), await meanRank(plain, questions)];
    const figures = `ours=${a.toFixed(3)} other=${b.toFixed(3)} ratio=${(a / b).toFixed(2)}`;
    console.log(`search.embedded.${name}.mrr: ${figures}`);
  }
}

async function plainFts({ writing, reading }: Database, documents: SearchDocument[]) {
  await writing.execute('create virtual table plain using fts5(id unindexed, title, text)');
  await writing.batch(
    documents.map(({ id, title, text }) => ({
      sql: 'insert into plain (id, title, text) values (?, ?, ?)',
      args: [id, title, text],
    })),
  );
  return async (text: string): Promise<string[]> => {
    const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
    const sql =
      'select id, title, snippet(plain, 2, ?, ?, ?, 24) from plain where plain match ? order by rank limit 10';
    const args = ['[', ']', '…', words.map((word) => `"${word}"`).join(' OR ')];
    const { rows } = await reading.execute({ sql, args });
    return rows.map((row) => String(row['id']));
  };
}

/** The questions one after the other, and again from the beginning. */
function turns(questions: KnownItem[]): () => string {
  let at = 0;
  return () => questions[at++ % questions.length]?.text ?? '';
}
