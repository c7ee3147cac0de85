import { beforeEach, describe, expect, test } from 'vitest';

import { builtIn, builtInNames } from '#api/views/built-in.ts';
import { RequestFilter } from '#api/requests/schemas.ts';
import { events } from '#db/schema/events.ts';
import { requests } from '#db/schema/requests.ts';
import { views } from '#db/schema/views.ts';
import { eq } from 'drizzle-orm';
import { world, type Name, type World } from '../support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

const answered = async <T>(response: Response, status: number): Promise<T> => {
  expect(response.status).toBe(status);
  return (await response.json()) as T;
};
type View = { id: string; name: string; version: number; count?: number };
const save = async (who: Name, change: object = {}) =>
  answered<View>(
    await w.as(who).post('/views', { name: 'Alarms', filter: { tab: 'open', q: 'alarm' }, ...change }),
    201,
  );
const listOf = async (who: Name) =>
  (await answered<{ items: View[] }>(await w.as(who).get('/views'), 200)).items;
const namesOf = async (who: Name) => (await listOf(who)).map(({ name }) => name);
const ask = async (subject: string) => {
  const sent = await w.as('dan').post('/requests', { subject, body: 'Since Monday.', category: 'problem' });
  return answered<{ id: string; version: number }>(sent, 201);
};
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

describe('a saved list', () => {
  test('is its owner’s alone until all of the house are to have it', async () => {
    const { id, version } = await save('abe');
    expect(await namesOf('abe')).toEqual(['Alarms']);
    expect(await namesOf('ada')).toEqual([]);

    const shared = { name: 'All alarms', shared: true };
    await answered(await w.as('abe').put(`/views/${id}`, shared, ifMatch(version)), 200);
    expect(await namesOf('ada')).toEqual(['All alarms']);
    expect(await namesOf('dan')).toEqual([]);
  });

  test('counts what the reader would find in it', async () => {
    await ask('The alarm rings');
    await ask('The pump hums');
    await save('abe');

    expect(await listOf('abe')).toMatchObject([{ name: 'Alarms', count: 1 }]);
  });

  test('is had back after it was removed', async () => {
    const { id, version } = await save('abe', { shared: true });
    expect((await w.as('abe').delete(`/views/${id}`, ifMatch(version))).status).toBe(204);
    expect(await namesOf('ada')).toEqual([]);
    expect((await w.as('abe').delete(`/views/${id}`, ifMatch(version + 1))).status).toBe(404);

    expect((await w.as('abe').delete(`/views/${id}/removal`, ifMatch(version + 1))).status).toBe(200);
    expect(await namesOf('ada')).toEqual(['Alarms']);
    const told = (await w.db.reader.select().from(events)).map(({ name, audience }) => `${name} ${audience}`);
    expect(told).toEqual(['view.saved staff', 'view.removed staff', 'view.restored staff']);
  });

  test('is changed by its owner, one of all also by who sets the house up, and by nobody else', async () => {
    const own = await save('abe');
    const shared = await save('abe', { shared: true });
    const rename = async (who: Name, { id, version }: View) =>
      (await w.as(who).put(`/views/${id}`, { name: 'Other' }, ifMatch(version))).status;

    expect(await rename('ada', own)).toBe(404);
    expect(await rename('max', shared)).toBe(403);
    expect(await rename('ada', shared)).toBe(200);
    expect(await rename('abe', shared)).toBe(412);
  });

  test('of one’s own is no news, and whoever only reads shares none', async () => {
    await save('max');
    expect(await w.db.reader.select().from(events)).toEqual([]);
    const response = await w.as('max').post('/views', { name: 'Hers', shared: true, filter: {} });
    expect(response.status).toBe(403);
    expect(await w.db.reader.$count(views)).toBe(1);
  });

  test.each([
    ['a status that there is not', { status: 'lost' }],
    ['a day that is none', { createdFrom: 'soon' }],
    ['an order that there is not', { sort: 'colour' }],
  ])('cannot be narrowed by %s', async (_, filter) => {
    expect((await w.as('abe').post('/views', { name: 'Odd', filter })).status).toBe(422);
  });

  test('forgets what no list is narrowed by', async () => {
    const filter = { tab: 'open', after: 'x', done: 'y', q: '' };
    expect(await save('abe', { filter })).toMatchObject({ filter: { tab: 'open' } });
  });
});

describe('what everybody has', () => {
  test('can be asked for', () => {
    for (const name of builtInNames) expect(() => RequestFilter.parse(builtIn[name])).not.toThrow();
  });

  test('is overdue where we are late, not where the customer is', async () => {
    const [ours, theirs] = [await ask('One'), await ask('Two')];
    await w.db.direct.update(requests).set({ dueAt: new Date(0) });
    await w.db.direct.update(requests).set({ status: 'waiting_customer' }).where(eq(requests.id, theirs.id));
    const found = await w.as('abe').get('/requests?tab=all&overdue=yes');
    const { items } = await answered<{ items: { id: string }[] }>(found, 200);

    expect(items.map(({ id }) => id)).toEqual([ours.id]);
  });
});

describe('a list is narrowed', () => {
  const idsOf = async (query: string, who: Name = 'abe') => {
    const found = await w.as(who).get(`/requests?tab=all&${query}`);
    const { items, total } = await answered<{ items: { id: string }[]; total: number }>(found, 200);
    expect(total).toBe(items.length);
    return items.map(({ id }) => id);
  };

  test('by company, days and whoever works on it', async () => {
    const { id, version } = await ask('One');
    await w.as('abe').put(`/requests/${id}/assignee`, { assigneeId: 'per_ada' }, ifMatch(version));
    const at = new Date('2026-03-05T12:00:00Z');
    await w.db.direct.update(requests).set({ createdAt: at, lastMessageAt: at });

    for (const query of [
      'account=acc_dune',
      'assignee=per_ada',
      'createdFrom=2026-03-05&createdTo=2026-03-05',
      'movedFrom=2026-03-05&movedTo=2026-03-05',
    ])
      expect([query, await idsOf(query)]).toEqual([query, [id]]);
    for (const query of [
      'account=acc_ember',
      'assignee=per_abe',
      'channel=phone',
      'createdFrom=2026-03-06',
      'createdTo=2026-03-04',
      'movedFrom=2026-03-06',
      'tag=tag_0',
    ])
      expect([query, await idsOf(query)]).toEqual([query, []]);
  });

  test('by tags and assignees for staff alone', async () => {
    const { id } = await ask('One');
    await w.as('abe').put(`/requests/${id}/tags`, { add: ['Flood'] });
    const { items } = await answered<{ items: { id: string }[] }>(await w.as('abe').get('/tags'), 200);

    expect(await idsOf(`tag=${items[0]?.id}`)).toEqual([id]);
    expect(await idsOf('tag=tag_0', 'dan')).toEqual([id]);
    expect(await idsOf('assignee=per_ada', 'dan')).toEqual([id]);
  });

  test('by the beginnings of words in any order, and a common one is found as well as a rare one', async () => {
    const { id } = await ask('The gateway shows no values');
    const old = await w.system.find(requests, id);
    const rows = Array.from({ length: 2_100 }, (_, n) => ({
      ...old,
      id: `req_n${String(n).padStart(5, '0')}`,
      number: 100 + n,
      searchText: n % 2 ? `gateway ${n}` : `pump gateway`,
      accountId: 'acc_ember',
      requesterId: null,
      dueAt: new Date(n + 1),
    }));
    for (let from = 0; from < rows.length; from += 100)
      await w.db.direct.insert(requests).values(rows.slice(from, from + 100));

    expect(await idsOf('q=val+gate')).toEqual([id]);
    expect(await idsOf('q=gateway', 'dan')).toEqual([id]);
    const common = await w.as('abe').get('/requests?tab=all&q=gatew&sort=due');
    const { items, total } = await answered<{ items: { id: string }[]; total: number }>(common, 200);
    expect([items[0]?.id, items.length, total]).toEqual(['req_n00000', 25, 1_001]);
    expect(await idsOf('q=teway')).toEqual([]);
    expect(await idsOf('q=%25%22')).toEqual([]);
  });

  test('by words as they stand now', async () => {
    const { id } = await ask('The pump hums');
    await w.db.direct.update(requests).set({ searchText: 'the turbine hums' }).where(eq(requests.id, id));

    expect(await idsOf('q=pump')).toEqual([]);
    expect(await idsOf('q=turbine')).toEqual([id]);
  });
});
