import { beforeEach, describe, expect, test } from 'vitest';

import { json } from '#tests/support/guards/case.ts';
import { tokenOf } from '#tests/support/guards/tokens.ts';
import { program } from '#tests/support/programs.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

const why = { reason: 'The contract has ended' };
const close = (by: Name, id: string, version = 1) =>
  w.as(by).put(`/accounts/${id}/closure`, why, { 'if-match': `"${version}"` });
const reopen = (by: Name, id: string, version = 2) =>
  w.as(by).delete(`/accounts/${id}/closure`, { 'if-match': `"${version}"` });

describe('who may close which account', () => {
  const TABLE = {
    ada: { acc_house: 403, acc_brightline: 204, acc_dune: 204 },
    max: { acc_house: 403, acc_brightline: 204, acc_dune: 204 },
    abe: { acc_house: 403, acc_brightline: 403, acc_dune: 403 },
    bea: { acc_house: 404, acc_brightline: 403, acc_dune: 403 },
    dan: { acc_house: 404, acc_brightline: 404, acc_dune: 403 },
  } as const satisfies Partial<Record<Name, Record<string, number>>>;
  const cells = Object.entries(TABLE).flatMap(([by, row]) =>
    Object.entries(row).map(([id, status]) => ({ by: by as Name, id, status: status as number })),
  );

  test.each(cells)('$by upon $id is told $status', async ({ by, id, status }) => {
    const before = await stateOf(w);
    const answer = await close(by, id);
    const after = await stateOf(w);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);

    expect([answer.status, changed.includes('accounts'), changed.length > 0]).toEqual([
      status,
      status === 204,
      status === 204,
    ]);
  });
});

describe('an account that is closed', () => {
  test('has nobody acting for it within one request, and nobody comes back without signing in', async () => {
    const ben = w.as('ben');
    const dan = w.as('dan');
    const { secret } = await tokenOf(w, 'ben');
    const asked = async () => [
      (await ben.get('/auth/session')).status,
      (await program(w, secret).get('/auth/session')).status,
      (await dan.get('/auth/session')).status,
    ];
    expect(await asked()).toEqual([200, 200, 200]);

    expect((await close('ada', 'acc_brightline')).status).toBe(204);
    expect(await asked()).toEqual([401, 401, 200]);
    expect((await reopen('ada', 'acc_brightline')).status).toBe(204);
    expect(await asked()).toEqual([401, 200, 200]);
  });

  test('is not closed twice, nor by who has read an older state', async () => {
    expect((await reopen('ada', 'acc_dune', 1)).status).toBe(409);
    expect((await close('ada', 'acc_dune', 7)).status).toBe(412);
    const both = await Promise.all([close('ada', 'acc_dune'), close('max', 'acc_dune')]);

    expect(both.map(({ status }) => status).sort()).not.toEqual([204, 204]);
    expect((await close('ada', 'acc_dune', 2)).status).toBe(409);
  });

  test('knows when it was, while the reason is for the house', async () => {
    await close('ada', 'acc_brightline');
    await reopen('ada', 'acc_brightline');
    const told = async (name: Name) => (await w.as(name).get('/events?subject=account')).text();
    const set = await w.portico.auth.openSession({ personId: 'per_bea', membershipId: 'mem_bea' });
    const headers = { cookie: set.split(';')[0] ?? '' };
    const bea = await (await w.app.request('/api/events?subject=account', { headers })).text();

    expect(await told('ada')).toContain(why.reason);
    expect(bea).toContain('account.closed');
    expect(bea).not.toContain(why.reason);
  });

  test('is closed for a reason', async () => {
    const answer = await w.as('ada').put('/accounts/acc_dune/closure', {}, { 'if-match': '"1"' });

    expect(await json(Promise.resolve(answer), 422)).toMatchObject({ fields: { reason: 'required' } });
  });
});
