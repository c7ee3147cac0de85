import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import type { Results } from '#api/bulk/service.ts';
import { events } from '#db/schema/events.ts';
import { requests } from '#db/schema/requests.ts';
import { world, type Name, type World } from '../support/world.ts';

let w: World;
let ids: string[];
beforeEach(async () => {
  w = await world();
  ids = [];
  for (const subject of ['One', 'Two', 'Three']) {
    const sent = await w.as('dan').post('/requests', { subject, body: 'It drips.', category: 'problem' });
    ids.push(((await sent.json()) as { id: string }).id);
  }
});

const change = async (who: Name, act: object, some = ids) => {
  const response = await w.as(who).post('/request-changes', { ids: some, ...act });
  return { status: response.status, ...((await response.json()) as Results) };
};
const takeBack = async (who: Name, id: string | undefined) => {
  const response = await w.as(who).delete(`/request-changes/${id}`);
  return { status: response.status, ...((await response.json()) as Results) };
};
const codes = ({ results }: Results) => results.map(({ code }) => code);
const rows = async () => (await w.system.select(requests)).sort((a, b) => a.number - b.number);
const tagsOf = async (id: string) =>
  ((await (await w.as('abe').get(`/requests/${id}/tags`)).json()) as { items: { name: string }[] }).items.map(
    ({ name }) => name,
  );

/** What is done, how it shows, and that taking it back leaves nothing of it. */
const acts = [
  { act: { act: 'assign', assignee: 'per_ada' }, of: 'assigneeId', is: 'per_ada', was: null },
  { act: { act: 'priority', priority: 'urgent' }, of: 'priority', is: 'urgent', was: 'normal' },
] as const;

describe('many at once', () => {
  test.each(acts)(
    '$act.act is done to each, and taken back from the history',
    async ({ act, of, is, was }) => {
      const before = (await rows()).map(({ dueAt }) => dueAt);
      const done = await change('abe', act);
      expect(codes(done)).toEqual([undefined, undefined, undefined]);
      expect((await rows()).map((row) => row[of])).toEqual([is, is, is]);

      const back = await takeBack('abe', done.change);
      expect(codes(back)).toEqual([undefined, undefined, undefined]);
      expect((await rows()).map((row) => row[of])).toEqual([was, was, was]);
      expect((await rows()).map(({ dueAt }) => dueAt)).toEqual(before);
    },
  );

  test('tags come and go', async () => {
    const done = await change('abe', { act: 'tag', tag: 'Flood' });
    expect(await Promise.all(ids.map(tagsOf))).toEqual([['Flood'], ['Flood'], ['Flood']]);
    await takeBack('abe', done.change);
    expect(await Promise.all(ids.map(tagsOf))).toEqual([[], [], []]);
  });

  test('what is refused of one is done to the others, and said', async () => {
    await w.db.direct
      .update(requests)
      .set({ status: 'closed' })
      .where(eq(requests.id, ids[1] ?? ''));
    const done = await change('abe', { act: 'assign', assignee: 'per_ada' }, [...ids, 'req_0']);

    expect(codes(done)).toEqual([undefined, 'requests.closed', undefined, 'requests.not_found']);
    expect(done.results.map(({ reference }) => reference)).toEqual(['REQ-1', 'REQ-2', 'REQ-3', undefined]);
    expect((await rows()).map(({ assigneeId }) => assigneeId)).toEqual(['per_ada', null, 'per_ada']);
  });

  test('what somebody has gone on with is not taken back', async () => {
    const done = await change('abe', { act: 'priority', priority: 'high' });
    await w.as('ada').post(`/requests/${ids[0]}/notes`, { body: 'Looking.' });

    expect(codes(await takeBack('abe', done.change)).sort()).toEqual(['bulk.moved_on', undefined, undefined]);
    expect((await rows()).map(({ priority }) => priority)).toEqual(['high', 'normal', 'normal']);
  });

  test('nobody takes back what another has done', async () => {
    const done = await change('abe', { act: 'priority', priority: 'high' });

    expect((await takeBack('ada', done.change)).status).toBe(404);
    expect((await rows()).map(({ priority }) => priority)).toEqual(['high', 'high', 'high']);
  });
});

test.each(['dan', 'bea', 'max'] as const)('%s changes nothing', async (who) => {
  const before = await w.db.reader.$count(events);

  expect((await change(who, { act: 'priority', priority: 'high' })).status).toBe(403);
  expect(await w.db.reader.$count(events)).toBe(before);
});

test('a hundred is the most, and what there is not is refused', async () => {
  const many = Array.from({ length: 101 }, (_, n) => `req_${n}`);

  expect((await change('abe', { act: 'priority', priority: 'high' }, many)).status).toBe(422);
  expect((await change('abe', { act: 'erase' })).status).toBe(422);
  expect((await change('abe', { act: 'status', status: 'resolved' })).status).toBe(422);
});
