import { expect, test } from 'vitest';

import { readConfig } from '#api/core/config.ts';
import { rateLimits } from '#db/schema/jobs.ts';
import { tokenOf } from '#tests/support/guards/tokens.ts';
import { program } from '#tests/support/programs.ts';
import { world } from '#tests/support/world.ts';

test('each person, token and address of guests has a pace of its own, and is told when to come back', async () => {
  const w = await world({ PORTICO_PACE: '3' });
  const { secret } = await tokenOf(w, 'bea');
  const clients = [w.as('bea'), w.as('ben'), program(w, secret), w.guest()];
  for (const client of clients) {
    const told = [];
    for (let n = 0; n < 4; n += 1) told.push(await client.get('/articles/search?q=pump'));

    expect(told.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    const wait = Number(told[3]?.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
  }
  expect((await w.as('bea').get('/auth/session')).status).toBe(429);
});

test('widgets on foreign websites count for the address of the visitor', async () => {
  const w = await world({ PORTICO_PACE: '2' });
  const told = [];
  for (let n = 0; n < 3; n += 1) told.push((await w.guest().get('/widgets/articles?q=pump')).status);

  expect(told).toEqual([403, 403, 429]);
});

test('all addresses of one IPv6 network are one guest', async () => {
  const w = await world({ PORTICO_PACE: '2', PORTICO_TRUST_PROXY: 'true' });
  const come = async (from: string) =>
    (await w.app.request('/api/articles/search?q=pump', { headers: { 'x-forwarded-for': from } })).status;

  expect([await come('2001:db8:1:2::1'), await come('2001:db8:1:2:ffff::2')]).toEqual([200, 200]);
  expect(await come('2001:DB8:1:2:0:0:0:3')).toBe(429);
  expect([await come('2001:db8:1:3::1'), await come('192.0.2.1'), await come('192.0.2.2')]).toEqual([
    200, 200, 200,
  ]);
  expect([await come('::ffff:192.0.2.1'), await come('192.0.2.1')]).toEqual([200, 429]);
});

test('whoever guesses tokens costs no write after too many', async () => {
  const w = await world();
  const guess = async () => (await program(w, 'pt_wrong').get('/requests')).status;
  for (let n = 0; n < 60; n += 1) expect(await guess()).toBe(401);
  const before = await w.db.reader.select().from(rateLimits);

  expect([await guess(), await guess()]).toEqual([429, 429]);
  expect(await w.db.reader.select().from(rateLimits)).toEqual(before);
});

test('it is ten a second in production, what the operator says, and none while one develops', () => {
  const production = {
    NODE_ENV: 'production',
    PORTICO_URL: 'https://a.example',
    PORTICO_SECRET: 'x'.repeat(32),
  };

  expect(readConfig(production).pace).toBe(600);
  expect(readConfig({ ...production, PORTICO_PACE: '0' }).pace).toBe(0);
  expect(readConfig({ NODE_ENV: 'test' }).pace).toBe(0);
});
