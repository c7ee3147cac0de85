import { beforeEach, describe, expect, test } from 'vitest';

import { POLICY } from '#api/core/http.ts';
import { sites } from '#db/schema/sites.ts';
import { world, type World } from '../support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

const site = { name: 'Shop', origins: ['https://shop.example'] };
const JSON_TYPE = { 'content-type': 'application/json' };

async function post(headers: Record<string, string>, body: BodyInit = JSON.stringify(site)) {
  const cookie = await w.as('bea').cookie();
  const init = { method: 'POST', headers: { cookie, ...JSON_TYPE, ...headers }, body, duplex: 'half' };
  return w.app.request('/api/sites', init as RequestInit);
}

describe('a request that changes something', () => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
    ['a typed address', { 'sec-fetch-site': 'none' }],
    ['a foreign origin in an old browser', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['no browser that says where it is', {}],
    [
      'another site that lies about its origin',
      { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:4321' },
    ],
  ])('from %s is refused and changes nothing', async (_from, headers) => {
    const answer = await post(headers);

    expect(answer.status).toBe(403);
    expect(await answer.json()).toEqual({ code: 'cross_site', fields: {} });
    expect(await w.system.count(sites)).toBe(0);
  });

  test.each([
    ['says that it comes from us', { 'sec-fetch-site': 'same-origin' }],
    ['names our origin', { origin: 'http://localhost:4321' }],
  ])('is accepted when the browser %s', async (_how, headers) => {
    expect((await post(headers)).status).toBe(201);
    expect(await w.system.count(sites)).toBe(1);
  });
});

describe('bad input', () => {
  const ours = { 'sec-fetch-site': 'same-origin' };
  const code = async (body: BodyInit) => {
    const answer = await post(ours, body);
    return [answer.status, await answer.json()];
  };

  test('that is no JSON is malformed', async () => {
    expect(await code('{"name": ')).toEqual([400, { code: 'malformed', fields: {} }]);
  });

  test('that goes deeper than any form is refused before anything looks at it', async () => {
    const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

    for (const levels of [21, 5_000, 200_000])
      expect(await code(deep(levels))).toEqual([422, { code: 'invalid', fields: { body: 'too_complex' } }]);
    expect(await code(deep(20))).toEqual([422, { code: 'invalid', fields: { body: 'invalid_type' } }]);
  });

  test('of the wrong type, with NUL or a lone surrogate names the field', async () => {
    const wrong = (name: unknown) => JSON.stringify({ ...site, name });

    expect(await code(wrong(7))).toEqual([422, { code: 'invalid', fields: { name: 'invalid_type' } }]);
    expect(await code(wrong('a\u0000b'))).toEqual([
      422,
      { code: 'invalid', fields: { name: 'invalid_characters' } },
    ]);
    expect(await code(wrong('\ud800'))).toEqual([
      422,
      { code: 'invalid', fields: { name: 'invalid_characters' } },
    ]);
    expect(await code(wrong('  '))).toEqual([422, { code: 'invalid', fields: { name: 'required' } }]);
    expect(await code(JSON.stringify([]))).toEqual([
      422,
      { code: 'invalid', fields: { body: 'invalid_type' } },
    ]);
    expect(await w.system.count(sites)).toBe(0);
  });

  test('over a megabyte is too large, with and without a length', async () => {
    const large = JSON.stringify({ ...site, name: 'x'.repeat(1_100_000) });
    const chunked = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 20; n += 1)
          controller.enqueue(new TextEncoder().encode(large.slice(n * 60_000, (n + 1) * 60_000)));
        controller.close();
      },
    });

    expect(await code(large)).toEqual([413, { code: 'too_large', fields: {} }]);
    expect(await code(chunked)).toEqual([413, { code: 'too_large', fields: {} }]);
  });

  test('does not reach the prototype of anything', async () => {
    await post(
      ours,
      '{"__proto__": {"admin": true}, "constructor": {"prototype": {"admin": true}}, "name": "Shop"}',
    );

    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });
});

test('every answer carries the headers that keep a browser in its place', async () => {
  const { headers } = await w.guest().get('/auth/session');

  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('content-security-policy')).not.toMatch(/unsafe/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('what is answered to one is kept in no cache, be it an error', async () => {
  const kept = async (answer: Promise<Response>) => (await answer).headers.get('cache-control');

  expect(await kept(w.as('bea').get('/accounts'))).toBe('private, no-store');
  expect(await kept(w.as('bea').get('/accounts/acc_nothing'))).toBe('private, no-store');
  expect(await kept(w.guest().get('/nowhere'))).toBe('private, no-store');
});

test('in production cookies go over https alone and are bound to the host', async () => {
  const production = await world({
    NODE_ENV: 'production',
    PORTICO_URL: 'https://help.example',
    PORTICO_SECRET: 's'.repeat(32),
  });
  const cookie = await production.portico.auth.openSession({ personId: 'per_bea', membershipId: 'mem_bea' });

  expect(cookie).toMatch(/^__Host-portico=/);
  expect(cookie).toMatch(/Secure/);
  expect((await production.guest().get('/auth/session')).headers.get('strict-transport-security')).toMatch(
    /max-age=\d{8}/,
  );
});

test('every route says who may call it', () => {
  const silent = w.app.routes
    .filter(({ method, path }) => method !== 'ALL' && path !== '/*')
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route, _, all) => all.indexOf(route) === all.lastIndexOf(route) || all.includes(route));
  const declared = new Set(
    w.app.routes.filter(({ handler }) => POLICY in handler).map(({ method, path }) => `${method} ${path}`),
  );

  expect([...new Set(silent)].filter((route) => !declared.has(route))).toEqual([]);
});

test('the description names every route with its policy', async () => {
  const answer = await w.guest().get('/openapi.json');
  const { openapi, paths } = (await answer.json()) as { openapi: string; paths: Record<string, unknown> };

  expect(openapi).toBe('3.1.0');
  expect(Object.keys(paths)).toContain('/api/requests/{id}');
});

test('alive and ready are two questions', async () => {
  const ask = async (path: string) => w.app.request(path);

  expect(await (await ask('/healthz')).json()).toEqual({ alive: true });
  expect((await ask('/readyz')).status).toBe(503);
  w.portico.worker.start();
  expect(await (await ask('/readyz')).json()).toEqual({
    database: true,
    migrations: true,
    search: true,
    jobs: true,
  });
  await w.portico.worker.stop();
});

describe('a cursor of somebody’s own making', () => {
  const lists = ['requests', 'events', 'accounts', 'opportunities', 'materials', 'articles', 'mail', 'sites'];
  const values = ['"abc"', 'null', '1e300', '9007199254740993', '-1.5', '1', '"\\ud800"', '{}', '"\\u0000"'];

  test.each(lists)('is refused by /%s or leads to a page, and never to a failure', async (list) => {
    const ada = w.as('ada');
    for (const value of values) {
      const after = Buffer.from(`[${value},"x"]`).toString('base64url');
      const answer = await ada.get(`/${list}?after=${after}`);
      expect([value, [200, 422].includes(answer.status)]).toEqual([value, true]);
    }
  });
});
