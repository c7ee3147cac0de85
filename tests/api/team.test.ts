import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { presetId } from '#api/people/roles.ts';
import { handOver } from '#api/people/team.ts';
import { people, memberships } from '#db/schema/people.ts';
import { stateOf } from '../support/state.ts';
import { world, type Name, type World } from '../support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

type Role = 'owner' | 'manager' | 'member';
const give = (who: string, role: Role) =>
  w.db.direct
    .update(memberships)
    .set({ roleId: presetId('partner', role) })
    .where(eq(memberships.id, `mem_${who}`));
const versioned = { 'if-match': '"1"' };

/** What can be done with somebody, as it is called. */
const acts = {
  role: (by: Name, whom: string, role: Role = 'member') =>
    w.as(by).put(`/people/memberships/mem_${whom}/role`, { roleId: presetId('partner', role) }, versioned),
  end: (by: Name, whom: string) => w.as(by).put(`/people/memberships/mem_${whom}/end`, {}, versioned),
  restore: (by: Name, whom: string) => w.as(by).delete(`/people/memberships/mem_${whom}/end`, versioned),
  handOver: (by: Name, whom: string, role: Role = 'manager') =>
    w
      .as(by)
      .put(`/people/memberships/mem_${whom}/leadership`, { roleId: presetId('partner', role) }, versioned),
} as const;
type Act = keyof typeof acts;

describe('who may do what with whom', () => {
  /** Ben acts upon Wanda; the status by his role and hers. Each cell is tried. */
  const TABLE: Record<Act, Record<Role, Record<Role, number>>> = {
    role: {
      owner: { owner: 200, manager: 200, member: 200 },
      manager: { owner: 403, manager: 200, member: 200 },
      member: { owner: 403, manager: 403, member: 403 },
    },
    end: {
      owner: { owner: 200, manager: 200, member: 200 },
      manager: { owner: 403, manager: 200, member: 200 },
      member: { owner: 403, manager: 403, member: 403 },
    },
    restore: {
      owner: { owner: 200, manager: 200, member: 200 },
      manager: { owner: 403, manager: 200, member: 200 },
      member: { owner: 403, manager: 403, member: 403 },
    },
    handOver: {
      owner: { owner: 200, manager: 200, member: 200 },
      manager: { owner: 403, manager: 403, member: 403 },
      member: { owner: 403, manager: 403, member: 403 },
    },
  };
  const cells = Object.entries(TABLE).flatMap(([act, byRole]) =>
    Object.entries(byRole).flatMap(([mine, byHers]) =>
      Object.entries(byHers).map(([hers, status]) => ({ act, mine, hers, status }) as Cell),
    ),
  );
  type Cell = { act: Act; mine: Role; hers: Role; status: number };

  test.each(cells)('$act: $mine upon $hers is told $status', async ({ act, mine, hers, status }) => {
    await w.db.direct
      .insert(people)
      .values({ id: 'per_wanda', email: 'wanda@brightline.example', name: 'Wanda' });
    await w.db.direct.insert(memberships).values({
      id: 'mem_wanda',
      personId: 'per_wanda',
      accountId: 'acc_brightline',
      roleId: presetId('partner', hers),
      endedAt: act === 'restore' ? new Date() : null,
    });
    await give('ben', mine);
    const before = await stateOf(w);
    const answer = await acts[act]('ben', 'wanda');
    const after = await stateOf(w);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);

    expect([answer.status, changed.includes('memberships'), changed.length > 0]).toEqual([
      status,
      status === 200,
      status === 200,
    ]);
  });

  test('nobody raises, ends or restores himself', async () => {
    for (const act of ['role', 'end', 'handOver'] as const) {
      expect([act, (await acts[act]('bea', 'bea')).status]).toEqual([act, 403]);
    }
  });

  test('another account’s people are not there, and staff look after everybody’s', async () => {
    expect((await acts.role('cleo', 'ben')).status).toBe(404);
    expect((await acts.end('bea', 'dan')).status).toBe(404);
    expect((await acts.role('max', 'ben', 'manager')).status).toBe(200);
    expect((await acts.handOver('ada', 'bea')).status).toBe(403);
  });

  test('staff who may less do not touch those who may more', async () => {
    const demote = { roleId: presetId('house', 'editor') };

    expect((await w.as('max').put('/people/memberships/mem_ada/role', demote, versioned)).status).toBe(403);
    expect((await w.as('ada').put('/people/memberships/mem_max/role', demote, versioned)).status).toBe(200);
  });
});

describe('an account', () => {
  test('always has somebody who answers for it', async () => {
    await give('ben', 'manager');
    await w.db.direct
      .update(memberships)
      .set({ roleId: presetId('partner', 'owner') })
      .where(eq(memberships.id, 'mem_ben'));
    const both = await Promise.all([acts.end('bea', 'ben'), acts.end('ben', 'bea')]);

    expect(both.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const led = await w.system.select(memberships, eq(memberships.accountId, 'acc_brightline'));
    expect(led.filter(({ endedAt }) => !endedAt)).toHaveLength(1);
  });

  test('is not left by its last owner through staff either', async () => {
    const answer = await acts.end('ada', 'bea');

    expect([answer.status, await answer.json()]).toEqual([409, { code: 'people.last_leader', fields: {} }]);
    expect((await acts.role('ada', 'bea')).status).toBe(409);
  });

  test('does not count an owner who is shut out of everything', async () => {
    await give('ben', 'owner');
    await w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_ben'));

    expect((await acts.end('ada', 'bea')).status).toBe(409);
  });

  test('is handed over: one leads, the other keeps what he chose', async () => {
    expect((await acts.handOver('bea', 'ben', 'member')).status).toBe(200);
    const roles = await w.system.select(memberships, eq(memberships.accountId, 'acc_brightline'));

    expect(Object.fromEntries(roles.map(({ personId, roleId }) => [personId, roleId]))).toEqual({
      per_bea: 'role_partner_member',
      per_ben: 'role_partner_owner',
    });
    expect((await acts.end('bea', 'ben')).status).toBe(403);
  });

  test('is not handed over to somebody who is shut out of everything', async () => {
    await w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_ben'));
    expect((await acts.handOver('bea', 'ben')).status).toBe(409);
  });

  test('is not handed over to somebody who is shut out meanwhile', async () => {
    const { scope } = w.as('bea');
    const write = scope.write.bind(scope);
    scope.write = async (build) => {
      await w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_ben'));
      return write(build);
    };
    const roleId = presetId('partner', 'member');

    await expect(handOver(scope, 'mem_ben', 1, { roleId })).rejects.toMatchObject({
      code: 'people.last_leader',
    });
  });

  test('is not handed over and kept', async () => {
    expect((await acts.handOver('bea', 'ben', 'owner')).status).toBe(409);
  });
});

describe('somebody whose access ends', () => {
  test('is out with the next request, and in again when it is given back', async () => {
    const ben = w.as('ben');
    expect((await ben.get('/opportunities')).status).toBe(200);
    await acts.end('bea', 'ben');

    expect((await ben.get('/opportunities')).status).toBe(401);
    const back = await w.as('bea').delete('/people/memberships/mem_ben/end', { 'if-match': '"2"' });
    expect(await back.json()).toMatchObject({ endedAt: null, role: { key: 'member' } });
  });

  test('is no longer of the team, and is let in again instead of being invited', async () => {
    await acts.end('bea', 'ben');
    const { items } = (await (await w.as('bea').get('/people')).json()) as {
      items: { person: { name: string } }[];
    };

    expect(items.map(({ person }) => person.name)).toEqual(['Bea Sandoval']);
    const invitation = { email: 'ben@brightline.example', roleId: presetId('partner', 'member') };
    const asked = await w.as('bea').post('/people/invitations', invitation);
    expect(await asked.json()).toEqual({ code: 'people.former_member', fields: {} });
  });

  test('is told of a stale version, and nothing happens twice', async () => {
    await acts.end('bea', 'ben');

    expect((await acts.end('bea', 'ben')).status).toBe(412);
    const again = await w.as('bea').put('/people/memberships/mem_ben/end', {}, { 'if-match': '"2"' });
    expect(again.status).toBe(409);
  });
});

test('a role that is changed holds with the next request', async () => {
  const ben = w.as('ben');
  expect((await ben.get('/people/invitations')).status).toBe(403);
  await acts.role('bea', 'ben', 'manager');

  expect((await w.as('ben').get('/people/invitations')).status).toBe(200);
});

test('an invitation is sent again with a link of its own', async () => {
  const asked = await w
    .as('bea')
    .post('/people/invitations', { email: 'nia@brightline.example', roleId: presetId('partner', 'member') });
  const { id } = (await asked.json()) as { id: string };
  await w.settle();
  expect((await w.as('bea').put(`/people/invitations/${id}/mail`)).status).toBe(202);
  await w.settle();
  const { items } = (await (await w.as('ada').get('/mail')).json()) as { items: { to: string }[] };
  expect(items).toHaveLength(2);
});
