import { beforeEach, describe, expect, test } from 'vitest';

import { presetId } from '#api/people/roles.ts';
import { mails } from '#db/schema/mails.ts';
import { invitations, memberships, people } from '#db/schema/people.ts';
import { world, type Name, type World } from '../support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

const newcomer = (role = presetId('partner', 'member')) => ({
  email: 'Nia@Brightline.example',
  roleId: role,
});
const invite = (who: Name, body: Record<string, string> = newcomer()) =>
  w.as(who).post('/people/invitations', body);

async function codeOfTheMail(): Promise<string> {
  await w.settle();
  const all = await w.db.reader.select().from(mails);
  return /code=([\w-]+)/.exec(all.at(-1)?.text ?? '')?.[1] ?? '';
}

describe('an owner', () => {
  test('invites a colleague, who chooses a password and is in', async () => {
    expect((await invite('bea')).status).toBe(201);
    const code = await codeOfTheMail();
    const joined = await w
      .guest()
      .post('/auth/membership', { code, name: 'Nia Brandt', password: 'eleven quiet otters' });
    const cookie = joined.headers.get('set-cookie')?.split(';')[0] ?? '';
    const me = await w.guest().get('/auth/session', { cookie });

    expect(await me.json()).toMatchObject({
      name: 'Nia Brandt',
      email: 'nia@brightline.example',
      account: { id: 'acc_brightline' },
    });
    expect(
      (await w.guest().post('/auth/membership', { code, name: 'Again', password: 'eleven quiet otters' }))
        .status,
    ).toBe(410);
  });

  test('takes an invitation back, and its link works no more', async () => {
    const { id } = (await (await invite('bea')).json()) as { id: string };
    const code = await codeOfTheMail();

    expect((await w.as('cleo').delete(`/people/invitations/${id}`)).status).toBe(404);
    expect((await w.as('bea').delete(`/people/invitations/${id}`)).status).toBe(204);
    expect(
      (await w.guest().post('/auth/membership', { code, name: 'Nia', password: 'eleven quiet otters' }))
        .status,
    ).toBe(410);
    expect(await (await w.as('bea').get('/people/invitations')).json()).toEqual({ items: [] });
  });

  test('cannot invite into another account, nor with a role of another kind', async () => {
    expect(
      (await invite('bea', { ...newcomer(), accountId: 'acc_dune', roleId: presetId('customer', 'member') }))
        .status,
    ).toBe(404);
    expect((await invite('bea', newcomer(presetId('house', 'admin')))).status).toBe(404);
    expect(await w.system.count(invitations)).toBe(0);
    expect((await invite('bea')).status).toBe(201);
  });

  test('is told when somebody belongs already', async () => {
    const answer = await invite('bea', { ...newcomer(), email: 'ben@brightline.example' });

    expect(await answer.json()).toEqual({ code: 'people.already_member', fields: {} });
  });
});

test('a member may not invite', async () => {
  expect((await invite('ben')).status).toBe(403);
  expect(await w.system.count(invitations)).toBe(0);
});

test('a manager of the house cannot make an administrator, an administrator can', async () => {
  const admin = { email: 'nia@northlight.example', roleId: presetId('house', 'admin') };

  expect(await (await invite('max', admin)).json()).toEqual({
    code: 'people.role_reaches_further',
    fields: {},
  });
  expect((await invite('max', { ...admin, roleId: presetId('house', 'manager') })).status).toBe(201);
  expect((await invite('ada', { ...admin, email: 'noa@northlight.example' })).status).toBe(201);
});

test('staff invites into the account of a customer', async () => {
  const answer = await invite('ada', {
    email: 'nia@dune.example',
    roleId: presetId('customer', 'owner'),
    accountId: 'acc_dune',
  });

  expect(await answer.json()).toMatchObject({ accountId: 'acc_dune' });
});

describe('somebody who has a password already', () => {
  test('cannot be taken over through an invitation', async () => {
    await invite('bea', { ...newcomer(), email: 'dan@dune.example' });
    const code = await codeOfTheMail();
    const before = await w.system.count(memberships);

    expect(
      (await w.guest().post('/auth/membership', { code, name: 'Not Dan', password: 'eleven quiet otters' }))
        .status,
    ).toBe(409);
    expect(await w.system.count(memberships)).toBe(before);
  });

  test('adds the account to those he may act for, and switches', async () => {
    await invite('bea', { ...newcomer(), email: 'dan@dune.example' });
    const code = await codeOfTheMail();
    await w.portico.auth.joinAgain(w.as('dan').actor, code);
    const dan = w.as('dan');
    const switched = await dan.put('/auth/session/account', { accountId: 'acc_brightline' });
    const cookie = switched.headers.get('set-cookie')?.split(';')[0] ?? '';

    expect(await (await w.guest().get('/auth/session', { cookie })).json()).toMatchObject({
      account: { id: 'acc_brightline' },
    });
    expect((await dan.get('/auth/session')).status).toBe(401);
    expect(
      (await w.guest().put('/auth/session/account', { accountId: 'acc_cobalt' }, { cookie })).status,
    ).toBe(404);
  });

  test('cannot use an invitation for another address', async () => {
    await invite('bea', { ...newcomer(), email: 'dan@dune.example' });
    const code = await codeOfTheMail();

    await expect(w.portico.auth.joinAgain(w.as('emil').actor, code)).rejects.toMatchObject({ status: 403 });
  });
});

test('people see the team of their own account', async () => {
  const names = async (who: Name) =>
    ((await (await w.as(who).get('/people')).json()) as { items: { person: { name: string } }[] }).items.map(
      ({ person }) => person.name,
    );

  expect(await names('ben')).toEqual(['Bea Sandoval', 'Ben Whitfield']);
  expect(await names('dora')).toEqual(['Dan Reyes', 'Dora Klein']);
  expect((await w.guest().get('/people')).status).toBe(401);
  expect(await w.as('cleo').scope.count(people)).toBe(1);
});
