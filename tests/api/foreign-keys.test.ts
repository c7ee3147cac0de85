import { describe, expect, test } from 'vitest';

import { accounts, engagements } from '#db/schema/accounts.ts';
import { applications } from '#db/schema/applications.ts';
import { sections } from '#db/schema/articles.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { products } from '#db/schema/products.ts';
import { requests } from '#db/schema/requests.ts';
import { applied } from '#tests/support/guards/applications.ts';
import { json } from '#tests/support/guards/case.ts';
import { facts, fileId, make } from '#tests/support/materials.ts';
import { opportunityActs, pumps } from '#tests/support/opportunities.ts';
import { drawing } from '#tests/support/pictures.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

/** A way to name somebody else's thing in a body that is otherwise valid. */
type Key = {
  by: Name;
  call: string;
  key: string;
  body: object;
  /** Where the call goes, when it is about a thing, and the version it has. */
  at?: (w: World) => Promise<{ id: string; version: number }>;
  /** What is somebody else's, and what the sender is told. */
  foreign: Record<string, [value: Value, status: number]>;
  own: Value;
};
type Value = unknown | ((w: World) => Promise<unknown>);

const PATIENCE_MS = 60_000;
const question = { subject: 'The valve leaks', body: 'It drips.', category: 'problem' };
const file = (by: Name) => async (w: World) => fileId(w, { by });
const files = (by: Name) => async (w: World) => [await fileId(w, { by })];

async function attached(w: World) {
  const id = await fileId(w, { by: 'dan' });
  await json(w.as('dan').post('/requests', { ...question, attachments: [id] }));
  return [id];
}

const table = (w: World) => fileId(w, { by: 'ada', name: 'new.csv', body: 'name\nNew company\n' });

async function imported(w: World) {
  const id = await table(w);
  await json(w.as('ada').post('/imports', { kind: 'accounts', fileId: id }));
  return id;
}

const asked = (w: World) => json<{ id: string; version: number }>(w.as('dan').post('/requests', question));

async function begun(w: World) {
  const { id } = await opportunityActs(w).begin('bea');
  return w.system.find(opportunities, id);
}

const invitation = { email: 'wanda@example.org' };
const article = { audience: 'public', locale: 'en', title: 'Calm', summary: 'A bilby.', body: 'Slowly.' };

const keys: Key[] = [
  {
    by: 'ada',
    call: 'PUT /applications/:id/approval',
    key: 'accountId',
    at: async (w) => w.system.find(applications, (await applied(w)).params?.['id'] ?? ''),
    body: {},
    foreign: { 'a company of another kind': ['acc_brightline', 404], 'the house': ['acc_house', 404] },
    own: 'acc_fjord',
  },
  {
    by: 'bea',
    call: 'POST /requests',
    key: 'accountId',
    body: question,
    foreign: {
      'a customer whose requests it may only read': ['acc_dune', 403],
      'a customer whose requests are closed to it': ['acc_ember', 403],
      'a customer it does not serve': ['acc_fjord', 404],
      'another partner': ['acc_cobalt', 404],
      'the house': ['acc_house', 404],
    },
    own: 'acc_brightline',
  },
  {
    by: 'dan',
    call: 'POST /requests',
    key: 'attachments',
    body: question,
    foreign: {
      'a file in somebody else’s hands': [files('emil'), 422],
      'a file of a colleague': [files('dora'), 422],
      'a file that is attached already': [attached, 422],
    },
    own: files('dan'),
  },
  {
    by: 'dan',
    call: 'POST /requests/:id/messages',
    key: 'attachments',
    at: asked,
    body: { body: 'Look.' },
    foreign: {
      'a file in somebody else’s hands': [files('bea'), 422],
      'a file that is attached already': [attached, 422],
    },
    own: files('dan'),
  },
  {
    by: 'ada',
    call: 'PATCH /accounts/:id',
    key: 'managerId',
    at: (w) => w.system.find(accounts, 'acc_dune'),
    body: {},
    foreign: {
      'a partner': ['per_bea', 422],
      'the customer': ['per_dan', 422],
    },
    own: 'per_abe',
  },
  {
    by: 'abe',
    call: 'PUT /requests/:id/assignee',
    key: 'assigneeId',
    at: asked,
    body: {},
    foreign: {
      'a partner': ['per_bea', 422],
      'the customer': ['per_dan', 422],
      'somebody of the house who answers no requests': ['per_eve', 422],
    },
    own: 'per_ada',
  },
  ...(['POST /opportunities', 'PATCH /opportunities/:id'] as const).flatMap((call): Key[] => {
    const body = call.startsWith('POST') ? pumps : { title: 'Another' };
    const about = { by: 'bea', call, body, ...(call.startsWith('POST') ? {} : { at: begun }) } as const;
    return [
      {
        ...about,
        key: 'customerId',
        foreign: {
          'a customer it does not serve': ['acc_fjord', 404],
          'another partner': ['acc_cobalt', 404],
          itself: ['acc_brightline', 404],
        },
        own: 'acc_ember',
      },
      {
        ...about,
        key: 'ownerId',
        foreign: {
          'somebody of another partner': ['per_cleo', 404],
          'somebody of the customer': ['per_dan', 404],
          'somebody of the house': ['per_ada', 404],
        },
        own: 'per_ben',
      },
      {
        ...about,
        key: 'productId',
        foreign: {
          'a product that is not shown to partners': ['prd_secret', 404],
          'one that is no longer sold': ['prd_retired', 404],
          'a thing of another kind': ['acc_ember', 404],
        },
        own: 'prd_pump',
      },
    ];
  }),
  {
    by: 'ada',
    call: 'POST /imports',
    key: 'fileId',
    body: { kind: 'accounts' },
    foreign: {
      'a file in somebody else’s hands': [file('abe'), 404],
      'a file that is imported already': [imported, 404],
    },
    own: table,
  },
  {
    by: 'eve',
    call: 'POST /materials',
    key: 'fileId',
    body: facts,
    foreign: { 'a file in somebody else’s hands': [file('ada'), 422] },
    own: file('eve'),
  },
  {
    by: 'eve',
    call: 'PATCH /materials/:id',
    key: 'fileId',
    at: (w) => make(w),
    body: {},
    foreign: {
      'a file in somebody else’s hands': [file('dan'), 422],
      'a file that is attached already': [async (w: World) => (await attached(w))[0], 422],
    },
    own: file('eve'),
  },
  {
    by: 'bea',
    call: 'POST /people/invitations',
    key: 'accountId',
    body: { ...invitation, roleId: 'role_partner_member' },
    foreign: {
      'another partner': ['acc_cobalt', 404],
      'a customer it serves': ['acc_dune', 404],
      'the house': ['acc_house', 404],
    },
    own: 'acc_brightline',
  },
  {
    by: 'bea',
    call: 'POST /people/invitations',
    key: 'roleId',
    body: invitation,
    foreign: {
      'a role of the house': ['role_house_admin', 404],
      'a role of customers': ['role_customer_owner', 404],
    },
    own: 'role_partner_owner',
  },
  {
    by: 'max',
    call: 'POST /people/invitations',
    key: 'roleId',
    body: invitation,
    foreign: { 'a role that may do more than he': ['role_house_admin', 403] },
    own: 'role_house_manager',
  },
  {
    by: 'bea',
    call: 'PUT /auth/session/account',
    key: 'accountId',
    body: {},
    foreign: {
      'a customer it serves': ['acc_dune', 404],
      'the house': ['acc_house', 404],
    },
    own: 'acc_brightline',
  },
  {
    by: 'eve',
    call: 'POST /articles',
    key: 'sectionId',
    body: article,
    foreign: { 'a thing of another kind': ['acc_dune', 422] },
    own: 'sec_animals',
  },
  {
    by: 'eve',
    call: 'POST /articles/:id/pictures',
    key: 'fileId',
    at: (w) => json(w.as('eve').post('/articles', { ...article, sectionId: 'sec_animals' })),
    body: {},
    foreign: {
      'a file in somebody else’s hands': [(w: World) => drawing(w, { by: 'ada' }), 422],
      'a file that is attached already': [async (w: World) => (await attached(w))[0], 422],
    },
    own: (w: World) => drawing(w),
  },
];

async function house() {
  const w = await world();
  const names = { en: 'Animals', es: 'Animales', ru: 'Животные' };
  await w.db.direct.insert(sections).values({ id: 'sec_animals', slug: 'animals', names, position: 0 });
  await w.db.direct.insert(products).values([
    { id: 'prd_pump', name: 'Pump', nameKey: 'pump', searchText: 'pump' },
    { id: 'prd_secret', name: 'Secret', nameKey: 'secret', searchText: 'secret', audience: 'internal' },
    { id: 'prd_retired', name: 'Valve', nameKey: 'valve', searchText: 'valve', retiredAt: new Date() },
  ]);
  return w;
}

describe.each(keys)('$by, $call with $key', ({ by, call, key, body, at, foreign, own }) => {
  const send = async (w: World, value: unknown, thing: { id: string; version: number } | undefined) => {
    const [method = '', path = ''] = call.split(' ');
    const headers: Record<string, string> = thing ? { 'if-match': `"${thing.version}"` } : {};
    return w
      .as(by)
      .send(path.replace(':id', thing?.id ?? ''), { method, body: { ...body, [key]: value }, headers });
  };

  test(
    'of somebody else is refused and changes nothing; its own is taken',
    { timeout: PATIENCE_MS },
    async () => {
      const w = await house();
      const thing = await at?.(w);
      for (const [whose, [value, status]] of Object.entries(foreign)) {
        const named = await valueOf(w, value);
        const before = await stateOf(w);
        expect([whose, (await send(w, named, thing)).status]).toEqual([whose, status]);
        expect({ whose, ...(await stateOf(w)) }).toEqual({ whose, ...before });
      }

      const answer = await send(w, await valueOf(w, own), thing);
      expect([answer.status, answer.ok ? '' : await answer.text()]).toEqual([answer.status, '']);
      expect(answer.ok).toBe(true);
    },
  );
});

const valueOf = (w: World, value: Value) =>
  typeof value === 'function' ? (value as (w: World) => Promise<unknown>)(w) : value;

test('a partner who may write in a customer’s requests asks for it', async () => {
  const w = await world();
  await w.db.direct.update(engagements).set({ requests: 'edit' });

  await json(w.as('bea').post('/requests', { ...question, accountId: 'acc_dune' }));
  expect(await w.db.reader.select().from(requests)).toMatchObject([{ accountId: 'acc_dune' }]);
});
