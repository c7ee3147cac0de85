import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';

import { HELD } from '#api/privacy/held.ts';
import { lastPart, parts } from '#api/privacy/parts.ts';
import * as schema from '#db/schema/index.ts';

const tables = Object.values(schema)
  .filter((value) => is(value, SQLiteTable))
  .map((table) => [getTableName(table), Object.keys(getTableColumns(table))] as const);
const heldIn = (table: string) => Object.values(HELD[table] ?? {}).flatMap((columns) => columns.split(' '));
const whom = { personId: 'per_nobody', name: 'Deleted user 0', marks: { names: [], emails: [], phones: [] } };

test('of every column of every table somebody has said what it holds about people', () => {
  expect(tables.length).toBeGreaterThan(40);
  for (const [table, columns] of tables)
    expect([table, heldIn(table).sort()]).toEqual([table, columns.sort()]);
  expect(Object.keys(HELD).sort()).toEqual(tables.map(([table]) => table).sort());
});

/** Columns that are one person's and that erasing leaves as they are, and why. */
const ELSEWHERE: Record<string, string> = {
  'erasures.marks': 'emptied when the erasure ends',
  'memberships.endedAt': 'set, so that the membership ends',
  'mails.headers': 'emptied with the text',
};

test('what is one person’s goes with its row, or is written over', () => {
  const everything = [...parts, lastPart];
  const dealtWith = (table: string, column: string) =>
    everything
      .filter((part) => getTableName(part.table) === table)
      .some(({ set }) => !set || column in set(whom));
  const left = Object.entries(HELD).flatMap(([table, { own }]) =>
    (own?.split(' ') ?? [])
      .filter((column) => !dealtWith(table, column) && !(`${table}.${column}` in ELSEWHERE))
      .map((column) => `${table}.${column}`),
  );

  expect(left).toEqual([]);
});
