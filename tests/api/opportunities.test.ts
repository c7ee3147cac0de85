import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { opportunityStages } from '#db/enums.ts';
import { accounts, engagements } from '#db/schema/accounts.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { memberships } from '#db/schema/people.ts';
import { DAY_MS, opportunityActs, pumps, type Listed, type Shown } from '../support/opportunities.ts';
import { world, type World } from '../support/world.ts';

let w: World;
let o: ReturnType<typeof opportunityActs>;
beforeEach(async () => {
  w = await world();
  o = opportunityActs(w);
});

describe('a partner', () => {
  test('begins an opportunity, and it is on the record', async () => {
    const begun = await o.begin('bea', { nextStep: 'First call', nextStepOn: '2099-01-02' });

    expect(begun).toMatchObject({
      title: pumps.title,
      account: { name: 'Brightline Automation' },
      customer: { name: 'Dune Labs' },
      owner: { id: 'per_bea', name: 'Bea Sandoval' },
      stage: 'qualify',
      amount: 41_000_00,
      shared: false,
      version: 1,
      may: { change: true, share: true, move: true, note: true },
    });
    expect(await o.happened('ben')).toMatchObject([
      { name: 'opportunity.created', subject: { id: begun.id, name: pumps.title } },
    ]);
  });

  test('begins twenty at once and gets all of them', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => w.as('bea').post('/opportunities', { ...pumps, title: `${n}` })),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(await o.list('ben')).toMatchObject({ total: 20, counts: { open: 20 } });
  });

  test('is told which field is wrong', async () => {
    const wrong = {
      title: ' ',
      customerId: 'acc_dune',
      amount: 10.5,
      currency: 'DEM',
      closeOn: '0206-01-01',
      stage: 'won',
    };
    const answer = await w.as('bea').post('/opportunities', wrong);

    expect([answer.status, await answer.json()]).toEqual([
      422,
      {
        code: 'invalid',
        fields: {
          title: 'required',
          amount: 'invalid_type',
          currency: 'invalid_value',
          closeOn: 'opportunities.day_out_of_range',
          stage: 'invalid_value',
        },
      },
    ]);
    expect((await w.as('bea').post('/opportunities', { ...pumps, nextStep: 'Call' })).status).toBe(422);
    expect((await w.as('bea').post('/opportunities', { ...pumps, accountId: 'acc_cobalt' })).status).toBe(
      422,
    );
    expect(await w.db.reader.$count(opportunities)).toBe(0);
  });

  test('names only customers that it serves and owners of its own', async () => {
    const post = (facts: object) =>
      o.refused(() => w.as('bea').post('/opportunities', { ...pumps, ...facts }));

    expect(await post({ customerId: 'acc_fjord' })).toEqual([404, 'accounts.not_found']);
    expect(await post({ customerId: 'acc_nobody' })).toEqual([404, 'accounts.not_found']);
    expect(await post({ customerId: 'acc_brightline' })).toEqual([404, 'accounts.not_found']);
    expect(await post({ ownerId: 'per_cleo' })).toEqual([404, 'people.not_found']);
    expect(await post({ ownerId: 'per_ada' })).toEqual([404, 'people.not_found']);
    expect(await o.begin('bea', { ownerId: 'per_ben' })).toMatchObject({ owner: { name: 'Ben Whitfield' } });

    await w.db.direct.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.id, 'mem_ben'));
    expect(await post({ ownerId: 'per_ben' })).toEqual([404, 'people.not_found']);
    await w.db.direct.update(accounts).set({ closedAt: new Date() }).where(eq(accounts.id, 'acc_dune'));
    expect(await post({})).toEqual([409, 'opportunities.customer_closed']);
    const { id } = await o.begin('bea', { customerId: 'acc_ember' });
    expect(
      await o.refused(() => w.as('bea').patch(`/opportunities/${id}`, 1, { customerId: 'acc_dune' })),
    ).toEqual([409, 'opportunities.customer_closed']);
  });

  test('changes it, and the history has old and new', async () => {
    const { id } = await o.begin('bea');
    const change = { amount: 38_500_50, customerId: 'acc_ember', ownerId: 'per_ben' };
    const answer = await w.as('ben').patch(`/opportunities/${id}`, 1, change);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe('"2"');
    expect(await answer.json()).toMatchObject({
      amount: 38_500_50,
      customer: { name: 'Ember Foods' },
      version: 2,
    });
    expect(await o.titles('bea', '?q=ember+whitfield')).toEqual([pumps.title]);
    const { items } = (await (await w.as('bea').get(`/opportunities/${id}/history`)).json()) as Listed;
    expect(items).toMatchObject([
      {
        name: 'opportunity.changed',
        by: { name: 'Ben Whitfield' },
        values: [
          { field: 'customer', before: 'Dune Labs', after: 'Ember Foods' },
          { field: 'owner', before: 'Bea Sandoval', after: 'Ben Whitfield' },
          { field: 'amount', before: '41000.00 EUR', after: '38500.50 EUR' },
        ],
      },
      { name: 'opportunity.created' },
    ]);
  });

  test('sets the next step with its day, and clears both together', async () => {
    const { id } = await o.begin('bea');
    const patch = (version: number, change: object) =>
      w.as('bea').patch(`/opportunities/${id}`, version, change);

    expect(await o.refused(() => patch(1, { nextStep: 'Send layout' }))).toEqual([422, 'invalid']);
    expect((await patch(1, { nextStep: 'Send layout', nextStepOn: '2099-02-01' })).status).toBe(200);
    expect(await o.refused(() => patch(2, { nextStep: '' }))).toEqual([422, 'invalid']);
    expect(await (await patch(2, { nextStep: '', nextStepOn: null })).json()).toMatchObject({
      nextStep: null,
      nextStepOn: null,
    });
  });

  test('keeps an opportunity whose customer it does not serve any more, but cannot name that one anew', async () => {
    const { id } = await o.begin('bea');
    const other = await o.begin('bea', { customerId: 'acc_ember' });
    await w.db.direct.update(engagements).set({ endedAt: new Date() }).where(eq(engagements.id, 'eng_bd'));

    const same = await w
      .as('bea')
      .patch(`/opportunities/${id}`, 1, { customerId: 'acc_dune', title: 'Pumps' });
    expect(await same.json()).toMatchObject({ title: 'Pumps', customer: { name: 'Dune Labs' } });
    expect(
      await o.refused(() => w.as('bea').patch(`/opportunities/${other.id}`, 1, { customerId: 'acc_dune' })),
    ).toEqual([404, 'accounts.not_found']);
  });

  test('writes notes, newest first', async () => {
    const { id } = await o.begin('bea');
    await w.as('bea').post(`/opportunities/${id}/notes`, { body: 'They want a pilot.' });
    const second = await w.as('ben').post(`/opportunities/${id}/notes`, { body: ' Pilot agreed. ' });

    expect(second.status).toBe(201);
    expect(await (await w.as('bea').get(`/opportunities/${id}/notes`)).json()).toMatchObject({
      items: [
        { body: 'Pilot agreed.', author: { name: 'Ben Whitfield', house: false } },
        { body: 'They want a pilot.' },
      ],
      total: 2,
    });
    expect(await o.read('bea', id)).toMatchObject({ version: 1 });
    expect(await o.refused(() => w.as('bea').post(`/opportunities/${id}/notes`, { body: ' ' }))).toEqual([
      422,
      'invalid',
    ]);
  });

  test('never meets the opportunities of another partner', async () => {
    const { id } = await o.begin('bea', { shared: true });
    const cleo = w.as('cleo');

    expect(await o.list('cleo')).toMatchObject({ items: [], total: 0, counts: { all: 0 }, worth: [] });
    expect(await o.list('cleo', '?account=acc_brightline')).toMatchObject({ items: [], total: 0, worth: [] });
    for (const path of ['', '/notes', '/history'])
      expect([path, (await cleo.get(`/opportunities/${id}${path}`)).status]).toEqual([path, 404]);
    const none = [404, 'opportunities.not_found'];
    expect(await o.refused(() => cleo.patch(`/opportunities/${id}`, 1, { title: 'Mine' }))).toEqual(none);
    expect(await o.refused(() => o.move('cleo', { id, version: 1 }, { stage: 'won' }))).toEqual(none);
    expect(await o.refused(() => cleo.post(`/opportunities/${id}/notes`, { body: 'Hm' }))).toEqual(none);
    expect((await w.as('ben').get(`/opportunities/${id}`)).status).toBe(200);
  });
});

describe('stages', () => {
  const open: readonly string[] = ['qualify', 'discover', 'propose', 'negotiate'];
  const cells = opportunityStages.flatMap((from) => opportunityStages.map((to) => [from, to] as const));

  const isMove = ([from, to]: readonly [string, string]) =>
    from !== to && (open.includes(from) || open.includes(to));

  test.each(cells.filter(isMove))('lead from %s to %s', async (from, to) => {
    const begun = await o.begin('bea');
    await o.stand(begun.id, from, 3);
    const reason = to === 'lost' ? { lostReason: 'Too dear' } : {};

    expect(await (await o.move('bea', begun, { stage: to, ...reason })).json()).toMatchObject({
      stage: to,
      lostReason: reason.lostReason ?? null,
      version: 2,
    });
    const [row] = await w.db.reader.select().from(opportunities);
    expect(Date.now() - Number(row?.stageSince)).toBeLessThan(DAY_MS);
    expect((await o.happened('bea'))[0]).toMatchObject({ name: 'opportunity.moved', data: { from, to } });
  });

  test.each(cells.filter((cell) => !isMove(cell)))('do not lead from %s to %s', async (from, to) => {
    const begun = await o.begin('bea');
    await o.stand(begun.id, from, 3);
    const code = open.includes(from) ? 'opportunities.already_there' : 'opportunities.closed';

    expect(await o.refused(() => o.move('bea', begun, { stage: to, lostReason: 'Too dear' }))).toEqual([
      409,
      code,
    ]);
  });

  test('losing takes a reason, and reopening takes it away again', async () => {
    const begun = await o.begin('bea');
    const answer = await o.move('bea', begun, { stage: 'lost', lostReason: ' ' });

    expect([answer.status, await answer.json()]).toEqual([
      422,
      { code: 'invalid', fields: { lostReason: 'required' } },
    ]);
    const lost = (await (
      await o.move('bea', begun, { stage: 'lost', lostReason: 'No budget' })
    ).json()) as Shown;
    expect(lost).toMatchObject({
      stage: 'lost',
      lostReason: 'No budget',
      may: { change: false, move: true },
    });
    expect(await (await o.move('bea', lost, { stage: 'propose' })).json()).toMatchObject({
      lostReason: null,
    });
    expect((await o.happened('bea'))[0]).toMatchObject({
      values: [{ field: 'lostReason', before: 'No budget', after: null }],
    });
  });

  test('a closed one is locked until it is reopened; only who sees it can be changed', async () => {
    const { id } = await o.begin('bea', { shared: true });
    await o.stand(id, 'won');
    const patch = (change: object) => w.as('bea').patch(`/opportunities/${id}`, 1, change);

    expect(await o.refused(() => patch({ amount: 1 }))).toEqual([409, 'opportunities.closed']);
    expect(await o.refused(() => patch({ amount: 1, shared: false }))).toEqual([409, 'opportunities.closed']);
    expect(await (await patch({ shared: false })).json()).toMatchObject({ shared: false, stage: 'won' });
  });
});

describe('two who change the same thing', () => {
  test('do not overwrite each other', async () => {
    const begun = await o.begin('bea');
    expect((await w.as('ben').patch(`/opportunities/${begun.id}`, 1, { title: 'Ben was here' })).status).toBe(
      200,
    );

    const late = () => w.as('bea').patch(`/opportunities/${begun.id}`, 1, { title: 'Bea was here' });
    expect(await o.refused(late)).toEqual([412, 'stale']);
    expect(await o.refused(() => o.move('bea', begun, { stage: 'won' }))).toEqual([412, 'stale']);
    expect(
      await o.refused(() => w.as('bea').put(`/opportunities/${begun.id}/stage`, { stage: 'won' })),
    ).toEqual([428, 'version_required']);
  });

  test('learn that before they learn what cannot be done any more', async () => {
    const begun = await o.begin('bea');
    expect((await o.move('ben', begun, { stage: 'won' })).status).toBe(200);

    const late = () => w.as('bea').patch(`/opportunities/${begun.id}`, 1, { amount: 1 });
    expect(await o.refused(late)).toEqual([412, 'stale']);
    expect(await o.refused(() => o.move('bea', begun, { stage: 'won' }))).toEqual([412, 'stale']);
  });

  test('do not both win when they write at the same moment', async () => {
    const begun = await o.begin('bea');
    const answers = await Promise.all(
      (['won', 'propose', 'discover'] as const).map((stage) => o.move('bea', begun, { stage })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect(await o.happened('bea')).toHaveLength(2);
  });
});
