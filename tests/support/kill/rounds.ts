import { join } from 'node:path';

import { readConfig } from '#api/core/config.ts';
import { openLog } from '#api/core/log.ts';
import { sweepStrays } from '#api/files/strays.ts';
import { openPortico } from '#api/portico.ts';
import { openDatabase } from '#db/client.ts';
import { world, type Name } from '#tests/support/world.ts';
import { bundled } from './bundle.ts';
import { faultsOf } from './faults.ts';
import { Load } from './load.ts';
import { openPostOffice } from './post-office.ts';
import { Servers } from './server.ts';

const WRITERS = 8;
/** What one writer writes in one life of the server at most. */
const ACTS = 12;
const A_DAY_LATER_MS = 25 * 3_600_000;
const STARTED_MS = 60_000;
/** After how many answers a server is killed at the latest, and how much later, so that it may be at anything. */
const MOST_ANSWERS = 25;
const LATER_MS = 20;
/** Of so many lives one is ended before it has properly begun. */
const STILLBORN = 6;

export type Report = {
  rounds: number;
  stillborn: number;
  acts: number;
  acknowledged: number;
  /** Done, and the answer was lost with the server. */
  lost: number;
  mails: number;
  /** Mails that came a second time, under the same Message-ID. */
  again: number;
  refused: string[];
  faults: string[];
};

/** Kills a server that many write to, at any moment, and starts it again over the same data; then looks at the data. */
export async function killRounds(
  rounds: number,
  onRound: (round: number) => void = () => {},
): Promise<Report> {
  const office = await openPostOffice();
  const { file, data, cookies } = await house();
  const environment = {
    NODE_ENV: 'test',
    PORTICO_DEMO: 'false',
    PORTICO_DATA: data,
    PORTICO_DATABASE_URL: `file:${file}`,
    PORTICO_LOG: 'error',
    SMTP_URL: office.url,
    MAIL_FROM: 'Northlight <service@house.example>',
  };
  const servers = new Servers(await bundled(join(import.meta.dirname, 'served.ts')), environment);
  const load = new Load(cookies);
  let stillborn = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const early = Math.random() < 1 / STILLBORN;
    const server = await servers.start(early ? Math.random() * 300 : STARTED_MS);
    if (server) {
      const working = load.run(server.url, WRITERS, ACTS);
      await Promise.race([working, load.answers(Math.floor(Math.random() * MOST_ANSWERS))]);
      await pause(Math.random() * LATER_MS);
      await server.kill();
      await working;
    } else stillborn += 1;
    onRound(round);
  }
  const last = await servers.start(STARTED_MS);
  if (!last) throw new Error('the server does not start any more');
  await load.finish(last.url);
  await last.kill();
  await servers.close();

  const db = await settled(file, environment);
  const { received } = office;
  const evidence = { db, acts: load.acts, folder: join(data, 'files'), received, kills: rounds + 1 };
  const faults = await faultsOf(evidence);
  db.close();
  await office.close();
  const told = (word: 201 | 'lost') => load.acts.filter((act) => act.told === word).length;
  return {
    rounds,
    stillborn,
    acts: load.acts.length,
    acknowledged: told(201),
    lost: told('lost'),
    mails: received.size,
    again: [...received.values()].reduce((sum, n) => sum + n - 1, 0),
    refused: load.refused,
    faults,
  };
}

/** The data of an installation with the cast in it, which nobody has open. */
async function house() {
  const w = await world();
  const names: Name[] = ['dan', 'dora', 'emil', 'freja', 'bea', 'abe'];
  const cookies = await Promise.all(names.map(async (name) => [name, await w.as(name).cookie()] as const));
  const { rows } = await w.db.reading.execute('pragma database_list');
  await w.portico.close();
  return {
    file: String(rows[0]?.['file']),
    data: w.portico.config.data,
    cookies: Object.fromEntries(cookies),
  };
}

/** Lets everything follow that was still to follow when the last server was killed. */
async function settled(file: string, environment: Record<string, string>) {
  const db = await openDatabase(`file:${file}`);
  const portico = await openPortico(readConfig(environment), db, openLog('silent'));
  await portico.worker.takeOver();
  await db.direct.run('update jobs set run_at = 0');
  await portico.worker.drain();
  await sweepStrays(portico.base, new Date(Date.now() + A_DAY_LATER_MS));
  return db;
}

const pause = (ms: number) => new Promise<void>((over) => setTimeout(over, ms));
