import { beforeEach, expect, test } from 'vitest';

import { libraryOnHome, queueOnHome, stalledOnHome } from '#api/home/desk.ts';
import { requestsOnHome } from '#api/home/service.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { requests } from '#db/schema/requests.ts';
import { expire, live, make } from '../support/materials.ts';
import { opportunityActs } from '../support/opportunities.ts';
import { world, type Name, type World } from '../support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

const waitingFor = (accountId: string, requesterId: string, number: number) => ({
  id: `req_${number}`,
  number,
  accountId,
  requesterId,
  category: 'problem' as const,
  priority: 'normal' as const,
  status: 'waiting_customer' as const,
  subject: `The pump hums ${number}`,
  locale: 'en' as const,
  lastMessageAt: new Date(Date.now() + number),
  lastSide: 'staff' as const,
  searchText: '',
});
const waiting = async (name: Name) => {
  const { scope, actor } = w.as(name);
  return (await requestsOnHome(scope, actor)).waiting.map(({ id }) => id);
};

test('what waits for a partner is not lost behind what waits for the customers it serves', async () => {
  const others = Array.from({ length: 30 }, (_, n) => waitingFor('acc_dune', 'per_dan', n + 2));
  await w.db.direct.insert(requests).values([waitingFor('acc_brightline', 'per_bea', 1), ...others]);

  expect(await waiting('bea')).toEqual(['req_1']);
  expect(await waiting('cleo')).toEqual([]);
  expect(await waiting('dan')).toHaveLength(25);
});

test('staff are told of what they have in hand, of what nobody has, and of nothing that is not theirs to do', async () => {
  const given = { status: 'in_progress' as const, lastSide: 'customer' as const, dueAt: new Date() };
  await w.db.direct.insert(requests).values([
    { ...waitingFor('acc_dune', 'per_dan', 1), ...given, assigneeId: 'per_abe' },
    { ...waitingFor('acc_dune', 'per_dan', 2), ...given },
    { ...waitingFor('acc_dune', 'per_dan', 3), ...given, assigneeId: 'per_ada' },
  ]);
  const queue = await queueOnHome(w.as('abe').scope);

  expect(queue?.mine.items.map(({ id }) => id)).toEqual(['req_1']);
  expect(queue?.nobodys.items.map(({ id }) => id)).toEqual(['req_2']);
  expect(await queueOnHome(w.as('eve').scope)).toBeUndefined();
  expect(await queueOnHome(w.as('dan').scope)).toBeUndefined();
});

test('editors are told of what has run out and what is not published, and agents are not', async () => {
  const fresh = await make(w, { title: 'Draft' });
  const old = await live(w, { title: 'Old' });
  await expire(w, old.id);
  const told = async (name: Name) => {
    const { expired, unpublished } = await libraryOnHome(w.as(name).scope);
    return [expired, unpublished].map(({ items }) => items.map(({ id }) => id));
  };

  expect(await told('eve')).toEqual([[old.id], [fresh.id]]);
  expect(await told('abe')).toEqual([[], []]);
});

test('managers are told which opportunities stand still, as far as partners show them', async () => {
  const { begin } = opportunityActs(w);
  const { id } = await begin('bea', { shared: true });
  await begin('bea');
  await w.db.direct.update(opportunities).set({ stageSince: new Date(0) });
  const { scope, actor } = w.as('max');

  expect((await stalledOnHome(scope, actor, 'UTC')).items.map((one) => one.id)).toEqual([id]);
  expect((await stalledOnHome(w.as('eve').scope, w.as('eve').actor, 'UTC')).total).toBe(0);
});
