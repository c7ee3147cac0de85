import type { Client, InStatement, InValue } from '@libsql/client';

import type { SearchDocument } from './document.ts';
import { highlight, matcher, snippet, type Matcher } from './highlight.ts';
import type { Among, Hit, Query, Search } from './index.ts';
import { expression, fold, wordsOf, type Term } from './match.ts';
import { spelled, type KnownTerm } from './spelling.ts';

const FEW = 3;
const MANY = 200;
const BATCH = 100;

/** Search in the database itself, by its FTS5 index. The tables are in `db/migrations/0003_search.sql`. */
export function openEmbedded(reader: Client, write: (statements: InStatement[]) => Promise<unknown>): Search {
  return {
    async put(documents) {
      for (let from = 0; from < documents.length; from += BATCH) {
        await write(documents.slice(from, from + BATCH).map(putSql));
      }
    },

    async drop(kind, ids) {
      const sql = 'delete from search_documents where kind = ? and id in (select value from json_each(?))';
      await write([{ sql, args: [kind, JSON.stringify(ids)] }]);
    },

    async find(query) {
      const terms = termsOf(query);
      if (terms.length === 0) return [];
      const best = (some: Term[], how: 'AND' | 'OR') => bestOf(reader, query, some, how);
      const all = await best(terms, 'AND');
      if (all.length >= Math.min(FEW, query.limit)) return ranked(all, query);

      const known = await spelled(reader, terms);
      const respelled = known.some(({ spellings }) => spellings.length > 1) ? await best(known, 'AND') : [];
      const some = await telling(reader, known);
      const any = known.length > 1 ? await best(some, 'OR') : [];
      const enough = any.length >= FEW || some.length === known.length;
      return ranked([...all, ...respelled, ...any, ...(enough ? [] : await best(known, 'OR'))], query);
    },

    async count(among) {
      const { sql, args } = amongSql(among);
      const { rows } = await reader.execute({
        sql: `select count(*) as n from search_documents d where ${sql}`,
        args,
      });
      return Number(rows[0]?.['n']);
    },
  };
}

function termsOf({ text, prefix = false }: Query): Term[] {
  const words = wordsOf(text);
  const open = prefix && /[\p{L}\p{N}\p{M}]$/u.test(text);
  return words.map((word, index) => ({ spellings: [word], prefix: open && index === words.length - 1 }));
}

/** Words that stand in every other of many texts tell little, and ranking all those texts is what takes the time. */
async function telling(reader: Client, terms: KnownTerm[]): Promise<Term[]> {
  const { rows } = await reader.execute('select count(*) as n from search_documents');
  const many = Math.max(MANY, Number(rows[0]?.['n']) / 4);
  return terms.filter(({ documents }) => documents <= many);
}

type Found = { document: SearchDocument; isHit: Matcher };

async function bestOf(reader: Client, query: Query, terms: Term[], how: 'AND' | 'OR'): Promise<Found[]> {
  if (terms.length === 0) return [];
  const among = amongSql(query);
  const sql = `
    select d.kind, d.id, d.locale, d.audience, d.title, d.text, d.url
    from search_index join search_documents d on d.number = search_index.rowid
    where search_index match ? and ${among.sql}
    order by bm25(search_index, 8.0, 1.0), d.number limit ?`;
  const { rows } = await reader.execute({ sql, args: [expression(terms, how), ...among.args, query.limit] });
  const isHit = matcher(terms);
  return rows.map((row) => ({ document: row as unknown as SearchDocument, isHit }));
}

/** Each document once, the best first; whoever types a title as it stands means that page. */
function ranked(found: Found[], { text: asked, prefix, limit }: Query): Hit[] {
  const once = new Map<string, Found>();
  for (const one of found) {
    const key = `${one.document.kind} ${one.document.id} ${one.document.locale}`;
    if (!once.has(key)) once.set(key, one);
  }
  const wanted = bare(asked);
  const isNamed = ({ document }: Found) =>
    prefix ? bare(document.title).startsWith(wanted) : bare(document.title) === wanted;
  return [...once.values()]
    .sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)))
    .slice(0, limit)
    .map(({ document: { kind, id, locale, title, text, url }, isHit }) => ({
      kind,
      id,
      locale,
      title,
      url,
      titleParts: highlight(title, isHit),
      snippet: snippet(text, isHit),
    }));
}

const bare = (text: string) => fold(wordsOf(text).join(' '));

function amongSql({ audiences, locale, kinds }: Among): { sql: string; args: InValue[] } {
  const conditions = ['d.audience in (select value from json_each(?))'];
  const args: InValue[] = [JSON.stringify(audiences)];
  if (locale !== undefined) {
    conditions.push('d.locale = ?');
    args.push(locale);
  }
  if (kinds !== undefined) {
    conditions.push('d.kind in (select value from json_each(?))');
    args.push(JSON.stringify(kinds));
  }
  return { sql: conditions.join(' and '), args };
}

function putSql({ kind, id, locale, audience, title, text, url }: SearchDocument): InStatement {
  return {
    sql: `
      insert into search_documents (kind, id, locale, audience, title, text, url) values (?, ?, ?, ?, ?, ?, ?)
      on conflict (kind, id, locale) do update set
        audience = excluded.audience, title = excluded.title, text = excluded.text, url = excluded.url`,
    args: [kind, id, locale, audience, title, text, url],
  };
}
