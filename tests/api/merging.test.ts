import { eq, getTableName, is, sql } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { beforeEach, describe, expect, test } from 'vitest';

import { columnsThat, FATES } from '#api/people/becoming.ts';
import { mergePeople } from '#api/people/merging.ts';
import { presetId } from '#api/people/roles.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import * as schema from '#db/schema/index.ts';
import { json } from '#tests/support/guards/case.ts';
import { fileId } from '#tests/support/materials.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const { erasures, memberships, passwords, people, ssoConnections } = schema;

let w: World;
beforeEach(async () => {
  w = await world();
});

const merge = (by: Name, gone: string, kept: string, { from = 1, into = 1 } = {}) =>
  w
    .as(by)
    .post(
      `/people/per_${gone}/merge`,
      { intoId: `per_${kept}`, intoVersion: into },
      { 'if-match': `"${from}"` },
    );
const shut = (name: Name) =>
  w.db.direct
    .update(people)
    .set({ disabledAt: new Date() })
    .where(eq(people.id, `per_${name}`));

describe('who may merge whom', () => {
  const TABLE = {
    ada: {
      'dora into dan': 200,
      'dora into ben': 200,
      'dora into dora': 409,
      'abe into dan': 409,
      'dan into abe': 409,
    },
    max: { 'dora into dan': 200 },
    abe: { 'dora into dan': 403 },
    bea: { 'dora into dan': 403, 'ben into bea': 403 },
    dan: { 'dora into dan': 403 },
  } as const satisfies Partial<Record<Name, Record<string, number>>>;
  const cells = Object.entries(TABLE).flatMap(([by, row]) =>
    Object.entries(row).map(([whom, status]) => ({ by: by as Name, whom, status: status as number })),
  );

  test.each(cells)('$by, $whom, is told $status', async ({ by, whom, status }) => {
    const [gone = '', kept = ''] = whom.split(' into ');
    const before = await stateOf(w);
    expect((await merge(by, gone, kept)).status).toBe(status);
    const changed = JSON.stringify(await stateOf(w)) !== JSON.stringify(before);
    expect(changed).toBe(status === 200);
  });

  test('nobody goes on as somebody who is shut out, is a program, or has gone on himself', async () => {
    await shut('dan');
    expect((await merge('ada', 'dora', 'dan')).status).toBe(409);
    await w.db.direct.update(people).set({ robot: true }).where(eq(people.id, 'per_emil'));
    expect((await merge('ada', 'dora', 'emil')).status).toBe(409);
    expect((await merge('ada', 'dora', 'ben')).status).toBe(200);
    expect((await merge('ada', 'dora', 'ben', { from: 2, into: 2 })).status).toBe(409);
    expect((await merge('ada', 'ben', 'dora', { from: 2, into: 2 })).status).toBe(409);
  });

  test.each([
    ['dora', 'asked', 409],
    ['dan', 'running', 409],
    ['dora', 'refused', 200],
  ] as const)('where %s has %s to be erased it is %i', async (name, state, status) => {
    await w.db.direct.insert(erasures).values({
      number: 1,
      personId: `per_${name}`,
      channel: 'self',
      state,
      dueAt: new Date(),
      tally: {},
    });
    expect((await merge('ada', 'dora', 'dan')).status).toBe(status);
  });

  test('only as both were read, and only once of two at the same moment', async () => {
    expect((await merge('ada', 'dora', 'dan', { from: 2 })).status).toBe(412);
    expect((await merge('ada', 'dora', 'dan', { into: 2 })).status).toBe(412);
    const both = await Promise.all([merge('ada', 'dora', 'dan'), merge('max', 'dan', 'dora')]);
    const statuses = both.map(({ status }) => status).sort();

    expect(statuses[0]).toBe(200);
    expect([409, 412]).toContain(statuses[1]);
  });

  const ALONGSIDE = {
    'the one who goes joins an account': ['per_ben', 'acc_cobalt', 'partner', 'member'],
    'the one who stays joins the account of the other': ['per_dora', 'acc_brightline', 'partner', 'member'],
    'the one who stays joins the house': ['per_dora', HOUSE_ID, 'house', 'admin'],
  } as const;

  test.each(Object.entries(ALONGSIDE))(
    'only with the seats as they were read: %s',
    async (_, [personId, accountId, kind, role]) => {
      const { scope } = w.as('ada');
      const write = scope.write.bind(scope);
      scope.write = async (build) => {
        await w.db.direct.insert(memberships).values({ personId, accountId, roleId: presetId(kind, role) });
        return write(build);
      };
      const merging = { goneId: 'per_ben', keptId: 'per_dora', versions: { gone: 1, kept: 1 } };

      await expect(mergePeople(scope, merging)).rejects.toMatchObject({ status: 412 });
    },
  );

  test('not where nobody would be left who comes in without the provider', async () => {
    await w.db.direct.insert(ssoConnections).values({
      accountId: 'acc_brightline',
      issuer: 'https://login.example',
      clientId: 'x',
      roleId: presetId('partner', 'member'),
      roleRules: [],
      breakGlass: ['mem_bea'],
      enforcedAt: new Date(),
    });
    const refused = await merge('ada', 'bea', 'dora');

    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'sso.last_break_glass' }]);
  });
});

describe('what becomes of what names a person', () => {
  test('is said for every column that does', () => {
    const naming = Object.values(schema).flatMap((table) =>
      is(table, SQLiteTable)
        ? getTableConfig(table).foreignKeys.flatMap((key) => {
            const { foreignTable, columns } = key.reference();
            return getTableName(foreignTable) === 'people' ? columns : [];
          })
        : [],
    );
    const nameOf = (column: { name: string; table: Parameters<typeof getTableName>[0] }) =>
      `${getTableName(column.table)}.${column.name}`;

    expect(FATES.map(([column]) => nameOf(column)).sort()).toEqual(naming.map(nameOf).sort());
  });

  test('what follows names the other, and what goes is gone', async () => {
    const question = { subject: 'The valve leaks', body: 'It drips.', category: 'problem' };
    const ben = w.as('ben');
    await json(
      w.as('dora').post('/requests', { ...question, attachments: [await fileId(w, { by: 'dora' })] }),
    );
    const deal = {
      title: 'Alarms',
      customerId: 'acc_dune',
      amount: 5,
      currency: 'EUR',
      closeOn: '2099-06-30',
    };
    const { id } = await json<{ id: string }>(ben.post('/opportunities', deal));
    await json(ben.post(`/opportunities/${id}/notes`, { body: 'Called' }));
    await w.db.direct.insert(passwords).values({ personId: 'per_ben', hash: 'x', changedAt: new Date() });
    const rows = async (column: (typeof FATES)[number][0], personId: string) => {
      const [found] = await w.db.reader
        .select({ n: sql<number>`count(*)` })
        .from(column.table)
        .where(eq(column, personId));
      return found?.n ?? 0;
    };
    const all = async (personId: string) => {
      const columns = [...columnsThat('follows'), ...columnsThat('goes')];
      return Promise.all(columns.map((column) => rows(column, personId)));
    };
    const [before, kept] = [await all('per_ben'), await all('per_dora')];

    expect(before.filter((n) => n > 0).length).toBeGreaterThanOrEqual(4);
    expect((await merge('ada', 'ben', 'dora')).status).toBe(200);
    expect(await all('per_ben')).toEqual(before.map(() => 0));
    const follow = columnsThat('follows').length;
    const sums = before.map((n, at) => (at < follow ? n : 0) + (kept[at] ?? 0));
    expect(await all('per_dora')).toEqual(sums.map((n, at) => (at === 0 ? 1 : n)));
  });

  test('and the sums of everything else are as before', async () => {
    const counted = async () =>
      Promise.all(
        ['requests', 'messages', 'opportunities', 'memberships', 'people'].map((table) =>
          w.db.reading.execute(`select count(*) as n from ${table}`).then(({ rows }) => rows[0]?.['n']),
        ),
      );
    await json(w.as('dora').post('/requests', { subject: 'A', body: 'B', category: 'question' }));
    const before = await counted();
    await merge('ada', 'dora', 'dan');

    expect(await counted()).toEqual(before);
  });
});

describe('a seat that meets a seat', () => {
  const seats = {
    'none, active': {
      change: 'taken',
      mine: undefined,
      theirs: { role: 'owner', ended: false },
      after: ['owner', false],
    },
    'active, active': {
      change: 'had',
      mine: { role: 'manager', ended: false },
      theirs: { role: 'member', ended: false },
      after: ['manager', false],
    },
    'active, leading': {
      change: 'led',
      mine: { role: 'member', ended: false },
      theirs: { role: 'owner', ended: false },
      after: ['owner', false],
    },
    'ended, active': {
      change: 'restored',
      mine: { role: 'owner', ended: true },
      theirs: { role: 'member', ended: false },
      after: ['member', false],
    },
    'active, ended': {
      change: 'left',
      mine: { role: 'member', ended: false },
      theirs: { role: 'owner', ended: true },
      after: ['member', false],
    },
    'ended, ended': {
      change: 'left',
      mine: { role: 'member', ended: true },
      theirs: { role: 'owner', ended: true },
      after: ['member', true],
    },
  } as const;

  test.each(Object.entries(seats))('%s', async (_, { change, mine, theirs, after }) => {
    const seat = (role: string, ended: boolean) => ({
      roleId: presetId('partner', role),
      endedAt: ended ? new Date() : null,
    });
    await w.db.direct
      .update(memberships)
      .set(seat(theirs.role, theirs.ended))
      .where(eq(memberships.id, 'mem_ben'));
    if (mine)
      await w.db.direct.insert(memberships).values({
        id: 'mem_x',
        personId: 'per_dora',
        accountId: 'acc_brightline',
        ...seat(mine.role, mine.ended),
      });
    const plan = await json<{ seats: unknown[] }>(merge('ada', 'ben', 'dora'), 200);
    const [held] = await w.db.reader
      .select()
      .from(memberships)
      .where(sql`person_id = 'per_dora' and account_id = 'acc_brightline'`);

    expect(plan.seats).toMatchObject([{ account: { id: 'acc_brightline' }, change }]);
    expect([held?.roleId, held?.endedAt !== null]).toEqual([presetId('partner', after[0]), after[1]]);
  });
});

test('every account of both is told, and not that it was who', async () => {
  await merge('ada', 'ben', 'dora');
  type Told = { items: { name: string; subject: { id: string } }[] };
  const heard = async (who: Name) =>
    (await json<Told>(w.as(who).get('/events?subject=person'), 200)).items.filter(
      ({ name }) => name === 'person.merged',
    );

  expect(await heard('bea')).toHaveLength(1);
  expect(await heard('dan')).toHaveLength(1);
  expect(await heard('cleo')).toEqual([]);
});
