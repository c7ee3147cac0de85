import { beforeEach, expect, test } from 'vitest';

import { forgetExpired } from '#api/core/forget.ts';
import { idempotencyKeys, rateLimits } from '#db/schema/jobs.ts';
import { codes, sessions } from '#db/schema/people.ts';
import { world, type World } from '../support/world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PUMP = { subject: 'The pump hums', body: 'At night.', category: 'problem' };

let w: World;
beforeEach(async () => {
  w = await world();
});

const after = (ms: number) => forgetExpired(w.portico.base, new Date(Date.now() + ms));
const count = (table: typeof idempotencyKeys | typeof rateLimits | typeof sessions | typeof codes) =>
  w.db.reader.$count(table);

test('the answer that is kept for a repetition, with all that was written, goes after a day', async () => {
  const ask = () => w.as('dan').post('/requests', PUMP, { 'Idempotency-Key': 'k1' });
  const first = await ask();
  await after(DAY_MS - HOUR_MS);
  expect(await (await ask()).json()).toEqual(await first.json());

  await after(DAY_MS + 1_000);

  expect(await count(idempotencyKeys)).toBe(0);
});

test('attempts that are not counted any more go, and those that are stay', async () => {
  const wrong = { email: 'bea@brightline.example', password: 'wrong' };
  await w.guest().post('/auth/session', wrong);
  await after(0);
  expect(await count(rateLimits)).toBe(4);

  await after(HOUR_MS);
  expect(await count(rateLimits)).toBe(1);
  await after(DAY_MS);

  expect(await count(rateLimits)).toBe(0);
});

test('sessions go when nobody has come back in time', async () => {
  const bea = w.as('bea');
  await bea.cookie();
  await after(13 * DAY_MS);
  expect((await bea.get('/auth/session')).status).toBe(200);

  await after(15 * DAY_MS);

  expect(await count(sessions)).toBe(0);
});

test('codes go with their time; only the one that has proven an address stays', async () => {
  const { codes: secrets } = w.portico.auth;
  const issue = (kind: 'reset' | 'proof', subjectId: string) =>
    w.system.write((write) => secrets.issue(write, { kind, subjectId, email: 'dan@dune.example' }));
  await issue('reset', 'per_dan');
  await issue('proof', 'req_never');
  const proof = await issue('proof', 'req_proven');
  await w.system.write((write) => secrets.redeem(write, 'proof', proof));

  await after(HOUR_MS / 2);
  expect(await count(codes)).toBe(3);
  await after(3 * DAY_MS);

  expect(await w.db.reader.select({ subjectId: codes.subjectId }).from(codes)).toEqual([
    { subjectId: 'req_proven' },
  ]);
});
