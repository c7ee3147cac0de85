import type { Client } from '@libsql/client';

import { fold, type Term } from './match.ts';

const MOST_SPELLINGS = 3;
const LAST = '\u{10ffff}';
const SIMPLE = /^[\p{L}\p{N}]+$/u;

/** A word of a query, with what the index knows about it. */
export type KnownTerm = Term & { documents: number };

/** Looks words up in the index; one that it does not know stands for the known words that look most like it. */
export async function spelled(reader: Client, terms: Term[]): Promise<KnownTerm[]> {
  return Promise.all(
    terms.map(async (term) => {
      const word = fold(term.spellings[0]!);
      if (!SIMPLE.test(word)) return { ...term, documents: 0 };
      const documents = term.prefix ? await documentsLike(reader, word) : await documentsWith(reader, word);
      if (documents > 0) return { ...term, documents };
      return { spellings: [word, ...(await similar(reader, word))], prefix: false, documents };
    }),
  );
}

async function documentsWith(reader: Client, word: string): Promise<number> {
  const { rows } = await reader.execute({ sql: 'select doc from search_words where term = ?', args: [word] });
  return Number(rows[0]?.['doc'] ?? 0);
}

/** Of some word that begins like this one: enough to know that it is the beginning of something. */
async function documentsLike(reader: Client, beginning: string): Promise<number> {
  const { rows } = await reader.execute({
    sql: 'select doc from search_words where term >= ? and term < ? limit 1',
    args: [beginning, `${beginning}${LAST}`],
  });
  return Number(rows[0]?.['doc'] ?? 0);
}

/** People seldom get the first letter wrong, and with it the index need not be read whole. */
async function similar(reader: Client, word: string): Promise<string[]> {
  const allowed = allowance(word);
  if (allowed === 0) return [];
  const [first] = word;
  const { rows } = await reader.execute({
    sql: `select term, doc from search_words
      where term >= ? and term < ? and length(term) between ? and ?`,
    args: [first!, `${first}${LAST}`, word.length - allowed, word.length + allowed],
  });
  return rows
    .map((row) => ({ term: String(row['term']), documents: Number(row['doc']) }))
    .map((known) => ({ ...known, distance: distance(word, known.term) }))
    .filter((known) => known.distance <= allowed)
    .sort((a, b) => a.distance - b.distance || b.documents - a.documents)
    .slice(0, MOST_SPELLINGS)
    .map(({ term }) => term);
}

/** Short words and part numbers have too many neighbours to guess. */
function allowance(word: string): number {
  if (/\d/.test(word) || word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

/** How many letters are wrong, missing, too many or swapped with their neighbour. */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
