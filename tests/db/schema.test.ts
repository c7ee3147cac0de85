import { readFileSync } from 'node:fs';

import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';

import { ACCESS, SHARED } from '#db/access.ts';
import * as schema from '#db/schema/index.ts';
import { missingMigrations } from '#db/migrate.ts';
import { freshDatabase } from '../support/database.ts';

/** Tables that no Scope can reach, and who uses them instead. */
const MACHINE_ROOM: Record<string, string> = {
  codes: 'secrets of links; api/auth',
  counters: 'running numbers; Write.next',
  event_values: 'read with the events they belong to; Scope.eventValues',
  idempotency_keys: 'answers to repeated POSTs; api/core/idempotency.ts',
  jobs: 'what follows from events; api/jobs',
  passwords: 'secrets; api/auth',
  rate_limits: 'attempts; api/auth/limits.ts',
  sessions: 'secrets; api/auth',
};

const tables = Object.values(schema).filter((value) => is(value, SQLiteTable));

test('every table lists its access paths, says that it is shared, or belongs to the machine room', () => {
  const rest = tables.filter((table) => !(ACCESS in table) && !(SHARED in table)).map(getTableName);
  expect(rest.sort()).toEqual(Object.keys(MACHINE_ROOM).sort());
});

test('the schema has no change that lacks a migration', async () => {
  const journal = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8')) as {
    entries: { idx: number }[];
  };
  const last = String(journal.entries.at(-1)?.idx).padStart(4, '0');
  const snapshot = JSON.parse(readFileSync(`db/migrations/meta/${last}_snapshot.json`, 'utf8')) as Parameters<
    typeof generateSQLiteMigration
  >[0];
  expect(await generateSQLiteMigration(snapshot, await generateSQLiteDrizzleJson(schema))).toEqual([]);
});

test('a migrated database is sound and up to date', async () => {
  const db = await freshDatabase();
  expect((await db.reading.execute('pragma foreign_key_check')).rows).toEqual([]);
  expect(await missingMigrations(db)).toBe(0);
});

test('money is whole, moments are milliseconds, ids are texts', async () => {
  for (const table of tables) {
    const columns = Object.values(table as unknown as Record<string, { name?: string; columnType?: string }>);
    for (const column of columns) {
      if (column?.name?.endsWith('_at') && getTableName(table) !== 'sessions')
        expect(column.columnType, `${getTableName(table)}.${column.name}`).toBe('SQLiteTimestamp');
      if (column?.name?.endsWith('_id')) expect(column.columnType).toBe('SQLiteText');
      if (column?.columnType === 'SQLiteReal')
        throw new Error(`${getTableName(table)}.${column.name} is a float`);
    }
  }
});
