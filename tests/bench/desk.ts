import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { sql } from 'drizzle-orm';

import { DEMO_PASSWORD } from '#api/demo/password.ts';
import { openDatabase } from '#db/client.ts';
import { requestClocks } from '#db/schema/service-levels.ts';
import { buildWhatIsStale } from '../../scripts/support/parts.ts';
import { startPortico } from '../servers/portico.ts';
import { fillLarge } from './support/large-house.ts';
import { compare } from './support/measure.ts';

const FEW = 10_000;
const MANY = 1_000_000;
const OPEN = 100_000;
const PAGES = 400;
const BETWEEN_MS = 20;
const FRIDAY = 4;

/** desk.queue: the queue in a house with a million requests, and with ten thousand. desk.recount: pages meanwhile. */
export async function run(): Promise<void> {
  await buildWhatIsStale();
  await queue();
  await recount();
}

async function queue() {
  const [few, many] = [await house(FEW), await house(MANY)];
  await compare(
    'desk.queue',
    20,
    () => many.get('/desk/requests'),
    () => few.get('/desk/requests'),
  );
  for (const { close } of [few, many]) await close();
}

/** The slowest of a hundred pages while the clocks of all open requests are counted anew, and before. */
async function recount() {
  const { db, get, changeHours, close } = await house(OPEN);
  await db.direct.run(sql`
    insert into events (id, name, at, audience, account_id, subject_type, subject_id, actor_kind, actor_id, data, dispatched_at)
    select 'evt_' || substr(id, 5), 'request.submitted', created_at, 'all', account_id, 'request', id, 'system', 'bench',
      '{}', created_at
    from requests where id like 'req_0%'`);
  const look = async () => {
    const began = performance.now();
    await get('/desk/requests');
    const took = performance.now() - began;
    await pause(BETWEEN_MS);
    return took;
  };
  const some = async () => {
    const taken: number[] = [];
    for (let n = 0; n < PAGES; n += 1) taken.push(await look());
    return slowest(taken);
  };

  await some();
  const other = await some();
  const before = await db.reader.$count(requestClocks);
  await changeHours();
  const began = performance.now();
  const ours = await some();
  const perSecond = (await db.reader.$count(requestClocks)) - before;
  const seconds = (performance.now() - began) / 1_000;
  console.log(
    `desk.recount: ours=${ours.toFixed(1)}ms other=${other.toFixed(1)}ms ratio=${(other / ours).toFixed(2)}`,
  );
  console.log(`  ${(perSecond / seconds).toFixed(0)} clocks a second meanwhile`);
  await close();
}

/** The demo company as a server of its own, with so many requests more, and an agent who is signed in. */
async function house(rows: number) {
  const folder = await mkdtemp(join(tmpdir(), 'portico-bench-'));
  const file = `file:${join(folder, 'portico.db')}`;
  const { url, stop } = await startPortico({ env: { PORTICO_DATABASE_URL: file } });
  const db = await openDatabase(file);
  await fillLarge(db, rows);
  const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
  const call = (path: string, init: RequestInit = {}) => answered(`${url}${path}`, init);
  const signIn = async (name: string) => {
    const body = JSON.stringify({ email: `${name}@northlight.example`, password: DEMO_PASSWORD });
    const answer = await call('/api/auth/session', { method: 'POST', headers, body });
    return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  };
  const [abe, ada] = [await signIn('abe'), await signIn('ada')];
  return {
    db,
    get: async (path: string) => (await call(path, { headers: { cookie: abe } })).text(),
    changeHours: () => moveHours(call, { ...headers, cookie: ada }),
    close: async () => {
      db.close();
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

type Schedule = { name: string; zone: string; week: unknown[]; exceptions: unknown[]; version: number };

/** Friday is closed from now on. */
async function moveHours(
  call: (path: string, init?: RequestInit) => Promise<Response>,
  headers: HeadersInit,
) {
  const path = '/api/schedules/sch_madrid';
  const now = (await (await call(path, { headers })).json()) as Schedule;
  const { name, zone, exceptions, version } = now;
  await call(path, {
    method: 'PUT',
    headers: { ...headers, 'if-match': `"${version}"` },
    body: JSON.stringify({ name, zone, exceptions, week: now.week.with(FRIDAY, []) }),
  });
}

async function answered(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}

/** The 99th of a hundred. */
const slowest = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;
