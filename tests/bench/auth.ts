import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { DEMO_PASSWORD } from '#api/demo/password.ts';
import { buildWhatIsStale } from '../../scripts/support/parts.ts';
import { busyHouse } from './support/busy-house.ts';
import { compare } from './support/measure.ts';

const ROUNDS = 300;
const BETWEEN_MS = 20;
const SIGN_INS_PER_SECOND = 20;
const REQUESTS = 10_000;
const PEOPLE = [
  'ada@northlight.example',
  'abe@northlight.example',
  'eve@northlight.example',
  'ben@brightline.example',
  'cleo@cobalt.example',
  'dora@dunelabs.example',
  'emil@emberfoods.example',
  'freja@fjord.example',
];

/** auth.page: the slowest of a hundred pages while people sign in. auth.session: what knowing the reader costs a list. */
export async function run(): Promise<void> {
  await page();
  await session();
}

async function page() {
  await buildWhatIsStale();
  const data = await mkdtemp(join(tmpdir(), 'portico-bench-'));
  Object.assign(process.env, { PORTICO_DATA: data, PORTICO_LOG: 'error', ASTRO_NODE_AUTOSTART: 'disabled' });
  const { start } = await import('#api/start.ts');
  const portico = await start();
  const built = resolve(process.env['PORTICO_DIST'] ?? 'dist', 'server/entry.mjs');
  const { handler } = (await import(built)) as { handler: RequestListener };
  const server = createServer(handler);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const bea = await portico.auth.openSession({ personId: 'per_bea', membershipId: 'mem_bea' });
  const headers = { cookie: bea.split(';')[0] ?? '' };
  const look = async () => {
    const began = performance.now();
    await (await fetch(`${url}/opportunities`, { headers })).text();
    const took = performance.now() - began;
    await pause(BETWEEN_MS);
    return took;
  };
  const looks = async () => {
    const taken: number[] = [];
    for (let n = 0; n < ROUNDS; n += 1) taken.push(await look());
    return taken;
  };

  for (let n = 0; n < ROUNDS / 4; n += 1) await look();
  const before = await looks();
  const storm = await signIns(url);
  const busy = await looks();
  const count = await storm.stop();
  const after = await looks();

  const [ours, other] = [slowest(busy), slowest([...before, ...after])];
  console.log(
    `auth.page: ours=${ours.toFixed(1)}ms other=${other.toFixed(1)}ms ratio=${(other / ours).toFixed(2)}`,
  );
  console.log(`  ${count} sign-ins meanwhile`);
  server.close();
  server.closeAllConnections();
  await portico.close();
  await rm(data, { recursive: true });
}

/** So many a second, by people whose browsers are known after the first time. */
async function signIns(url: string) {
  const devices = new Map<string, string>();
  const under = new Set<Promise<void>>();
  let n = 0;

  async function signIn(email: string) {
    const answer = await fetch(`${url}/api/auth/session`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        cookie: devices.get(email) ?? '',
      },
      body: JSON.stringify({ email, password: DEMO_PASSWORD }),
    });
    if (answer.status !== 204) throw new Error(`${email} was told ${answer.status}`);
    const device = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('portico-device='));
    devices.set(email, device?.split(';')[0] ?? '');
  }

  for (const email of PEOPLE) await signIn(email);
  const timer = setInterval(() => {
    const email = PEOPLE[n % PEOPLE.length] ?? '';
    n += 1;
    const one = signIn(email).finally(() => under.delete(one));
    under.add(one);
  }, 1_000 / SIGN_INS_PER_SECOND);

  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(under);
      return n;
    },
  };
}

async function session() {
  const w = await busyHouse(REQUESTS);
  const cookie = await w.as('dan').cookie();
  const secret = cookie.split('=')[1] ?? '';
  await compare(
    'auth.session',
    200,
    () => w.portico.auth.lucia.validateSession(secret),
    async () => (await w.app.request('/api/requests', { headers: { cookie } })).text(),
  );
  w.db.close();
}

/** The 99th of a hundred. */
const slowest = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;
