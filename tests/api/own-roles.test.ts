import { beforeEach, describe, expect, test } from 'vitest';

import { levels, rights, type AccountKind, type Level, type Right } from '#db/enums.ts';
import { RIGHTS } from '#api/people/rights.ts';
import { presetId, presets } from '#api/people/roles.ts';
import { roles } from '#db/schema/people.ts';
import { stateOf } from '../support/state.ts';
import { world, type Name, type World } from '../support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

const seller = { name: 'Field seller', rights: { 'opportunities.read': 'own', 'opportunities.edit': 'own' } };
type Role = { id: string; version: number };

const create = (who: Name, body: object = seller) => w.as(who).post('/people/roles', body);
const created = async (who: Name, body?: object) => (await (await create(who, body)).json()) as Role;
const at = ({ id }: Role) => `/people/roles/${id}`;
const ifMatch = ({ version }: Role) => ({ 'if-match': `"${version}"` });
const edit = (who: Name, role: Role, change: object) => w.as(who).patch(at(role), role.version, change);

describe('every right', () => {
  const cells = (Object.keys(RIGHTS) as AccountKind[]).flatMap((kind) =>
    rights.flatMap((right) =>
      levels.map((level) => ({ kind, right, level, goes: RIGHTS[kind][right]?.includes(level) ?? false })),
    ),
  );

  test('goes as far as its kind of account lets it, and no further', async () => {
    const wrong: unknown[] = [];
    for (const [n, { kind, right, level, goes }] of cells.entries()) {
      const read = `${right.slice(0, right.indexOf('.'))}.read` as Right;
      const least: Level | undefined = RIGHTS[kind][read]?.[0];
      const wanted = { ...(least ? { [read]: least } : {}), [right]: level };
      const answer = await create('ada', { name: `Role ${n}`, kind, rights: wanted });
      if ((answer.status === 201) !== goes) wrong.push([kind, right, level, await answer.text()]);
    }
    expect(wrong).toEqual([]);
  });

  test('of a preset is one that its kind has', () => {
    const strays = presets.flatMap(({ kind, key, rights: held }) =>
      Object.entries(held)
        .filter(([right, level]) => !RIGHTS[kind][right as Right]?.includes(level))
        .map((entry) => [kind, key, ...entry]),
    );
    expect(strays).toEqual([]);
  });
});

describe('a role of an account', () => {
  test('is given, and opens just what it says', async () => {
    const { id } = await created('bea');
    await w.as('bea').put('/people/memberships/mem_ben/role', { roleId: id }, { 'if-match': '"1"' });
    const ben = w.as('ben');

    expect((await ben.get('/opportunities')).status).toBe(200);
    expect((await ben.get('/accounts')).status).toBe(403);
  });

  test('is nobody else’s to see, give or change', async () => {
    const role = await created('bea');
    const before = await stateOf(w);

    expect((await w.as('cleo').get(at(role))).status).toBe(404);
    expect((await edit('cleo', role, { name: 'Mine' })).status).toBe(404);
    expect((await w.as('cleo').delete(at(role), ifMatch(role))).status).toBe(404);
    const invitation = { email: 'nia@cobalt.example', roleId: role.id };
    expect((await w.as('cleo').post('/people/invitations', invitation)).status).toBe(404);
    expect(await stateOf(w)).toEqual(before);
    const { items } = (await (await w.as('cleo').get('/people/roles')).json()) as { items: Role[] };
    expect(items.map(({ id }) => id)).not.toContain(role.id);
  });

  test('gives nobody more than its maker has', async () => {
    const { id } = await created('bea', {
      name: 'Inviter',
      rights: { 'people.read': 'account', 'people.manage': 'account', 'requests.read': 'own' },
    });
    await w.as('bea').put('/people/memberships/mem_ben/role', { roleId: id }, { 'if-match': '"1"' });
    const more = { name: 'More', rights: { 'requests.read': 'account' } };

    expect((await create('ben', more)).status).toBe(403);
    expect((await create('ben', { ...more, rights: { 'requests.read': 'own' } })).status).toBe(201);
  });

  test('is not changed by whoever has it', async () => {
    const manage = { 'people.read': 'account', 'people.manage': 'account' };
    const role = await created('bea', { name: 'Leader', rights: { ...manage, 'requests.read': 'own' } });
    await w.as('bea').put('/people/memberships/mem_ben/role', { roleId: role.id }, { 'if-match': '"1"' });
    const answer = await edit('ben', role, { rights: { 'people.read': 'account' } });

    expect(answer.status).toBe(403);
  });

  test('is retired when nobody has it, and is given no more', async () => {
    const role = await created('bea');
    await w.as('bea').put('/people/memberships/mem_ben/role', { roleId: role.id }, { 'if-match': '"1"' });
    const held = await w.as('bea').delete(at(role), ifMatch(role));
    expect([held.status, await held.json()]).toEqual([409, { code: 'people.role_in_use', fields: {} }]);

    const other = { roleId: presetId('partner', 'member') };
    await w.as('bea').put('/people/memberships/mem_ben/role', other, { 'if-match': '"2"' });
    expect((await w.as('bea').delete(at(role), ifMatch(role))).status).toBe(204);
    const again = await w
      .as('bea')
      .put('/people/memberships/mem_ben/role', { roleId: role.id }, { 'if-match': '"3"' });
    expect(again.status).toBe(404);
  });

  test('has a name of its own', async () => {
    await created('bea');

    expect((await create('bea', { ...seller, name: 'FIELD SELLER' })).status).toBe(409);
    expect((await create('cleo')).status).toBe(201);
  });

  test('that may change what it may not see is refused by field', async () => {
    const answer = await create('bea', { name: 'Blind', rights: { 'opportunities.edit': 'own' } });

    expect(await answer.json()).toEqual({
      code: 'invalid',
      fields: { 'rights.opportunities.edit': 'needs_read' },
    });
  });

  test('is refused with a version that is not the last', async () => {
    const role = await created('bea');
    await edit('bea', role, { name: 'Seller' });

    expect((await edit('bea', role, { name: 'Salesman' })).status).toBe(412);
  });
});

test('what Portico brings cannot be changed', async () => {
  const owner = { id: presetId('partner', 'owner'), version: 1 };

  expect((await edit('ada', owner, { name: 'Boss' })).status).toBe(403);
  expect((await w.as('bea').delete(at(owner), ifMatch(owner))).status).toBe(403);
  expect(await w.system.count(roles)).toBe(presets.length);
});

test('a role of the house is for every account of its kind', async () => {
  const { id } = await created('ada', { ...seller, kind: 'partner' });
  const invitation = { email: 'nia@cobalt.example', roleId: id };

  expect((await w.as('cleo').post('/people/invitations', invitation)).status).toBe(201);
  expect((await edit('cleo', { id, version: 1 }, { name: 'X' })).status).toBe(403);
});
