import { beforeEach, describe, expect, test } from 'vitest';

import { originOf } from '#api/sites/origin.ts';
import { events, eventValues } from '#db/schema/events.ts';
import { siteKeys, sites } from '#db/schema/sites.ts';
import { world, type Name, type World } from '../support/world.ts';

type Seen = {
  id: string;
  name: string;
  origins: string[];
  version: number;
  account: { id: string };
  keys: { id: string; key: string }[];
};

const shop = { name: 'Shop', origins: ['https://www.brightline.example'] };

let w: World;
beforeEach(async () => {
  w = await world();
});

async function made(name: Name, input: object = shop): Promise<Seen> {
  const answer = await w.as(name).post('/sites', input);
  expect(answer.status).toBe(201);
  return (await answer.json()) as Seen;
}

const rows = async () => [await w.db.reader.select().from(sites), await w.db.reader.select().from(siteKeys)];
const happened = async () => (await w.db.reader.select().from(events)).map(({ name }) => name);
const listed = async (name: Name) => {
  const { items } = (await (await w.as(name).get('/sites')).json()) as { items: Seen[] };
  return items.map((site) => site.name);
};

/** Refused, and nothing is other than it was. */
async function refused(act: () => Promise<Response>): Promise<[number, unknown]> {
  const before = [await rows(), await happened()];
  const answer = await act();
  expect([await rows(), await happened()]).toEqual(before);
  const { code, fields } = (await answer.json()) as { code: string; fields: Record<string, string> };
  return [answer.status, Object.keys(fields).length ? fields : code];
}

describe('an owner', () => {
  test('adds a website with a key of its own', async () => {
    const site = await made('bea');

    expect(site).toMatchObject({ ...shop, account: { id: 'acc_brightline' }, version: 1 });
    expect(site.keys).toHaveLength(1);
    expect(site.keys[0]?.key).toMatch(/^pk_[0-9a-z]{24}$/);
    expect(await happened()).toEqual(['site.created']);
    expect(await listed('bea')).toEqual(['Shop']);
    expect(await listed('dan')).toEqual([]);
    expect(await listed('ada')).toEqual(['Shop']);
  });

  test('writes origins as they come and gets them as browsers send them', async () => {
    const origins = [
      ' https://WWW.Example.com/ ',
      'https://www.example.com:443',
      'http://localhost:8080',
      'https://bücher.example',
    ];
    const site = await made('dan', { name: 'All', origins });

    expect(site.origins).toEqual([
      'https://www.example.com',
      'http://localhost:8080',
      'https://xn--bcher-kva.example',
    ]);
  });

  test.each([
    ['required', []],
    ['sites.origin', ['https://*.example.com']],
    ['sites.origin', ['*']],
    ['sites.origin', ['null']],
    ['sites.origin', ['www.example.com']],
    ['sites.origin', ['ftp://example.com']],
    ['sites.origin', ['https://example.com/contact']],
    ['sites.origin', ['https://example.com?page=1']],
    ['sites.origin', ['https://user@example.com']],
    ['sites.many_origins', Array.from({ length: 21 }, (_, n) => `https://s${n}.example`)],
  ])('is told %s about %j', async (code, origins) => {
    expect(await refused(() => w.as('bea').post('/sites', { name: 'Shop', origins }))).toEqual([
      422,
      { origins: code },
    ]);
    await made('bea', {
      name: 'Shop',
      origins: Array.from({ length: 20 }, (_, n) => `https://s${n}.example`),
    });
  });

  test('changes what was read, and the change is on the record', async () => {
    const { id } = await made('bea');
    const answer = await w.as('bea').patch(`/sites/${id}`, 1, { origins: ['https://new.example'] });

    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"2"']);
    expect(await answer.json()).toMatchObject({ name: 'Shop', origins: ['https://new.example'], version: 2 });
    expect(await happened()).toEqual(['site.created', 'site.changed']);
    const values = await w.db.reader.select().from(eventValues);
    expect(values.map(({ field, before, after }) => [field, before, after])).toContainEqual([
      'origins',
      shop.origins,
      ['https://new.example'],
    ]);
  });

  test('does not overwrite what somebody else saved meanwhile', async () => {
    const { id } = await made('bea');
    await w.as('ada').patch(`/sites/${id}`, 1, { name: 'Brightline shop' });

    expect(await refused(() => w.as('bea').patch(`/sites/${id}`, 1, { name: 'Mine' }))).toEqual([
      412,
      'stale',
    ]);
    expect((await w.as('bea').patch(`/sites/${id}`, 2, { name: 'Mine' })).status).toBe(200);
  });

  test('replaces a key without a gap', async () => {
    const { id, keys } = await made('bea');
    const two = (await (await w.as('bea').post(`/sites/${id}/keys`)).json()) as Seen;
    expect(two.keys).toHaveLength(2);
    expect(two.keys[1]).toMatchObject({ id: keys[0]?.id });

    expect((await w.as('bea').delete(`/sites/${id}/keys/${keys[0]?.id}`)).status).toBe(204);
    const one = (await (await w.as('bea').get(`/sites/${id}`)).json()) as Seen;
    expect(one.keys).toEqual([two.keys[0]]);
    expect(await happened()).toEqual(['site.created', 'site.key_added', 'site.key_revoked']);
  });

  test('has two keys at most, also when asking twice at once', async () => {
    const { id } = await made('bea');
    const answers = await Promise.all([1, 2, 3].map(() => w.as('bea').post(`/sites/${id}/keys`)));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await refused(() => w.as('bea').post(`/sites/${id}/keys`))).toEqual([409, 'sites.two_keys']);
  });

  test('revokes a key once', async () => {
    const { id, keys } = await made('bea');
    const revoke = () => w.as('bea').delete(`/sites/${id}/keys/${keys[0]?.id}`);
    expect((await revoke()).status).toBe(204);
    expect(await refused(revoke)).toEqual([409, 'sites.key_revoked']);
  });
});

describe('somebody else', () => {
  test.each(['cleo', 'dan'] as const)('%s finds neither the website nor its keys', async (name) => {
    const { id, keys } = await made('bea');
    const own = await made(name, { name: 'Own', origins: ['https://own.example'] });
    const me = w.as(name);

    expect(await refused(() => me.get(`/sites/${id}`))).toEqual([404, 'sites.not_found']);
    expect(await refused(() => me.patch(`/sites/${id}`, 1, { name: 'x' }))).toEqual([404, 'sites.not_found']);
    expect(await refused(() => me.post(`/sites/${id}/keys`))).toEqual([404, 'sites.not_found']);
    expect(await refused(() => me.delete(`/sites/${id}/keys/${keys[0]?.id}`))).toEqual([
      404,
      'sites.not_found',
    ]);
    expect(await refused(() => me.delete(`/sites/${own.id}/keys/${keys[0]?.id}`))).toEqual([
      404,
      'site_keys.not_found',
    ]);
  });

  test.each([
    ['ben', [200, 403]],
    ['max', [200, 403]],
    ['dora', [403, 403]],
    ['abe', [403, 403]],
    ['ada', [200, 200]],
  ] as const)('%s reads and changes as far as the role goes', async (name, expected) => {
    const { id, keys } = await made('bea');
    const me = w.as(name);
    const statuses = [
      (await me.get(`/sites/${id}`)).status,
      (await me.patch(`/sites/${id}`, 1, { name: 'New' })).status,
    ];

    expect(statuses).toEqual(expected);
    if (expected[1] !== 403) return;
    expect(await refused(() => me.post('/sites', shop))).toEqual([403, 'forbidden']);
    expect(await refused(() => me.post(`/sites/${id}/keys`))).toEqual([403, 'forbidden']);
    expect(await refused(() => me.delete(`/sites/${id}/keys/${keys[0]?.id}`))).toEqual([403, 'forbidden']);
  });

  test('who is not signed in gets nothing', async () => {
    expect(await refused(() => w.guest().get('/sites'))).toEqual([401, 'unauthenticated']);
  });
});

test('an origin is what a browser would send', () => {
  expect(originOf('http://[::1]:4400')).toBe('http://[::1]:4400');
  expect(originOf('http://127.0.0.1:4400/')).toBe('http://127.0.0.1:4400');
  expect(originOf('javascript:alert(1)')).toBeUndefined();
  expect(originOf('https://exa mple.com')).toBeUndefined();
});
