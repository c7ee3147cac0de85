import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';

import { createClient } from '@libsql/client';
import { beforeEach, describe, expect, test } from 'vitest';

import type { Database } from '#db/client.ts';
import { isBusy, isUniqueViolation } from '#db/errors.ts';
import { GuardFailed, guardSql } from '#db/writer.ts';
import { freshDatabase } from '../support/database.ts';

let db: Database;
beforeEach(async () => {
  db = await freshDatabase();
});

const count = async (name: string) => {
  const { rows } = await db.reading.execute({
    sql: 'select value from counters where name = ?',
    args: [name],
  });
  return rows[0]?.['value'] ?? 0;
};

const increment = (name: string) => ({
  sql: 'insert into counters (name, value) values (?, 1) on conflict (name) do update set value = value + 1',
  args: [name],
});

describe('a batch', () => {
  test('happens whole or not at all', async () => {
    const failed = db.writer.batch([increment('a'), { sql: guardSql('1 = 0'), args: [] }, increment('a')]);

    await expect(failed).rejects.toThrow(GuardFailed);
    await expect(failed).rejects.toMatchObject({ statement: 1 });
    expect(await count('a')).toBe(0);
  });

  test('goes on when its guards hold', async () => {
    await db.writer.batch([increment('a'), { sql: guardSql('changes() = 1'), args: [] }]);

    expect(await count('a')).toBe(1);
  });

  test('takes its turn among two hundred others, and none is lost', async () => {
    await Promise.all(Array.from({ length: 200 }, () => db.writer.batch([increment('a')])));

    expect(await count('a')).toBe(200);
  });

  test('says which rule a duplicate broke', async () => {
    const twice = { sql: `insert into counters (name, value) values ('twin', 1)`, args: [] };
    const error: unknown = await db.writer.batch([twice, twice]).catch((e: unknown) => e);

    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(new Error('no such table'))).toBe(false);
  });
});

// What follows is about a file of this machine; a server has locks of its own.
describe.skipIf(process.env['PORTICO_TEST_SQLD_URL'])('a database file', { timeout: 30_000 }, () => {
  test('answers reads while a transaction is open', async () => {
    const transaction = await db.writing.transaction('write');
    await transaction.execute(increment('a'));

    expect(await count('a')).toBe(0);
    await transaction.commit();
    expect(await count('a')).toBe(1);
  });

  test('cannot be written through the connection that reads', async () => {
    await expect(db.reading.execute(increment('a'))).rejects.toThrow(/readonly/i);
  });

  test('keeps its safeguards on both connections', async () => {
    const value = async (client: Database['reading'], pragma: string) =>
      Object.values((await client.execute(`pragma ${pragma}`)).rows[0] ?? {})[0];

    expect(await value(db.writing, 'journal_mode')).toBe('wal');
    expect(await value(db.writing, 'synchronous')).toBe(2);
    for (const client of [db.reading, db.writing]) {
      expect(await value(client, 'foreign_keys')).toBe(1);
      expect(await value(client, 'trusted_schema')).toBe(0);
    }
    expect(await value(db.reading, 'wal_autocheckpoint')).toBe(0);
  });

  test('opens no more files after a thousand writes', async () => {
    const open = () => readdirSync('/proc/self/fd').length;
    await db.writer.batch([increment('a')]);
    const before = open();
    for (let n = 0; n < 1_000; n += 1) await db.writer.batch([increment('a')]);

    expect(open()).toBe(before);
  });

  test('waits for a lock that is let go, without holding up others, and writes on afterwards', async () => {
    const file = await fileOf(db);
    const stranger = createClient({ url: `file:${file}` });
    const lock = await stranger.transaction('write');
    await lock.execute(`insert into counters (name, value) values ('stranger', 1)`);
    const writing = db.writer.batch([increment('a')]);
    expect(await count('stranger')).toBe(0);
    await lock.commit();

    await writing;
    expect(await count('a')).toBe(1);
    await db.writer.batch([increment('a')]);
    expect(await count('a')).toBe(2);
    stranger.close();
  });

  test('gives up on a lock that stays, says that it is busy, and recovers', async () => {
    const stranger = createClient({ url: `file:${await fileOf(db)}` });
    const lock = await stranger.transaction('write');
    await lock.execute(`insert into counters (name, value) values ('stranger', 1)`);
    const error: unknown = await db.writer.batch([increment('a')]).catch((e: unknown) => e);
    await lock.rollback();

    expect(isBusy(error)).toBe(true);
    await db.writer.batch([increment('a')]);
    expect(await count('a')).toBe(1);
    stranger.close();
  });

  test('loses no answered write when the process is killed', async () => {
    const file = await fileOf(db);
    const child = spawn(process.execPath, ['tests/support/counting.ts', file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let answered = 0;
    for await (const chunk of child.stdout) {
      answered = Number(String(chunk).trim().split('\n').at(-1));
      if (answered > 50) break;
    }
    child.kill('SIGKILL');
    await once(child, 'exit');

    expect(Number(await count('killed'))).toBeGreaterThanOrEqual(answered);
    const { rows } = await db.writing.execute('pragma integrity_check');
    expect(rows[0]?.['integrity_check']).toBe('ok');
  });
});

async function fileOf(database: Database): Promise<string> {
  const { rows } = await database.reading.execute('pragma database_list');
  return String(rows[0]?.['file']);
}
