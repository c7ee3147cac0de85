import { expect, test } from 'vitest';

import { readConfig } from '#api/core/config.ts';
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
