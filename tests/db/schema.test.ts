import { readFileSync } from 'node:fs';

import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
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
  devices: 'secrets; api/auth',
  event_values: 'read with the events they belong to; Scope.eventValues',
  half_sign_ins: 'secrets; api/auth',
  identities: 'whom providers mean; api/auth',
  idempotency_keys: 'answers to repeated POSTs; api/core/idempotency.ts',
  jobs: 'what follows from events; api/jobs',
  passkeys: 'public keys of people; api/auth',
  passwords: 'secrets; api/auth',
  rate_limits: 'attempts; api/auth/limits.ts',
  recovery_codes: 'secrets; api/auth',
  sessions: 'secrets; api/auth',
  totps: 'secrets; api/auth',
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

test('moments are milliseconds, ids are texts, and nothing is a float', () => {
  const columns = tables.flatMap((table) =>
    Object.values(getTableColumns(table)).map(({ name, columnType }) => ({
      name: `${getTableName(table)}.${name}`,
      columnType,
    })),
  );
  // Lucia's adapter counts the end of a session in seconds.
  const moments = columns.filter(({ name }) => name.endsWith('_at') && name !== 'sessions.expires_at');
  const ids = columns.filter(({ name }) => name.endsWith('_id'));

  expect(moments.filter(({ columnType }) => columnType !== 'SQLiteTimestamp')).toEqual([]);
  expect(ids.filter(({ columnType }) => columnType !== 'SQLiteText')).toEqual([]);
  expect(columns.filter(({ columnType }) => columnType === 'SQLiteReal')).toEqual([]);
  expect(moments.length).toBeGreaterThan(30);
});
