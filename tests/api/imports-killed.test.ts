import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { like } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { readConfig } from '#api/core/config.ts';
import { openLog } from '#api/core/log.ts';
import { openPortico } from '#api/portico.ts';
import { openDatabase } from '#db/client.ts';
import { imports } from '#db/schema/imports.ts';
import { products } from '#db/schema/products.ts';
import { said } from '../support/said.ts';

const PATIENCE_MS = 120_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-killed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('an import that is killed goes on where it was', { timeout: PATIENCE_MS }, async () => {
  const rows = Array.from({ length: 1_500 }, (_, n) => `Made ${n}`);
  const file = join(folder, 'many.csv');
  writeFileSync(file, `name\n${rows.join('\n')}\n`);
  const environment = { NODE_ENV: 'development', PORTICO_DATA: folder, PORTICO_LOG: 'silent' };
  const child = spawn(process.execPath, ['scripts/portico.ts', 'import', 'products', file], {
    env: { ...process.env, ...environment, PORTICO_DATABASE_URL: '' },
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  await said(child.stdout, /\d{3} of 1,500/);
  child.kill('SIGKILL');
  await exited;

  // The demo company has products of its own.
  const made = like(products.name, 'Made %');
  const config = readConfig(environment);
  const db = await openDatabase(config.databaseUrl);
  const [cut] = await db.reader.select().from(imports);
  expect(cut).toMatchObject({ state: 'running', total: 1_500 });
  expect(cut?.position).toBeGreaterThan(0);
  expect(cut?.position).toBeLessThan(1_500);
  expect(await db.reader.$count(products, made)).toBe(cut?.created);

  const portico = await openPortico(config, db, openLog('silent'));
  await portico.worker.takeOver();
  await portico.worker.drain();
  const [whole] = await db.reader.select().from(imports);
  expect(whole).toMatchObject({ state: 'done', position: 1_500, created: 1_500, unchanged: 0, refused: 0 });
  expect(await db.reader.$count(products, made)).toBe(1_500);
  await portico.close();
});
