import { eq, like } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';

import { csvLine } from '#api/core/csv.ts';
import { accounts, contacts } from '#db/schema/accounts.ts';
import { messages, requests } from '#db/schema/requests.ts';
import { collections } from '#tests/support/attack/collections.ts';
import { importText } from '#tests/support/imports.ts';
import { world } from '#tests/support/world.ts';

const corpus = process.env['PORTICO_CORPUS'];
const PATIENCE_MS = 600_000;
const LINE = 100;
const { naughty, scripts, injections, formulas } = collections(corpus ?? '');

const all = () =>
  [
    ...new Set([...formulas(), ...naughty(), ...injections(), ...scripts()].map((text) => text.trim())),
  ].filter(Boolean);
/** Those that begin like a formula or are odd in themselves; all others are in the texts of requests. */
const names = () =>
  [...new Set([...formulas(), ...naughty(), ...injections()].map((text) => text.trim()))].filter(
    (text) => text && text.length <= LINE,
  );
const oneLine = (text: string) => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
const file = (head: string[], rows: string[][]) => [head, ...rows].map((row) => csvLine(row)).join('');
const quiet = { refused: 0, rejected: {}, state: 'done' };

describe.skipIf(!corpus)('as cells of a file, they come in as they are (needs PORTICO_CORPUS)', () => {
  test('the names and functions of contacts, and out and in again', { timeout: PATIENCE_MS }, async () => {
    const w = await world();
    const rows = names().map((name, n) => ['Dune Labs', name, name, `c${n}@dune.example`]);
    expect(rows.length).toBeGreaterThan(1_000);
    const report = await importText(w, 'contacts', file(['account', 'name', 'title', 'email'], rows));
    expect(report).toMatchObject({ ...quiet, created: rows.length });

    const told = async (where: typeof w) =>
      Object.fromEntries(
        (await where.db.reader.select().from(contacts).where(like(contacts.email, 'c%@dune.example'))).map(
          ({ email, name, title }) => [email, [name, title]],
        ),
      );
    const expected = Object.fromEntries(rows.map(([, name, title, email]) => [email, [name, title]]));
    expect(await told(w)).toEqual(expected);

    const answer = await w.as('ada').get('/exports/contacts?account=acc_dune');
    const written = new Uint8Array(await answer.arrayBuffer());
    const other = await world();
    await other.db.direct.delete(contacts);
    expect(await importText(other, 'contacts', written)).toMatchObject(quiet);
    expect(await told(other)).toEqual(expected);
  });

  test('the names of companies', { timeout: PATIENCE_MS }, async () => {
    const w = await world();
    const rows = [...naughty(), ...formulas()]
      .map((name) => name.trim())
      .filter((name) => name && name.length <= LINE)
      .map((name, n) => [`k${n}`, `${n} ${name}`]);
    const report = await importText(w, 'accounts', file(['key', 'name'], rows));
    expect(report).toMatchObject({ ...quiet, created: rows.length });

    const found = await w.db.reader.select().from(accounts).where(eq(accounts.kind, 'customer'));
    const kept = new Set(found.map(({ name }) => name));
    expect(rows.map(([, name]) => name).filter((name) => !kept.has(name ?? ''))).toEqual([]);
  });

  test('subjects and texts of requests', { timeout: PATIENCE_MS }, async () => {
    const w = await world();
    const texts = all();
    const rows = texts.map((text, n) => [
      `t${n}`,
      [...`${n} ${text}`].slice(0, LINE).join(''),
      text,
      `p${n % 50}@dune.example`,
      'Dune Labs',
    ]);
    const heads = ['key', 'subject', 'body', 'email', 'account'];
    expect(await importText(w, 'requests', file(heads, rows))).toMatchObject({
      ...quiet,
      created: rows.length,
    });

    const subjects = new Set((await w.db.reader.select().from(requests)).map(({ subject }) => subject));
    const bodies = new Set((await w.db.reader.select().from(messages)).map(({ body }) => body));
    expect(rows.map(([, subject = '']) => oneLine(subject)).filter((one) => !subjects.has(one))).toEqual([]);
    expect(texts.filter((text) => !bodies.has(text))).toEqual([]);
  });
});
