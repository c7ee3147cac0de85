import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureHouse } from '#api/people/house.ts';
import { ensurePresets } from '#api/people/roles.ts';
import { openDatabase, type Database } from '#db/client.ts';
import { migrateToLatest } from '#db/migrate.ts';

/** A libSQL server to run on instead of files, for the second run of the API suite. */
const server = process.env['PORTICO_TEST_SQLD_URL'];

export const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
const template = join(folder, 'template.db');
let count = 0;

process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A fresh database: migrations run once per worker, then the file (or the server's database) is copied. */
export async function freshDatabase(): Promise<Database> {
  count += 1;
  return server ? copyOnServer(server) : copyOfFile();
}

async function copyOfFile(): Promise<Database> {
  if (!existsSync(template)) {
    const db = await openDatabase(`file:${template}.new`);
    await prepare(db);
    await db.writing.execute('pragma wal_checkpoint(truncate)');
    db.close();
    renameSync(`${template}.new`, template);
  }
  const file = join(folder, `${count}.db`);
  copyFileSync(template, file);
  return openDatabase(`file:${file}`);
}

const onServer = `w${process.pid}x${process.env['VITEST_WORKER_ID'] ?? '0'}x${Date.now()}`;
let templateOnServer: Promise<void> | undefined;

async function copyOnServer(url: string): Promise<Database> {
  await (templateOnServer ??= makeOnServer(url));
  const name = `${onServer}n${count}`;
  await demand(`${url}/${name}/?copy=${onServer}`);
  return openDatabase(`${url}/${name}/`);
}

async function makeOnServer(url: string): Promise<void> {
  await demand(`${url}/${onServer}/`);
  const db = await openDatabase(`${url}/${onServer}/`);
  await prepare(db);
  db.close();
}

async function demand(url: string): Promise<void> {
  const { ok, status } = await fetch(url, { method: 'PUT' });
  if (!ok) throw new Error(`the libSQL server answered ${status}`);
}

async function prepare(db: Database) {
  await migrateToLatest(db);
  await ensurePresets(db);
  await ensureHouse(db, 'Northlight Instruments');
}
