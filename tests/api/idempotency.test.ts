import { Hono } from 'hono';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';

import { invalid } from '#api/core/errors.ts';
import { onError, type Env } from '#api/core/http.ts';
import { once } from '#api/core/once.ts';
import { idempotencyKeys } from '#db/schema/jobs.ts';
import { sites } from '#db/schema/sites.ts';
import { world, type Name, type World } from '../support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

/** A route that makes a site, behind the middleware alone. */
const app = (who: Name) =>
  new Hono<Env>()
    .use(async (c, next) => {
      c.set('scope', w.as(who).scope);
      await next();
    })
    .use(once(w.portico.base))
    .post('/sites', async (c) => {
      const { name } = await c.req.json<{ name: string }>();
      if (!name) throw invalid({ name: 'required' });
      const site = await c.var.scope.write((write) =>
        write.insert(sites, { accountId: w.as(who).actor.accountId, name, origins: [] }),
      );
      return c.json({ id: site.id }, 201);
    })
    .onError(onError);

const post = (who: Name, key: string, body: unknown = { name: 'Shop' }) =>
  app(who).request('/sites', {
    method: 'POST',
    headers: { 'Idempotency-Key': key },
    body: JSON.stringify(body),
  });

test('a repeated POST acts once and is answered as the first time', async () => {
  const first = await post('bea', 'k1');
  const again = await post('bea', 'k1');

  expect([first.status, again.status]).toEqual([201, 201]);
  expect(await again.json()).toEqual(await first.json());
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(await w.system.count(sites)).toBe(1);
});

test('the same key for another body is an error, for another person it is another key', async () => {
  await post('bea', 'k1');

  expect((await post('bea', 'k1', { name: 'Other' })).status).toBe(422);
  expect((await post('cleo', 'k1')).status).toBe(201);
  expect(await w.system.count(sites)).toBe(2);
});

test('of many at the same moment one acts', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => post('bea', 'k1')));

  expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(1);
  expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  expect(await w.system.count(sites)).toBe(1);
});

test('what wrote nothing may be tried again', async () => {
  expect((await post('bea', 'k1', { name: '' })).status).toBe(422);
  expect((await post('bea', 'k1', { name: 'Shop' })).status).toBe(201);
});

test('an answer is kept for a day', async () => {
  await post('bea', 'k1');
  await w.db.direct.update(idempotencyKeys).set({ createdAt: new Date(Date.now() - 25 * 3_600_000) });

  expect((await post('bea', 'k1')).status).toBe(201);
  expect(await w.system.count(sites)).toBe(2);
});

test('an act whose answer was lost is not done again', async () => {
  await post('bea', 'k1');
  await w.db.direct
    .update(idempotencyKeys)
    .set({ status: null, body: null })
    .where(eq(idempotencyKeys.route, '/sites'));

  expect((await post('bea', 'k1')).status).toBe(409);
  expect(await w.system.count(sites)).toBe(1);
});
