import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureHouse } from '#api/people/house.ts';
import { ensurePresets } from '#api/people/roles.ts';
import { openDatabase, type Database } from '#db/client.ts';
import { migrateToLatest } from '#db/migrate.ts';

/** A libSQL server to run on instead of files, for the second run of the API suite. */
const server = process.env['PORTICO_TEST_SQLD_URL'];

export const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
let count = 0;

process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** What a database holds to begin with. Each worker makes it once, then copies the file (or the server's database). */
export type Template = { name: string; fill: (db: Database) => Promise<void> };

const house: Template = { name: 'house', fill: async () => {} };
const templates = new Map<string, Promise<string>>();

/** A fresh database of an installed house. */
export async function freshDatabase(template = house): Promise<Database> {
  const made = templates.get(template.name) ?? make(template);
  templates.set(template.name, made);
  return server ? copyOnServer(server, await made) : copyOfFile(await made);
}

const make = (template: Template) => (server ? makeOnServer(server, template) : makeFile(template));

async function makeFile({ name, fill }: Template): Promise<string> {
  const file = join(folder, `${name}.template.db`);
  const db = await openDatabase(`file:${file}`);
  await prepare(db);
  await fill(db);
  await db.writing.execute('pragma wal_checkpoint(truncate)');
  db.close();
  return file;
}

function copyOfFile(template: string): Promise<Database> {
  const file = join(folder, `${(count += 1)}.db`);
  copyFileSync(template, file);
  return openDatabase(`file:${file}`);
}

const worker = `w${process.pid}x${process.env['VITEST_WORKER_ID'] ?? '0'}x${Date.now()}`;
const onServer: string[] = [];

/** How many databases of this worker the server has. */
export const databasesOnServer = () => onServer.length;

/** A server looks after every database that it has, so that each makes all others slower. */
export const dropDatabases = (allAfter: number) => drop(onServer.splice(allAfter));

export async function dropTemplates(): Promise<void> {
  await drop(await Promise.all(templates.values()));
  templates.clear();
}

const drop = (names: string[]) => Promise.all(names.map((name) => demand('DELETE', `${server}/${name}/`)));

async function makeOnServer(url: string, { name: called, fill }: Template): Promise<string> {
  const name = `${worker}${called}`;
  await demand('PUT', `${url}/${name}/`);
  const db = await openDatabase(`${url}/${name}/`);
  await prepare(db);
  await fill(db);
  db.close();
  return name;
}

async function copyOnServer(url: string, template: string): Promise<Database> {
  const name = `${worker}n${(count += 1)}`;
  await demand('PUT', `${url}/${name}/?copy=${template}`);
  onServer.push(name);
  return openDatabase(`${url}/${name}/`);
}

async function demand(method: 'PUT' | 'DELETE', url: string): Promise<void> {
  const { ok, status } = await fetch(url, { method });
  if (!ok) throw new Error(`the libSQL server answered ${status}`);
}

async function prepare(db: Database) {
  await migrateToLatest(db);
  await ensurePresets(db);
  await ensureHouse(db, 'Northlight Instruments');
}
