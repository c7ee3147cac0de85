import { mkdir } from 'node:fs/promises';

import { openDatabase } from '#db/client.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { relock } from './auth/relocking.ts';
import { commandsOf } from './control/commands.ts';
import { openDoor, socketOf, type Door } from './control/socket.ts';
import { ConfigError, readConfig, type Config } from './core/config.ts';
import { keptSecret } from './core/kept-secret.ts';
import { openLog } from './core/log.ts';
import { loadDemo } from './demo/load.ts';
import { ensureHouse } from './people/house.ts';
import { ensurePresets } from './people/roles.ts';
import { openPortico, type Portico } from './portico.ts';

let started: Promise<Portico> | undefined;

/** Brings this installation up, once per process: database, what must be in it, jobs. */
export const start = (): Promise<Portico> => (started ??= boot());

async function boot(): Promise<Portico> {
  const given = readConfig(process.env);
  await mkdir(given.data, { recursive: true });
  const config = { ...given, secret: given.secret ?? (await keptSecret(given.data)) };
  const door = await openDoorOf(config);
  const db = await openDatabase(config.databaseUrl, config.databaseToken);
  await migrateToLatest(db);
  await ensurePresets(db);
  await ensureHouse(db, config.house ?? 'Portico');
  const portico = await openPortico(config, db, openLog(config.log));
  if (config.formerSecret) await relock(db, portico.auth.secrets);
  if (config.demo) await loadDemo(portico);
  if (config.databaseUrl.startsWith('file:')) await portico.worker.takeOver();
  portico.worker.start();
  portico.schedule.start();
  door?.serve(commandsOf(portico));
  return {
    ...portico,
    async close() {
      await door?.close();
      await portico.close();
    },
  };
}

/** @throws ConfigError where another process has the database file: two would spoil it. */
async function openDoorOf({ data, databaseUrl }: Config): Promise<Door | undefined> {
  const path = socketOf(data);
  const door = path === undefined ? undefined : await openDoor(path);
  if (path && !door && databaseUrl.startsWith('file:'))
    throw new ConfigError([`PORTICO_DATA: another process of Portico is at work in ${data}`]);
  return door;
}
