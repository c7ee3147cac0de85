import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { findCallers } from '#api/requests/callers.ts';
import { accounts } from '#db/schema/accounts.ts';
import { mails } from '#db/schema/mails.ts';
import { memberships, people } from '#db/schema/people.ts';
import { messages, requests } from '#db/schema/requests.ts';
import { json } from '#tests/support/guards/case.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type World } from '#tests/support/world.ts';

const call = { subject: 'The pump hums', body: 'He says it hums at night.', category: 'problem' };

let w: World;
beforeEach(async () => {
  w = await world();
});

const enter = (entry: object) => w.as('abe').post('/request-entries', { ...call, ...entry });
const entered = async (entry: object) => (await json<{ id: string }>(enter(entry))).id;
const told = async () => {
  await w.settle();
  return (await w.system.select(mails)).map(({ toAddress }) => toAddress);
};

test('what a customer has told an agent is the customer’s, in the agent’s words', async () => {
  const id = await entered({ membershipId: 'mem_dan', priority: 'high', take: true });
  expect(await w.system.find(requests, id)).toMatchObject({
    accountId: 'acc_dune',
    requesterId: 'per_dan',
    guestName: null,
    channel: 'phone',
    status: 'submitted',
    assigneeId: 'per_abe',
    lastSide: 'customer',
    firstResponseAt: null,
  });
  const [said] = await w.system.select(messages, eq(messages.requestId, id));
  expect(said).toMatchObject({ authorId: 'per_abe', side: 'staff', body: call.body });

  const { may } = await json<{ may: { withdraw: boolean } }>(w.as('dan').get(`/requests/${id}`), 200);
  expect(may.withdraw).toBe(true);
  expect((await w.as('emil').get(`/requests/${id}`)).status).toBe(404);
});

test('it is due like one that the customer has sent himself', async () => {
  const own = await json<{ id: string }>(w.as('dan').post('/requests', call));
  const [sent, told] = await Promise.all(
    [own.id, await entered({ membershipId: 'mem_dan' })].map((id) => w.system.find(requests, id)),
  );
  expect(sent?.dueAt).not.toBeNull();
  expect(Math.abs((sent?.dueAt?.getTime() ?? 0) - (told?.dueAt?.getTime() ?? 0))).toBeLessThan(60_000);
});

describe('the receipt goes', () => {
  test('to the caller where he is to be told, and to nobody who has entered it', async () => {
    await entered({ membershipId: 'mem_dan', tell: true, take: true });
    expect(await told()).toEqual(['dan@dune.example']);
  });

  test('to nobody else', async () => {
    await entered({ membershipId: 'mem_dan', take: true });
    await entered({ guestName: 'Gil Moreau', guestEmail: 'gil@elsewhere.example', take: true });
    expect(await told()).toEqual([]);
  });
});

test('somebody unknown is a guest of the house, or a name at a company', async () => {
  const guest = await entered({ guestName: 'Gil Moreau', guestEmail: 'Gil@Elsewhere.example', locale: 'ru' });
  expect(await w.system.find(requests, guest)).toMatchObject({
    accountId: 'acc_house',
    requesterId: null,
    guestName: 'Gil Moreau',
    guestEmail: 'gil@elsewhere.example',
    lastSide: 'guest',
    locale: 'ru',
  });
  const colleague = await entered({ accountId: 'acc_dune', guestName: 'Gil Moreau' });
  expect((await w.as('dan').get(`/requests/${colleague}`)).status).toBe(200);
  expect((await w.as('dan').get(`/requests/${guest}`)).status).toBe(404);
});

const wrong = [
  { entry: {}, status: 422 },
  { entry: { guestName: 'Gil', tell: true }, status: 422 },
  { entry: { guestName: 'Gil', channel: 'email' }, status: 422 },
  { entry: { membershipId: 'mem_nobody' }, status: 404 },
  { entry: { membershipId: 'mem_ada' }, status: 404 },
  { entry: { accountId: 'acc_nowhere', guestName: 'Gil' }, status: 404 },
] as const;

test.each(wrong)('$entry is refused with $status', async ({ entry, status }) => {
  const before = await stateOf(w);
  expect((await enter(entry)).status).toBe(status);
  expect(await stateOf(w)).toEqual(before);
});

const gone = [
  {
    what: 'has left',
    go: () =>
      w.db.direct.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.id, 'mem_dan')),
  },
  {
    what: 'is shut out',
    go: () => w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_dan')),
  },
  {
    what: 'is of a company that is closed',
    go: () => w.db.direct.update(accounts).set({ closedAt: new Date() }).where(eq(accounts.id, 'acc_dune')),
  },
];

test.each(gone)('nothing is entered for somebody who $what, and nobody finds him', async ({ go }) => {
  const { scope } = w.as('abe');
  expect(await findCallers(scope, 'dan r')).toHaveLength(1);
  await go();
  expect((await enter({ membershipId: 'mem_dan' })).status).toBe(404);
  expect(await findCallers(scope, 'dan r')).toEqual([]);
});

test('callers are found by the beginning of a name or by a whole address, and colleagues are none', async () => {
  const { scope } = w.as('abe');
  const names = async (q: string) => (await findCallers(scope, q)).map(({ name }) => name);
  expect(await names('D')).toEqual(expect.arrayContaining(['Dan Reyes', 'Dora Klein']));
  expect(await names('FREJA@fjord.example')).toEqual(['Freja Holm']);
  expect(await names('freja@')).toEqual([]);
  expect(await names('Ada')).toEqual([]);
  expect(await names('%')).toEqual([]);
});
