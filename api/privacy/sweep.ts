import { setImmediate as turn } from 'node:timers/promises';

import { eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';

import type { Base } from '#api/core/scope.ts';
import { opportunities, opportunityNotes } from '#db/schema/opportunities.ts';
import { messages, notes, requests } from '#db/schema/requests.ts';
import { columnNames, HELD } from './held.ts';
import { needlesOf, replacer } from './replacing.ts';
import type { Batch } from './steps.ts';
import { companiesOf, hasNamesake, type Whom } from './whom.ts';

/** So many rows are looked through between two breaths. */
const AT_ONCE = 2_000;

const query = new QueryBuilder();
const dialect = new SQLiteSyncDialect();
const raw = (text: SQL) => ({ toSQL: () => dialect.sqlToQuery(text) });

const companies = ({ personId }: Whom) => companiesOf(personId);

const conversations = (whom: Whom) => {
  const { personId } = whom;
  const wrote = query
    .select({ id: messages.requestId })
    .from(messages)
    .where(eq(messages.authorId, personId));
  return query
    .select({ id: requests.id })
    .from(requests)
    .where(
      or(
        inArray(requests.accountId, companies(whom)),
        eq(requests.requesterId, personId),
        eq(requests.assigneeId, personId),
        inArray(requests.id, wrote),
      ),
    );
};

const business = (whom: Whom) =>
  query
    .select({ id: opportunities.id })
    .from(opportunities)
    .where(
      or(
        inArray(opportunities.accountId, companies(whom)),
        inArray(opportunities.customerId, companies(whom)),
        eq(opportunities.ownerId, whom.personId),
      ),
    );

/** Where a name means this person and nobody else of that name. */
const NEAR: Record<string, (whom: Whom) => SQL> = {
  requests: (whom) => inArray(requests.id, conversations(whom)),
  messages: (whom) => inArray(messages.requestId, conversations(whom)),
  request_notes: (whom) => inArray(notes.requestId, conversations(whom)),
  opportunities: (whom) => inArray(opportunities.id, business(whom)),
  opportunity_notes: (whom) => inArray(opportunityNotes.opportunityId, business(whom)),
};

/** Conversations of one's own: there a first name alone means this person. */
const own = ({ personId }: Whom) => {
  const wrote = query
    .select({ id: messages.requestId })
    .from(messages)
    .where(eq(messages.authorId, personId));
  return query
    .select({ id: requests.id })
    .from(requests)
    .where(or(eq(requests.requesterId, personId), inArray(requests.id, wrote)));
};
const CLOSE: Record<string, (whom: Whom) => SQL> = {
  messages: (whom) => inArray(messages.requestId, own(whom)),
  request_notes: (whom) => inArray(notes.requestId, own(whom)),
};

/** Of a row of a foreign file in which somebody stands, nothing is of use without him. */
const GONE = new Set(['import_rejects']);

type Search = {
  table: string;
  columns: { name: string; folded: boolean }[];
  marks: string[];
  where: SQL | undefined;
};

/** Replaces whatever names somebody in the texts of others: addresses everywhere, names where they mean him. */
export async function* sweepTexts(base: Base, whom: Whom): AsyncGenerator<Batch> {
  const { names, emails, phones } = whom.marks;
  const sure = [...emails, ...phones];
  const known = (await hasNamesake(base, whom)) ? sure : [...sure, ...names.filter(isTelling)];
  for (const table of Object.keys(HELD)) {
    const columns = [
      ...columnNames(table, 'words').map((name) => ({ name, folded: false })),
      ...columnNames(table, 'folded').map((name) => ({ name, folded: true })),
    ];
    if (!columns.length) continue;
    const near = NEAR[table]?.(whom);
    yield* search(base, whom, { table, columns, marks: known, where: undefined });
    if (near) yield* search(base, whom, { table, columns, marks: names, where: near });
    const close = CLOSE[table]?.(whom);
    if (close) yield* search(base, whom, { table, columns, marks: wordsOf(names), where: close });
  }
}

const SHORTEST_WORD = 3;
const wordsOf = (names: string[]) =>
  names.flatMap((name) => name.split(/\s+/)).filter(({ length }) => length >= SHORTEST_WORD);

/** A word alone may mean anything. */
const isTelling = (name: string) => /\S\s+\S/.test(name);

async function* search(base: Base, whom: Whom, wanted: Search): AsyncGenerator<Batch> {
  const { table, columns, marks, where } = wanted;
  if (!marks.length) return;
  const from = sql.identifier(table);
  const [top] = await base.db.reader.values<[number | null]>(sql`select max(rowid) from ${from}`);
  const last = top?.[0];
  const hit = sql.join(
    columns.flatMap(({ name, folded }) =>
      needlesOf(marks, folded).map((needle) => sql`instr(lower(${sql.identifier(name)}), ${needle}) > 0`),
    ),
    sql` or `,
  );
  const chosen = sql.join(
    columns.map(({ name }) => sql.identifier(name)),
    sql`, `,
  );
  for (let after = 0; after < (last ?? 0); after += AT_ONCE) {
    const window = sql`${from}.rowid > ${after} and ${from}.rowid <= ${after + AT_ONCE}`;
    const found = await base.db.reader.values<[number, ...unknown[]]>(
      sql`select ${from}.rowid, ${chosen} from ${from} where ${window} and (${hit})
        ${where ? sql`and ${where}` : sql``}`,
    );
    // A row of a libSQL server has numbers and a length, and is no list.
    const rows = found.map((row) => Array.from(row) as typeof row);
    const changed = rows.map((row) => rewritten(whom, wanted, row)).filter(({ length }) => length > 0);
    if (changed.length) yield { group: 'mentions', rows: changed.length, queries: changed.flat() };
    await turn();
  }
}

/** Nothing where the letters are only part of another word. Whoever has changed the text meanwhile is read again. */
function rewritten(
  whom: Whom,
  { table, columns, marks }: Search,
  [number, ...texts]: [number, ...unknown[]],
) {
  const here = sql`rowid = ${number}`;
  const changes = columns.flatMap(({ name, folded }, at) => {
    const before = texts[at];
    const after = typeof before === 'string' ? replacer(marks, whom.name, folded)(before) : before;
    return before === after ? [] : [{ name, before, after }];
  });
  if (!changes.length) return [];
  const from = sql.identifier(table);
  if (GONE.has(table)) return [raw(sql`delete from ${from} where ${here}`)];
  return changes.map(({ name, before, after }) => {
    const column = sql.identifier(name);
    return raw(sql`update ${from} set ${column} = ${after} where ${here} and ${column} = ${before}`);
  });
}
