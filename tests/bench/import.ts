import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

import { importerScope } from '#api/control/acting.ts';
import { runCommand } from '#api/control/importing.ts';
import { toldBy } from '#api/imports/options.ts';
import { buildWhatIsStale } from '../../scripts/support/parts.ts';

const ROWS = 8_800;
const IDLE_ROUNDS = 200;
const BETWEEN_MS = 20;
const NANO = 1e6;

/** import.page: how long the slowest of a hundred pages takes while rows come in, against the same pages before and after. */
export async function run(): Promise<void> {
  await buildWhatIsStale();
  const data = await mkdtemp(join(tmpdir(), 'portico-bench-'));
  Object.assign(process.env, { PORTICO_DATA: data, PORTICO_LOG: 'error', ASTRO_NODE_AUTOSTART: 'disabled' });
  const { start } = await import('#api/start.ts');
  const portico = await start();
  const built = resolve(process.env['PORTICO_DIST'] ?? 'dist', 'server/entry.mjs');
  const { handler } = (await import(built)) as { handler: RequestListener };
  const server = createServer(handler);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/opportunities`;
  const session = await portico.auth.openSession({ personId: 'per_bea', membershipId: 'mem_bea' });
  const cookie = session.split(';')[0] ?? '';
  const look = async () => {
    const began = performance.now();
    await (await fetch(url, { headers: { cookie } })).text();
    const took = performance.now() - began;
    await pause(BETWEEN_MS);
    return took;
  };

  for (let n = 0; n < IDLE_ROUNDS / 4; n += 1) await look();
  const idle: number[] = [];
  const quiet = async () => {
    const held = watched();
    for (let n = 0; n < IDLE_ROUNDS; n += 1) idle.push(await look());
    return held();
  };
  const before = await quiet();

  const work = { over: false };
  const told = toldBy([]);
  const wish = { kind: 'opportunities', name: 'many.csv', told } as const;
  const loud = watched();
  const began = performance.now();
  const importing = runCommand(
    await importerScope(portico, undefined),
    wish,
    Readable.from([file()]),
    () => {},
  ).finally(() => (work.over = true));
  const busy: number[] = [];
  while (!work.over) busy.push(await look());
  await importing;
  const held = loud();
  const took = (performance.now() - began) / 1_000;
  const after = await quiet();

  const [ours, other] = [slowest(busy), slowest(idle)];
  console.log(
    `import.page: ours=${ours.toFixed(1)}ms other=${other.toFixed(1)}ms ratio=${(other / ours).toFixed(2)}`,
  );
  const usual = Math.max(before, after);
  console.log(
    `import.hold: ours=${held.toFixed(1)}ms other=${usual.toFixed(1)}ms ratio=${(usual / held).toFixed(2)}`,
  );
  console.log(`  ${ROWS} rows in ${took.toFixed(1)} s, ${busy.length} pages meanwhile`);
  server.close();
  server.closeAllConnections();
  await portico.close();
  await rm(data, { recursive: true });
}

/** Opportunities of another partner than the one that looks: its pages have no more to show than before. */
function file(): Buffer {
  const rows = Array.from(
    { length: ROWS },
    (_, n) =>
      `${n},Deal ${n},Dune Labs,cleo@cobalt.example,won,${n},EUR,2026-01-${String((n % 28) + 1).padStart(2, '0')}`,
  );
  return Buffer.from(`id,title,account,owner,stage,amount,currency,close date\n${rows.join('\n')}\n`);
}

/** How long the thread that answers is held at a time: the longest of a hundred, in milliseconds. */
function watched(): () => number {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  return () => {
    delay.disable();
    return delay.percentile(99) / NANO;
  };
}

/** The 99th of a hundred. */
const slowest = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;
