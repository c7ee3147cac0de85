import { beforeEach, expect, test } from 'vitest';

import { requestsOnHome } from '#api/home/service.ts';
import { requests } from '#db/schema/requests.ts';
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
