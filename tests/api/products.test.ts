import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { events, eventValues } from '#db/schema/events.ts';
import { products } from '#db/schema/products.ts';
import { json } from '#tests/support/guards/case.ts';
import { importText } from '#tests/support/imports.ts';
import { world, type World } from '#tests/support/world.ts';

type Seen = { id: string; name: string; price: number | null; retiredAt: string | null; version: number };

const FILE = 'name,series,price,currency\nReef meter,Reef,120,EUR\nTide meter,Tide,,\n';

let w: World;
let reef: Seen;
let tide: Seen;
beforeEach(async () => {
  w = await world();
  await importText(w, 'products', FILE);
  [reef, tide] = await Promise.all([seen('Reef meter'), seen('Tide meter')]);
});

async function seen(name: string): Promise<Seen> {
  const { items } = await json<{ items: Seen[] }>(
    w.as('ada').get(`/products?q=${encodeURIComponent(name)}`),
    200,
  );
  const [item] = items;
  if (!item) throw new Error(`${name} is not there`);
  return item;
}

const change = (body: object, of = reef, by: 'ada' | 'max' = 'ada') =>
  w.as(by).patch(`/products/${of.id}`, of.version, body);
const row = ({ id }: Seen) => w.system.find(products, id);
const told = () => w.system.select(events, eq(events.name, 'product.changed'));

describe('a product', () => {
  test('gets another name and price, is found by them, and its story says what it was', async () => {
    const answer = await change({ name: 'Lagoon meter', price: 99_50 });
    const [event] = await told();
    const values = await w.system.eventValues([event?.id ?? ''], ['staff']);

    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"2"']);
    expect(await seen('lagoon')).toMatchObject({ id: reef.id, price: 99_50, version: 2 });
    expect(event).toMatchObject({ subjectId: reef.id, actorId: 'per_ada', audience: 'staff' });
    expect(values.map(({ field, before, after }) => [field, before, after]).sort()).toEqual([
      ['name', 'Reef meter', 'Lagoon meter'],
      ['price', 120_00, 99_50],
    ]);
  });

  test('keeps what the change does not name', async () => {
    await change({ sku: 'RM-1' });

    expect(await row(reef)).toMatchObject({
      name: 'Reef meter',
      series: 'Reef',
      price: 120_00,
      currency: 'EUR',
    });
  });

  test('is no longer offered to partners once it is retired, and is again when it comes back', async () => {
    const partners = async () => (await w.as('bea').get(`/products/${reef.id}`)).status;
    const before = await partners();
    const retired = await json<Seen>(change({ retired: true }), 200);
    const gone = await partners();
    const again = await json<Seen>(change({ retired: true }, retired), 200);
    await change({ retired: false }, again);

    expect([before, gone, await partners()]).toEqual([200, 404, 200]);
    expect(again.retiredAt).toBe(retired.retiredAt);
    expect(await told()).toHaveLength(2);
  });

  test('may lose its price', async () => {
    expect((await change({ price: null, currency: null })).status).toBe(200);
    expect(await row(reef)).toMatchObject({ price: null, currency: null });
  });
});

describe('nothing is changed', () => {
  test.each([
    ['by a price without its currency', () => change({ price: 5_00 }, tide), 422, { currency: 'required' }],
    [
      'by a name that another one has',
      () => change({ name: 'TIDE  METER' }),
      422,
      { name: 'products.name_taken' },
    ],
    ['by a name of nothing', () => change({ name: '  ' }), 422, { name: 'required' }],
    ['by half a cent', () => change({ price: 1.5 }), 422, { price: 'invalid_type' }],
    ['by a field that there is not', () => change({ nameKey: 'x' }), 422, { body: 'unrecognized_keys' }],
    ['by who has read an older version', () => change({ price: 1 }, { ...reef, version: 7 }), 412, {}],
  ])('%s', async (_, act, status, fields) => {
    const before = [await row(reef), await row(tide)];
    const answer = await act();

    expect([answer.status, ((await answer.json()) as { fields: object }).fields]).toEqual([status, fields]);
    expect([await row(reef), await row(tide)]).toEqual(before);
    expect(await told()).toEqual([]);
    expect(await w.db.reader.select().from(eventValues)).toEqual([]);
  });

  test('by the second of two who save at once', async () => {
    const [first, second] = await Promise.all([
      change({ price: 1_00 }),
      change({ price: 2_00 }, reef, 'max'),
    ]);

    expect([first.status, second.status].sort()).toEqual([200, 412]);
    expect(await told()).toHaveLength(1);
  });

  test.each(['abe', 'eve', 'bea'] as const)('by %s', async (name) => {
    expect((await w.as(name).patch(`/products/${reef.id}`, 1, { price: 1 })).status).toBe(403);
  });
});
