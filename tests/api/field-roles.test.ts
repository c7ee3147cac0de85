import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import type { FieldRights, Rights } from '#api/core/actor.ts';
import { presetId } from '#api/people/roles.ts';
import { accounts, engagements } from '#db/schema/accounts.ts';
import { roles } from '#db/schema/people.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

const text = async (who: Name, path: string) => (await w.as(who).get(path)).text();
const dune = () => w.system.find(accounts, 'acc_dune');
const opened = (role: string, fields: FieldRights) =>
  w.db.direct.update(roles).set({ fields }).where(eq(roles.id, role));

describe('a role', () => {
  const read = { 'accounts.read': 'account' };
  const both = { ...read, 'accounts.edit': 'account' };
  const create = (who: Name, rights: object, fields: object, more: object = {}) =>
    w.as(who).post('/people/roles', { name: 'Bookkeeping', rights, fields, ...more });

  test.each([
    ['internal fields outside the house', both, { internal: 'read' }, { 'fields.internal': 'invalid_value' }],
    ['a group without companies', {}, { identity: 'read' }, { 'fields.identity': 'people.needs_read' }],
    ['a change without the right', read, { identity: 'edit' }, { 'fields.identity': 'people.needs_edit' }],
  ])('does not open %s', async (_what, rights, fields, told) => {
    const answer = await create('bea', rights, fields);
    expect([answer.status, await answer.json()]).toEqual([422, { code: 'invalid', fields: told }]);
  });

  test('opens no more than its maker’s', async () => {
    await opened('role_partner_owner', { identity: 'edit', commercial: 'read' });

    expect((await create('bea', both, { commercial: 'edit' })).status).toBe(403);
    expect((await create('bea', both, { financial: 'read' })).status).toBe(403);
    expect((await create('bea', both, { identity: 'edit', commercial: 'read' })).status).toBe(201);
    expect((await create('ada', both, { financial: 'edit' }, { kind: 'partner' })).status).toBe(201);
  });

  test('is given by nobody who has less', async () => {
    const { id } = (await (await create('bea', both, { financial: 'edit' })).json()) as { id: string };
    await opened('role_partner_owner', { identity: 'edit', commercial: 'edit', financial: 'read' });
    const given = await w
      .as('bea')
      .put(`/people/memberships/mem_ben/role`, { roleId: id }, { 'if-match': '"1"' });
    expect(given.status).toBe(403);
  });

  test('loses with a right what follows from it', async () => {
    const { id } = (await (await create('bea', both, { financial: 'edit' })).json()) as { id: string };
    const answer = await w.as('bea').patch(`/people/roles/${id}`, 1, { rights: read });
    expect(await answer.json()).toMatchObject({ rights: read, fields: { financial: 'read' } });
  });

  test('opens nothing that it does not name', async () => {
    const { id } = (await (
      await w.as('bea').post('/people/roles', { name: 'Names', rights: both })
    ).json()) as {
      id: string;
    };
    await w.as('bea').put(`/people/memberships/mem_ben/role`, { roleId: id }, { 'if-match': '"1"' });
    const seen = await (await w.as('ben').get('/accounts/acc_brightline')).json();
    expect(Object.keys(seen as object).sort()).toEqual(
      ['access', 'closedAt', 'id', 'kind', 'lock', 'name', 'updatedAt', 'version'].sort(),
    );
  });
});

test('what was open before there were groups is open after', async () => {
  const rights: Record<string, Rights> = {
    role_none: { 'requests.read': 'own' },
    role_reads: { 'accounts.read': 'account' },
    role_edits: { 'accounts.read': 'account', 'accounts.edit': 'account' },
  };
  await w.db.direct
    .insert(roles)
    .values(
      Object.entries(rights).map(([id, held]) => ({ id, kind: 'partner' as const, key: id, rights: held })),
    );
  await w.db.direct
    .update(accounts)
    .set({ name: 'Dune Labs', industry: 'Farming', searchText: 'dune labs porto farming' })
    .where(eq(accounts.id, 'acc_dune'));
  await w.db.direct.update(engagements).set({ commercial: 'none' });
  const file = join(import.meta.dirname, '../../db/migrations/0022_field_groups.sql');
  for (const statement of readFileSync(file, 'utf8').split('--> statement-breakpoint'))
    if (/^\s*(--.*\s+)?UPDATE/.test(statement)) await w.db.direct.run(sql.raw(statement));

  const fields = async (id: string) => (await w.system.find(roles, id)).fields;
  expect(await fields('role_none')).toEqual({});
  expect(await fields('role_reads')).toEqual({ identity: 'read', commercial: 'read' });
  expect(await fields('role_edits')).toEqual({ identity: 'edit', commercial: 'edit' });
  expect(await w.system.find(engagements, 'eng_be')).toMatchObject({ commercial: 'read', financial: 'none' });
  expect(await dune()).toMatchObject({ searchText: 'dune labs\n porto \rfarming' });
  await opened(presetId('partner', 'owner'), { identity: 'read' });
  expect(await text('bea', '/accounts?q=porto')).toContain('acc_dune');
  expect(await text('bea', '/accounts?q=farming')).not.toContain('acc_dune');
});
