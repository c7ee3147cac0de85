import { mkdir } from 'node:fs/promises';

import { openDatabase } from '#db/client.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { readConfig } from './core/config.ts';
import { openLog } from './core/log.ts';
import { loadDemo } from './demo/load.ts';
import { ensureHouse } from './people/house.ts';
import { ensurePresets } from './people/roles.ts';
import { openPortico, type Portico } from './portico.ts';

let started: Promise<Portico> | undefined;

/** Brings this installation up, once per process: database, what must be in it, jobs. */
export const start = (): Promise<Portico> => (started ??= boot());

async function boot(): Promise<Portico> {
  const config = readConfig(process.env);
  await mkdir(config.data, { recursive: true });
  const db = await openDatabase(config.databaseUrl, config.databaseToken);
  await migrateToLatest(db);
  await ensurePresets(db);
  await ensureHouse(db, config.house ?? 'Portico');
  const portico = await openPortico(config, db, openLog(config.log));
  if (config.demo) await loadDemo(portico);
  if (config.databaseUrl.startsWith('file:')) await portico.worker.takeOver();
  portico.worker.start();
  portico.schedule.start();
  return portico;
}
