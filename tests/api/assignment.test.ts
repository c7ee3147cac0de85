import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { applies } from '#api/assignment/dealing.ts';
import { assignmentRules } from '#db/schema/assignment.ts';
import { mails } from '#db/schema/mails.ts';
import { people } from '#db/schema/people.ts';
import { requests } from '#db/schema/requests.ts';
import { dealing } from '#tests/support/guards/assignment.ts';
import { json } from '#tests/support/guards/case.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const question = { subject: 'The pump hums', body: 'At night.', category: 'question' };

let w: World;
beforeEach(async () => {
  w = await world();
});

type Saved = { id: string; version: number; dealt: number };
const rule = (more: object = {}) => json<Saved>(w.as('ada').post('/assignment-rules', dealing('Team', more)));
const ask = async (who: Name = 'dan', more: object = {}) =>
  (await json<{ id: string }>(w.as(who).post('/requests', { ...question, ...more }))).id;
const holderOf = async (id: string) => (await w.system.find(requests, id)).assigneeId;
const held = async () => {
  const all = await w.system.select(requests);
  return Object.fromEntries(
    Map.groupBy(all, ({ assigneeId }) => assigneeId ?? 'nobody')
      .entries()
      .map(([who, { length }]) => [who, length]),
  );
};
const twenty = Array.from({ length: 20 }, (_, n) => n);

describe.each(['round_robin', 'least_load'] as const)('%s', (method) => {
  test('deals twenty that come at once evenly', async () => {
    const { id } = await rule({ method });
    await Promise.all(twenty.map((n) => ask(n % 2 ? 'dan' : 'emil')));
    await w.settle();

    expect(await held()).toEqual({ per_abe: 10, per_ada: 10 });
    expect((await w.system.find(assignmentRules, id)).dealt).toBe(20);
  });
});

test('whoever has the least to do is given the next one', async () => {
  const busy = [await ask(), await ask(), await ask()];
  for (const id of busy)
    await w.as('ada').put(`/requests/${id}/assignee`, { assigneeId: 'per_abe' }, { 'if-match': '"1"' });
  await w.settle();
  await rule({ method: 'least_load' });
  const next = [await ask(), await ask(), await ask()];
  await w.settle();
  expect(await Promise.all(next.map(holderOf))).toEqual(['per_ada', 'per_ada', 'per_ada']);
});

test('the history says by which rule, and the version of the request stays for its customer', async () => {
  await rule({ name: 'First line', agentIds: ['per_abe'] });
  const id = await ask();
  await w.settle();
  const read = async (who: Name) =>
    (await json<{ entries: object[] }>(w.as(who).get(`/requests/${id}/messages`), 200)).entries;
  expect(await read('ada')).toContainEqual(
    expect.objectContaining({ kind: 'assigned', from: null, to: 'Abe Okafor', rule: 'First line' }),
  );
  expect(JSON.stringify(await read('dan'))).not.toMatch(/First line|Abe/);
  expect((await w.as('dan').put(`/requests/${id}/withdrawal`, {}, { 'if-match': '"1"' })).status).toBe(200);
});

test('of the house only who was given it is told of it', async () => {
  await rule({ agentIds: ['per_abe'] });
  await ask();
  await w.settle();
  const told = (await w.system.select(mails)).map(({ toAddress }) => toAddress);
  expect(told.sort()).toEqual(['abe@house.example', 'dan@dune.example']);
});

test('nothing is given to somebody who may not answer any more', async () => {
  await rule();
  await w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_abe'));
  const ids = [await ask(), await ask(), await ask()];
  await w.settle();
  expect(await Promise.all(ids.map(holderOf))).toEqual(['per_ada', 'per_ada', 'per_ada']);
});

test('a rule of whose team nobody is left is passed over', async () => {
  await rule({ agentIds: ['per_abe'], position: 1 });
  await rule({ agentIds: ['per_ada'], position: 2 });
  await w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_abe'));
  const id = await ask();
  await w.settle();
  expect(await holderOf(id)).toBe('per_ada');
});

test('what somebody has taken before stays his', async () => {
  await rule({ agentIds: ['per_ada'] });
  const id = await ask();
  await w.as('abe').put(`/requests/${id}/assignee`, { assigneeId: 'per_abe' }, { 'if-match': '"1"' });
  await w.settle();
  expect(await holderOf(id)).toBe('per_abe');
});

test('without a rule that applies it waits for somebody', async () => {
  await rule({ enabled: false });
  await rule({ categories: ['billing'] });
  const id = await ask();
  await w.settle();
  expect(await holderOf(id)).toBeNull();
});

const asked = { category: 'problem', locale: 'es', accountId: 'acc_dune', typeId: 'rqt_1' } as const;
const kept = {
  ...dealing(),
  id: 'asr_1',
  dealt: 0,
  version: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
};
/** What each condition asks, and what is something else. */
const conditions = [
  { of: 'categories', is: ['billing', 'problem'], not: ['billing'] },
  { of: 'locales', is: ['es'], not: ['en', 'ru'] },
  { of: 'typeIds', is: ['rqt_1'], not: ['rqt_2'] },
  { of: 'accountId', is: 'acc_dune', not: 'acc_ember' },
  { of: 'enabled', is: true, not: false },
] as const;

test.each(conditions)('a rule asks for $of', ({ of, is, not }) => {
  expect(applies({ ...kept, [of]: is }, asked)).toBe(true);
  expect(applies({ ...kept, [of]: not }, asked)).toBe(false);
});

test.each([
  [{ agentIds: [] }, 'agentIds'],
  [{ agentIds: ['per_dan'] }, 'agentIds'],
  [{ agentIds: ['per_eve'] }, 'agentIds'],
  [{ accountId: 'acc_nowhere' }, 'accountId'],
  [{ typeIds: ['rqt_nowhere'] }, 'typeIds'],
  [{ method: 'lottery' }, 'method'],
])('%j makes no rule', async (more, field) => {
  const answer = await w.as('ada').post('/assignment-rules', dealing('Team', more));
  expect(answer.status).toBe(422);
  expect(Object.keys(((await answer.json()) as { fields: object }).fields)).toEqual([field]);
});
