import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';

import type { FieldRights } from '#api/core/actor.ts';
import { fieldGroups, type FieldGroup } from '#db/enums.ts';
import { accounts, engagements } from '#db/schema/accounts.ts';
import { roles } from '#db/schema/people.ts';
import { done } from '#tests/support/guards/case.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

/** A value for every field, such as nothing else in the house has, and those that the house alone changes. */
const VALUES: Record<FieldGroup, Record<string, string | number>> = {
  identity: {
    website: 'https://wombat.example',
    phone: '+351 555 0199',
    street: 'Quokka lane 7',
    postcode: '9966-7',
    city: 'Numbatville',
    country: 'IS',
  },
  commercial: { industry: 'Bandicoot farming', employees: '1001+', segment: 'public' },
  financial: {
    vatId: 'PT509442013',
    billingEmail: 'bilby@invoices.example',
    paymentDays: 77,
    creditLimit: 7_654_300,
    creditCurrency: 'GBP',
  },
  internal: { managerId: 'per_max', rating: 'c', remark: 'Potoroo of a customer' },
};
const KEPT = ['name', 'segment', 'paymentDays', 'creditLimit', 'creditCurrency'];
/** One word of each group; only the first two are searched. */
const WORD: Record<FieldGroup, string> = {
  identity: 'numbatville',
  commercial: 'bandicoot',
  financial: 'bilby',
  internal: 'potoroo',
};
const SEARCHED: FieldGroup[] = ['identity', 'commercial'];
const CHANGE: Record<FieldGroup, object> = {
  identity: { city: 'Reykjavík' },
  commercial: { industry: 'Farming' },
  financial: { billingEmail: 'pay@example.org' },
  internal: { remark: 'Fine' },
};

type Access = 'none' | 'read' | 'edit';
const ACCESSES: Access[] = ['none', 'read', 'edit'];
const least = (...all: Access[]): Access => ACCESSES.find((one) => all.includes(one)) ?? 'none';

/** What is at most open to whoever stands so to an account; "engaged" is what the engagement says. */
type Standing = { who: Name; role: string; account: string; most: Record<FieldGroup, Access | 'engaged'> };
const STANDINGS: Record<'house' | 'partner' | 'customer' | 'served' | 'below', Standing> = {
  house: {
    who: 'ada',
    role: 'role_house_admin',
    account: 'acc_dune',
    most: { identity: 'edit', commercial: 'edit', financial: 'edit', internal: 'edit' },
  },
  partner: {
    who: 'bea',
    role: 'role_partner_owner',
    account: 'acc_brightline',
    most: { identity: 'edit', commercial: 'edit', financial: 'edit', internal: 'none' },
  },
  customer: {
    who: 'dan',
    role: 'role_customer_owner',
    account: 'acc_dune',
    most: { identity: 'edit', commercial: 'edit', financial: 'edit', internal: 'none' },
  },
  served: {
    who: 'bea',
    role: 'role_partner_owner',
    account: 'acc_dune',
    most: { identity: 'engaged', commercial: 'engaged', financial: 'engaged', internal: 'none' },
  },
  below: {
    who: 'bea',
    role: 'role_partner_owner',
    account: 'acc_cobalt',
    most: { identity: 'read', commercial: 'read', financial: 'none', internal: 'none' },
  },
};

const cells = Object.entries(STANDINGS).flatMap(([standing, one]) =>
  fieldGroups.flatMap((group) =>
    ACCESSES.flatMap((role) =>
      (one.most[group] === 'engaged' ? ACCESSES : (['edit'] as const)).map((engaged) => {
        const most = one.most[group];
        const expected = least(role, most === 'engaged' ? engaged : most);
        const reached = !(most === 'engaged' && group === 'identity' && engaged === 'none');
        return { ...one, standing, group, given: role, engaged, expected, reached };
      }),
    ),
  ),
);
type Cell = (typeof cells)[number];

let w: World;
beforeAll(async () => {
  w = await world();
  await w.db.direct.update(accounts).set({ parentId: 'acc_brightline' }).where(eq(accounts.id, 'acc_cobalt'));
  const all = Object.assign({}, ...Object.values(VALUES)) as object;
  for (const id of ['acc_dune', 'acc_brightline', 'acc_cobalt'])
    await done(w.as('ada').patch(`/accounts/${id}`, 1, all));
});

/** All groups are wide open but for one. */
async function stand({ role, group, given, engaged }: Cell) {
  const wide: FieldRights = { identity: 'edit', commercial: 'edit', financial: 'edit', internal: 'edit' };
  const { [group]: _, ...others } = wide;
  const fields = given === 'none' ? others : { ...others, [group]: given };
  await w.db.direct.update(roles).set({ fields }).where(eq(roles.id, role));
  const open = { identity: 'edit', commercial: 'edit', financial: 'edit' } as const;
  const row = group === 'internal' ? open : { ...open, [group]: engaged };
  await w.db.direct.update(engagements).set(row).where(eq(engagements.id, 'eng_bd'));
}

const text = async (who: Name, path: string) => (await w.as(who).get(path)).text();
const body = async (who: Name, path: string) => (await (await w.as(who).get(path)).json()) as never;

type Row = Record<string, unknown> & { id: string };
const found = (rows: Row[], id: string) => rows.find((row) => row.id === id);
const kindOf = (account: string) => (account === 'acc_dune' ? 'customer' : 'partner');

/** Each way to read an account, as the values that it tells of the group; nothing where it is not even there. */
const DOORS: Record<string, (cell: Cell) => Promise<unknown[]>> = {
  async view({ who, account, group }) {
    const row = (await body(who, `/accounts/${account}`)) as Row;
    return Object.keys(VALUES[group]).flatMap((field) => (field in row ? [row[field]] : []));
  },
  async list({ who, account, group }) {
    const { items } = (await body(who, `/accounts?kind=${kindOf(account)}`)) as { items: Row[] };
    const row = found(items, account) ?? {};
    return Object.keys(VALUES[group]).flatMap((field) => (field in row ? [(row as Row)[field]] : []));
  },
  async export({ who, account, group }) {
    const file = await text(who, `/exports/accounts?kind=${kindOf(account)}`);
    const rows = parse(file, { columns: true, bom: true }) as Record<string, string>[];
    const row = rows.find(({ key }) => key === account) ?? {};
    return Object.keys(VALUES[group]).flatMap((field) => {
      if (field === 'managerId') return row['rating'] ? ['per_max'] : [];
      if (!row[field]) return [];
      if (field === 'creditLimit') return [Number(row[field]) * 100];
      return [field === 'paymentDays' ? Number(row[field]) : row[field]?.replace(/^'/, '')];
    });
  },
  async history({ who, account, group }) {
    const { items } = (await body(who, `/accounts/${account}/history`)) as {
      items?: { values: { field: string; after: unknown }[] }[];
    };
    const told = new Map((items?.at(-1)?.values ?? []).map(({ field, after }) => [field, after]));
    if (told.get('creditLimit') === '76543.00 GBP') {
      told.set('creditLimit', 7_654_300);
      told.set('creditCurrency', 'GBP');
    }
    if (told.get('manager') === 'Max Orlov') told.set('managerId', 'per_max');
    return Object.keys(VALUES[group]).flatMap((field) => (told.has(field) ? [told.get(field)] : []));
  },
};

const inWords = ({ account, group, given, engaged, standing }: Cell) =>
  `${standing} of ${account}: ${group} ${given}, engaged ${engaged}`;

describe.each(cells.map((cell) => [inWords(cell), cell] as const))('%s', (_name, cell) => {
  const { who, account, group, expected, reached } = cell;

  test('is read through no door or through all of them', async () => {
    await stand(cell);
    const values = expected === 'none' || !reached ? [] : Object.values(VALUES[group]);
    for (const [door, look] of Object.entries(DOORS)) {
      const told = await look(cell);
      expect([door, told]).toEqual([door, values]);
    }
  });

  test('is found by its words when they are read and searched', async () => {
    await stand(cell);
    const hits = expected !== 'none' && reached && SEARCHED.includes(group);
    const list = await text(who, `/accounts?kind=${kindOf(account)}&q=${WORD[group]}`);
    const everywhere = await text(who, `/find?q=${WORD[group]}`);
    expect([list.includes(`"${account}"`), everywhere.includes(`"${account}"`)]).toEqual([hits, hits]);
  });

  test('is changed by whoever may, and by nobody else', async () => {
    await stand(cell);
    const [before] = await w.db.reader.select().from(accounts).where(eq(accounts.id, account));
    const answer = await w.as(who).patch(`/accounts/${account}`, before?.version ?? 0, CHANGE[group]);
    const [after] = await w.db.reader.select().from(accounts).where(eq(accounts.id, account));
    const [field = ''] = Object.keys(CHANGE[group]);
    const changes = reached && expected === 'edit';
    const refusal = reached
      ? { code: 'accounts.read_only', fields: { [field]: 'accounts.read_only' } }
      : { code: 'accounts.not_found', fields: {} };

    expect(answer.status).toBe(changes ? 200 : reached ? 403 : 404);
    expect(await answer.json()).toMatchObject(changes ? CHANGE[group] : refusal);
    expect(after).toMatchObject(changes ? CHANGE[group] : (before as object));
    await w.db.direct
      .update(accounts)
      .set(before as object)
      .where(eq(accounts.id, account));
  });

  test('is told with the reason where it is locked', async () => {
    await stand(cell);
    const { access } = (await body(who, `/accounts/${account}`)) as { access?: Record<string, Access> };
    expect(access?.[group]).toBe(reached ? expected : undefined);
  });
});

test('what the house keeps nobody else changes, whatever is open', async () => {
  const values = { ...VALUES.commercial, ...VALUES.financial, name: 'Dune' } as Record<string, unknown>;
  const cell = cells.find(({ standing, given }) => standing === 'customer' && given === 'edit');
  if (cell) await stand(cell);
  const [row] = await w.db.reader.select().from(accounts).where(eq(accounts.id, 'acc_dune'));
  for (const field of KEPT) {
    const answer = await w
      .as('dan')
      .patch('/accounts/acc_dune', row?.version ?? 0, { [field]: values[field] });
    expect([field, answer.status]).toEqual([field, 403]);
  }
  expect(await w.db.reader.select().from(accounts).where(eq(accounts.id, 'acc_dune'))).toEqual([row]);
});

test('no list is sorted or narrowed by a field of a group', async () => {
  const fields = Object.values(VALUES).flatMap((group) => Object.entries(group));
  const plain = await text('dora', '/accounts');
  for (const [field, value] of fields) {
    expect((await w.as('dora').get(`/accounts?sort=${field}`)).status).toBe(422);
    expect(await text('dora', `/accounts?${field}=${encodeURIComponent(value)}x`)).toBe(plain);
  }
});
