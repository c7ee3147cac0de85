import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { accounts } from '#db/schema/accounts.ts';
import { opportunityActs, pumps, type Shown } from '../support/opportunities.ts';
import { world, type Name, type World } from '../support/world.ts';

let w: World;
let o: ReturnType<typeof opportunityActs>;
beforeEach(async () => {
  w = await world();
  o = opportunityActs(w);
});

describe('who may do what', () => {
  const acts = {
    read: (name: Name, { id }: Shown) => w.as(name).get(`/opportunities/${id}`),
    create: (name: Name) => w.as(name).post('/opportunities', pumps),
    change: (name: Name, { id }: Shown) => w.as(name).patch(`/opportunities/${id}`, 1, { title: 'Other' }),
    share: (name: Name, { id }: Shown) => w.as(name).patch(`/opportunities/${id}`, 1, { shared: false }),
    move: (name: Name, begun: Shown) => o.move(name, begun, { stage: 'won' }),
    note: (name: Name, { id }: Shown) => w.as(name).post(`/opportunities/${id}/notes`, { body: 'Noted' }),
  };
  type Act = keyof typeof acts;
  const table: [Name, 'shared' | 'kept', Record<Act, number>][] = [
    ['bea', 'kept', { read: 200, create: 201, change: 200, share: 200, move: 200, note: 201 }],
    ['ben', 'kept', { read: 200, create: 201, change: 200, share: 200, move: 200, note: 201 }],
    ['cleo', 'shared', { read: 404, create: 201, change: 404, share: 404, move: 404, note: 404 }],
    ['ada', 'shared', { read: 200, create: 403, change: 403, share: 403, move: 403, note: 201 }],
    ['max', 'shared', { read: 200, create: 403, change: 403, share: 403, move: 403, note: 201 }],
    ['ada', 'kept', { read: 404, create: 403, change: 404, share: 404, move: 404, note: 404 }],
    ['abe', 'shared', { read: 403, create: 403, change: 403, share: 403, move: 403, note: 403 }],
    ['dan', 'shared', { read: 403, create: 403, change: 403, share: 403, move: 403, note: 403 }],
  ];
  const cells = table.flatMap(([name, kept, row]) =>
    (Object.entries(row) as [Act, number][]).map(([act, status]) => [name, act, kept, status] as const),
  );

  test.each(cells.filter(([, , , status]) => status < 400))(
    '%s: %s what is %s → %i',
    async (name, act, kept, status) => {
      const begun = await o.begin('bea', { shared: kept === 'shared' });

      expect((await acts[act](name, begun)).status).toBe(status);
    },
  );

  test.each(cells.filter(([, , , status]) => status >= 400))(
    '%s: %s what is %s → %i, and nothing happens',
    async (name, act, kept, status) => {
      const begun = await o.begin('bea', { shared: kept === 'shared' });

      expect((await o.refused(() => acts[act](name, begun)))[0]).toBe(status);
    },
  );

  test('a stranger gets nothing', async () => {
    const { id } = await o.begin('bea', { shared: true });

    expect((await w.guest().get('/opportunities')).status).toBe(401);
    expect((await w.guest().get(`/opportunities/${id}`)).status).toBe(401);
  });

  test('a partner further up reads what is below, without the people who work on it', async () => {
    await w.db.direct
      .update(accounts)
      .set({ parentId: 'acc_cobalt' })
      .where(eq(accounts.id, 'acc_brightline'));
    const begun = await o.begin('bea');
    await w.as('bea').post(`/opportunities/${begun.id}/notes`, { body: 'Noted' });

    expect(await o.read('cleo', begun.id)).toMatchObject({ owner: { name: null }, may: { change: false } });
    expect(await o.titles('cleo', '?account=acc_brightline')).toEqual([pumps.title]);
    expect(await o.titles('cleo')).toEqual([]);
    expect(await (await w.as('cleo').get(`/opportunities/${begun.id}/notes`)).json()).toMatchObject({
      items: [{ body: 'Noted', author: { id: null, name: null } }],
    });
    for (const act of ['change', 'share', 'move', 'note'] as const)
      expect([act, (await o.refused(() => acts[act]('cleo', begun)))[0]]).toEqual([act, 403]);
  });
});

describe('the house', () => {
  test('sees what is shared, of every partner, and nothing else', async () => {
    await o.begin('bea', { title: 'Kept' });
    await o.begin('bea', { title: 'Shared' });
    const { items } = await o.list('bea');
    await w.as('bea').patch(`/opportunities/${items[1]?.id}`, 1, { shared: true });
    await o.begin('cleo', { title: 'Shared too', shared: true });

    expect((await o.titles('ada')).sort()).toEqual([items[1]?.['title'], 'Shared too'].sort());
    expect(await o.list('ada')).toMatchObject({
      counts: { open: 2, all: 2 },
      worth: [{ amount: 82_000_00 }],
    });
    expect(await o.titles('ada', '?account=acc_cobalt')).toEqual(['Shared too']);
  });

  test('adds notes that the partner reads under the name of the house’s people', async () => {
    const { id } = await o.begin('bea', { shared: true });
    await w.as('ada').post(`/opportunities/${id}/notes`, { body: 'We keep 40 in stock for you.' });

    expect(await (await w.as('bea').get(`/opportunities/${id}/notes`)).json()).toMatchObject({
      items: [{ author: { name: 'Ada Lindqvist', house: true } }],
    });
    expect(await o.happened('bea', '?subject=opportunity')).toMatchObject([
      { name: 'opportunity.noted', actor: { name: 'Ada Lindqvist' } },
      { name: 'opportunity.created' },
    ]);
  });

  test('never learns from the activity that there is one it does not see', async () => {
    const begun = await o.begin('bea', { title: 'Kept' });
    await w.as('bea').patch(`/opportunities/${begun.id}`, 1, { title: 'Kept still', amount: 5_00 });
    await w.as('ben').post(`/opportunities/${begun.id}/notes`, { body: 'Between us' });
    await o.move('bea', { ...begun, version: 2 }, { stage: 'lost', lostReason: 'Between us too' });

    expect((await o.happened('bea')).length).toBe(4);
    expect(await o.happened('ben', '?subject=opportunity')).toHaveLength(4);
    for (const name of ['ada', 'max', 'eve'] as const) {
      const answer = await w.as(name).get('/events');
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ items: [], count: 0 });
    }
    expect(await o.happened('ada', '?account=acc_brightline')).toEqual([]);
  });

  test('learns by sharing what stands there now, not what was written before', async () => {
    const { id } = await o.begin('bea', { title: 'Secret name' });
    await w.as('bea').patch(`/opportunities/${id}`, 1, { title: 'Second name', amount: 7_00 });
    await w.as('bea').patch(`/opportunities/${id}`, 2, { title: 'Public name', amount: 9_00, shared: true });
    await w.as('bea').patch(`/opportunities/${id}`, 3, { amount: 11_00 });

    const seen = await (await w.as('ada').get('/events')).text();
    const history = await (await w.as('ada').get(`/opportunities/${id}/history`)).text();
    for (const text of [seen, history]) {
      expect(text).toContain('11.00 EUR');
      expect(text).toContain('"field":"shared","before":false,"after":true');
      for (const old of ['Secret name', 'Second name', '7.00 EUR', 'opportunity.created'])
        expect([old, text.includes(old)]).toEqual([old, false]);
    }
    expect(await (await w.as('bea').get('/events')).text()).toContain('Second name');
    expect(await (await w.as('ben').get(`/opportunities/${id}/history`)).text()).toContain('Secret name');
  });

  test('is out again when the partner takes it back, and hears only that', async () => {
    const { id } = await o.begin('bea', { shared: true });
    await w.as('bea').patch(`/opportunities/${id}`, 1, { shared: false, title: 'Hidden' });
    await w.as('bea').patch(`/opportunities/${id}`, 2, { title: 'Hidden too' });

    expect((await w.as('ada').get(`/opportunities/${id}`)).status).toBe(404);
    expect(await o.titles('ada', '?state=all')).toEqual([]);
    const seen = await (await w.as('ada').get('/events')).text();
    expect(seen).toContain('"field":"shared","before":true,"after":false');
    expect(seen).not.toContain('Hidden');
    expect(await o.happened('ada')).toHaveLength(2);
  });
});
