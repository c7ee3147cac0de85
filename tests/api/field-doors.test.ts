import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { addContact } from '#api/accounts/contacts.ts';
import { changeAccount } from '#api/accounts/service.ts';
import type { FieldRights } from '#api/core/actor.ts';
import { accounts, engagements } from '#db/schema/accounts.ts';
import { events } from '#db/schema/events.ts';
import { roles } from '#db/schema/people.ts';
import { importText } from '#tests/support/imports.ts';
import { opportunityActs } from '#tests/support/opportunities.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

/** Ways round to fields that are closed, and states that keep them as they are. */
let w: World;
beforeEach(async () => {
  w = await world();
});

const text = async (who: Name, path: string) => (await w.as(who).get(path)).text();
const dune = () => w.system.find(accounts, 'acc_dune');
const open = (change: object) =>
  w.db.direct.update(engagements).set(change).where(eq(engagements.id, 'eng_bd'));
const opened = (role: string, fields: FieldRights) =>
  w.db.direct.update(roles).set({ fields }).where(eq(roles.id, role));

describe('the activity', () => {
  test('tells nobody outside the house that it thinks of a company', async () => {
    await w.as('ada').patch('/accounts/acc_dune', 1, { remark: 'A bandicoot', rating: 'c' });

    expect(await text('ada', '/events')).toContain('bandicoot');
    for (const who of ['dan', 'bea'] as const)
      expect(await text(who, '/events')).not.toMatch(/account\.changed|bandicoot/);
    expect(await text('dan', '/accounts/acc_dune/history')).toBe('{"items":[]}');
  });

  test('is closed with the group, to who changed it too', async () => {
    await open({ financial: 'edit' });
    await w.as('bea').patch('/accounts/acc_dune', 1, { billingEmail: 'bilby@dune.example' });
    expect(await text('bea', '/events')).toContain('bilby');

    await open({ financial: 'none' });
    expect(await text('bea', '/events')).not.toContain('bilby');
    expect(await text('dan', '/events')).toContain('bilby');
    expect(await text('dora', '/events')).not.toContain('bilby');
    expect(await text('abe', '/events')).not.toContain('bilby');
  });

  test('is closed with the contacts', async () => {
    await w.as('bea').post('/accounts/acc_dune/contacts', { name: 'Quokka Jones' });
    expect(await text('bea', '/events')).toContain('Quokka');
    await open({ contacts: 'none' });
    expect(await text('bea', '/events')).not.toContain('Quokka');
  });
});

describe('somebody of the house answers for an account', () => {
  test.each([
    ['somebody of a partner', 'per_bea'],
    ['nobody who is known', 'per_nobody'],
  ])('but not %s', async (_who, managerId) => {
    const answer = await w.as('ada').patch('/accounts/acc_dune', 1, { managerId });

    expect([answer.status, await answer.json()]).toEqual([
      422,
      { code: 'invalid', fields: { managerId: 'accounts.not_of_house' } },
    ]);
    expect(await dune()).toMatchObject({ managerId: null, version: 1 });
  });

  test('and a limit has a currency', async () => {
    const answer = await w.as('ada').patch('/accounts/acc_dune', 1, { creditLimit: 100 });
    expect(await answer.json()).toMatchObject({ fields: { creditCurrency: 'required' } });

    const limit = { creditLimit: 100, creditCurrency: 'EUR' };
    expect((await w.as('ada').patch('/accounts/acc_dune', 1, limit)).status).toBe(200);
    expect((await w.as('ada').patch('/accounts/acc_dune', 2, { creditLimit: null })).status).toBe(200);
    expect(await dune()).toMatchObject({ creditLimit: null, creditCurrency: null });
  });

  test('and a number of the tax office is written as such', async () => {
    const answer = await w.as('dan').patch('/accounts/acc_dune', 1, { vatId: 'ask Bob' });
    expect(await answer.json()).toMatchObject({ fields: { vatId: 'accounts.invalid_vat_id' } });
    await w.as('dan').patch('/accounts/acc_dune', 1, { vatId: 'se 556677-8899 01' });
    expect(await dune()).toMatchObject({ vatId: 'SE556677889901' });
  });
});

test('a file has no column for a group that its reader never reads', async () => {
  const columns = async (who: Name) =>
    (await text(who, '/exports/accounts')).split('\r\n')[0]?.split(',') ?? [];

  expect(await columns('ada')).toEqual(expect.arrayContaining(['industry', 'vatId', 'remark']));
  expect(await columns('abe')).toEqual(expect.arrayContaining(['industry', 'remark']));
  expect((await columns('abe')).join()).not.toMatch(/vatId|credit/);
  expect((await columns('bea')).join()).not.toMatch(/remark|rating/);
  expect((await columns('ben')).join()).not.toMatch(/vatId|credit|remark|rating/);
});

describe('an import', () => {
  test('changes no field that is not open to who imports', async () => {
    await opened('role_house_admin', { identity: 'edit', commercial: 'read' });
    const before = await dune();
    const file = 'name,vat id,industry,city\nDune Labs,PT509442013,Farming,Oslo\n';

    expect((await importText(w, 'accounts', file)).rejected).toEqual({
      'vatId.not_yours': 1,
      'industry.not_yours': 1,
    });
    expect(await dune()).toEqual(before);
    expect((await importText(w, 'accounts', 'name,city\nDune Labs,Oslo\n')).rejected).toEqual({});
    expect(await dune()).toMatchObject({ city: 'Oslo' });
  });

  test('says of no company to whom it belongs where its identity is closed or it rests', async () => {
    const holding = { id: 'acc_holding', kind: 'customer', name: 'Holding', searchText: 'holding' } as const;
    await w.db.direct.insert(accounts).values(holding);
    const moved = () => importText(w, 'accounts', 'name,parent\nDune Labs,Holding\n');
    await opened('role_house_admin', { commercial: 'edit' });
    expect((await moved()).rejected).toEqual({ 'parent.not_yours': 1 });
    await opened('role_house_admin', { identity: 'edit' });
    await w.db.direct.update(accounts).set({ closedAt: new Date() }).where(eq(accounts.id, 'acc_dune'));
    expect((await moved()).rejected).toEqual({ 'row.closed': 1 });
    expect(await dune()).toMatchObject({ parentId: null });

    await w.db.direct.update(accounts).set({ closedAt: null }).where(eq(accounts.id, 'acc_dune'));
    expect((await moved()).rejected).toEqual({});
    expect(await dune()).toMatchObject({ parentId: 'acc_holding' });
  });

  test('fills every group for who may', async () => {
    const head = 'name,segment,vat id,billing email,payment days,credit limit,credit currency,rating,remark';
    const row = 'Dune Labs,Enterprise,PT509442013,ap@dune.example,45,12000.50,EUR,A,Calm';
    expect((await importText(w, 'accounts', `${head}\n${row}\n`)).rejected).toEqual({});
    expect(await dune()).toMatchObject({
      segment: 'large',
      vatId: 'PT509442013',
      billingEmail: 'ap@dune.example',
      paymentDays: 45,
      creditLimit: 1_200_050,
      creditCurrency: 'EUR',
      rating: 'a',
      remark: 'Calm',
    });
  });

  test('lets what is closed rest', async () => {
    await w.as('ada').put('/accounts/acc_dune/closure', { reason: 'Over' }, { 'if-match': '"1"' });

    const told = await importText(w, 'accounts', 'name,city\nDune Labs,Oslo\n');
    expect(told.rejected).toEqual({ 'row.closed': 1 });
    expect((await importText(w, 'accounts', 'name,remark\nDune Labs,Calm\n')).rejected).toEqual({});
    expect(await dune()).toMatchObject({ city: 'Porto', remark: 'Calm' });
  });
});

describe('a closed account', () => {
  beforeEach(async () => {
    await w.as('ada').put('/accounts/acc_dune/closure', { reason: 'Over' }, { 'if-match': '"1"' });
  });
  const internal = ['managerId', 'rating', 'remark'];
  const lock = (may: string[], mine: boolean) => ({
    why: 'accounts.closed',
    may,
    undo: { by: 'house', mine },
  });

  test.each([
    ['ada', internal, true],
    ['bea', [], false],
  ] as const)('says to %s why it is locked, and what may still change', async (who, may, mine) => {
    expect(await (await w.as(who).get('/accounts/acc_dune')).json()).toMatchObject({
      lock: lock([...may], mine),
    });
    const answer = await w.as(who).patch('/accounts/acc_dune', 2, { city: 'Oslo', phone: '+351 21 1' });
    expect([answer.status, await answer.json()]).toEqual([
      409,
      {
        code: 'accounts.closed',
        fields: { city: 'accounts.closed', phone: 'accounts.closed' },
        lock: lock([...may], mine),
      },
    ]);
    expect(await dune()).toMatchObject({ city: 'Porto', version: 2 });
  });

  test('keeps its contacts', async () => {
    for (const who of ['ada', 'bea'] as const) {
      const [added, changed] = await Promise.all([
        w.as(who).post('/accounts/acc_dune/contacts', { name: 'Mo' }),
        w.as(who).patch('/contacts/con_dune', 1, { title: 'Boss' }),
      ]);
      expect([added.status, changed.status]).toEqual([409, 409]);
    }
  });

  test('lets the house change what it thinks of it, and everything when it is open again', async () => {
    expect((await w.as('ada').patch('/accounts/acc_dune', 2, { remark: 'Calm' })).status).toBe(200);
    await w.as('ada').delete('/accounts/acc_dune/closure', { 'if-match': '"3"' });
    expect((await w.as('bea').patch('/accounts/acc_dune', 4, { city: 'Oslo' })).status).toBe(200);
    expect(await (await w.as('bea').get('/accounts/acc_dune')).json()).toMatchObject({ lock: null });
  });
});

test('an opportunity that is won keeps everything but who sees it', async () => {
  const { begin, move } = opportunityActs(w);
  const won = await begin('bea', { title: 'Pumps', shared: true });
  await move('bea', won, { stage: 'won' });
  const at = `/opportunities/${won.id}`;
  const { version } = (await (await w.as('bea').get(at)).json()) as { version: number };
  const lock = (may: string[], mine: boolean) => ({
    why: 'opportunities.closed',
    may,
    undo: { by: 'account', mine },
  });

  const refused = await w.as('bea').patch(at, version, { amount: 1, shared: false });
  expect([refused.status, await refused.json()]).toEqual([
    409,
    {
      code: 'opportunities.closed',
      fields: { amount: 'opportunities.closed' },
      lock: lock(['shared'], true),
    },
  ]);
  expect(await (await w.as('ada').get(at)).json()).toMatchObject({
    lock: lock([], false),
    amount: 4_100_000,
  });
  expect((await w.as('bea').patch(at, version, { shared: false })).status).toBe(200);
});

describe('what changes between reading and writing', () => {
  const meanwhile = (who: Name, happens: () => Promise<unknown>) => {
    const { scope } = w.as(who);
    const write = scope.write.bind(scope);
    return Object.assign(scope, {
      write: async (build: Parameters<typeof write>[0]) => {
        await happens();
        return write(build);
      },
    });
  };

  test.each(['commercial', 'financial'] as const)('is asked again in the batch: %s', async (group) => {
    await open({ financial: 'edit' });
    const change = group === 'commercial' ? { industry: 'Farming' } : { billingEmail: 'a@b.example' };
    const scope = meanwhile('bea', async () => open({ [group]: 'read' }));

    await expect(changeAccount(scope, 'acc_dune', 1, change)).rejects.toMatchObject({ status: 403 });
    expect(await dune()).toMatchObject({ industry: null, billingEmail: null, version: 1 });
  });

  test('is asked again in the batch: the account is closed', async () => {
    const scope = meanwhile('bea', async () =>
      w.db.direct.update(accounts).set({ closedAt: new Date() }).where(eq(accounts.id, 'acc_dune')),
    );

    await expect(addContact(scope, 'acc_dune', { name: 'Mo' })).rejects.toMatchObject({
      status: 409,
      code: 'accounts.closed',
    });
    expect(await w.db.reader.$count(events)).toBe(0);
  });
});
