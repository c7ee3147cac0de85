import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { changeAccount } from '#api/accounts/service.ts';
import { accounts, contacts, engagements } from '#db/schema/accounts.ts';
import { events, eventValues } from '#db/schema/events.ts';
import { world, type Name, type World } from '../support/world.ts';

let w: World;
let untouched: unknown;
beforeEach(async () => {
  w = await world();
  untouched = await rows();
});

const rows = async () => [
  await w.db.reader.select().from(accounts),
  await w.db.reader.select().from(contacts),
];
const dune = async () => (await w.db.reader.select().from(accounts).where(eq(accounts.id, 'acc_dune')))[0];
const names = async (name: Name, query = '') => {
  const { items } = (await (await w.as(name).get(`/accounts${query}`)).json()) as {
    items: { name: string }[];
  };
  return items.map((item) => item.name);
};

/** Refused, and nothing has happened. */
async function refused(answer: Response): Promise<[number, string]> {
  expect(await rows()).toEqual(untouched);
  expect(await w.db.reader.$count(events)).toBe(0);
  return [answer.status, ((await answer.json()) as { code: string }).code];
}

describe('a partner', () => {
  test('finds the customers it serves by name, city and industry, and no others', async () => {
    await w.as('ada').patch('/accounts/acc_ember', 1, { city: 'Évora', industry: 'Food and drink' });

    expect(await names('bea')).toEqual(['Dune Labs', 'Ember Foods']);
    expect(await names('bea', '?sort=-name')).toEqual(['Ember Foods', 'Dune Labs']);
    expect(await names('bea', '?q=evora+FOOD')).toEqual(['Ember Foods']);
    expect(await names('bea', '?q=fjord')).toEqual([]);
    expect(await names('cleo')).toEqual(['Dune Labs']);
    expect(await names('bea', '?kind=partner')).toEqual(['Brightline Automation']);
  });

  test('changes what the engagement opens, and the change is on the record', async () => {
    const answer = await w.as('bea').patch('/accounts/acc_dune', 1, {
      website: 'dunelabs.example/about',
      phone: '+1 520 555 0140',
      city: 'Almería',
      country: 'ES',
      employees: '51-200',
    });

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      website: 'https://dunelabs.example/about',
      city: 'Almería',
      version: 2,
      access: { name: 'read', identity: 'edit', contacts: 'edit' },
    });
    expect(await dune()).toMatchObject({ country: 'ES', searchText: expect.stringContaining('almeria') });
    expect(await w.db.reader.select().from(events)).toMatchObject([
      { name: 'account.changed', actorId: 'per_bea', accountId: 'acc_dune' },
    ]);
    expect(await w.db.reader.select().from(eventValues).where(eq(eventValues.field, 'city'))).toMatchObject([
      { before: 'Porto', after: 'Almería', audience: 'account' },
    ]);
  });

  test('clears a field by leaving it empty, and one it does not name stays', async () => {
    await w.as('bea').patch('/accounts/acc_dune', 1, { website: '  ', city: null });

    expect(await dune()).toMatchObject({ website: null, city: null, name: 'Dune Labs', version: 2 });
  });

  test('cannot change a name, which is the house’s', async () => {
    expect(
      await refused(await w.as('bea').patch('/accounts/acc_dune', 1, { name: 'Dune', phone: '+1 520 555' })),
    ).toEqual([403, 'accounts.read_only']);
  });

  test('cannot change what it may only read', async () => {
    expect(await refused(await w.as('bea').patch('/accounts/acc_ember', 1, { phone: '+44 113 49' }))).toEqual(
      [403, 'accounts.read_only'],
    );
    expect(await refused(await w.as('cleo').patch('/contacts/con_dune', 1, { phone: '+44 113 49' }))).toEqual(
      [403, 'accounts.read_only'],
    );
    expect(await refused(await w.as('cleo').post('/accounts/acc_dune/contacts', { name: 'Mo' }))).toEqual([
      403,
      'accounts.read_only',
    ]);
  });

  test('does not find who it does not serve, nor contacts that are closed to it', async () => {
    const bea = w.as('bea');

    for (const path of ['/accounts/acc_fjord', '/accounts/acc_fjord/history', '/contacts/con_fjord'])
      expect([path, (await bea.get(path)).status]).toEqual([path, 404]);
    expect(await refused(await bea.patch('/accounts/acc_fjord', 1, { city: 'Oslo' }))).toEqual([
      404,
      'accounts.not_found',
    ]);
    expect(await refused(await bea.patch('/contacts/con_fjord', 1, { phone: null }))).toEqual([
      404,
      'contacts.not_found',
    ]);
    expect(await refused(await bea.post('/accounts/acc_fjord/contacts', { name: 'Mo' }))).toEqual([
      404,
      'accounts.not_found',
    ]);
    expect(await refused(await bea.get('/accounts/acc_ember/contacts'))).toEqual([
      403,
      'accounts.contacts_closed',
    ]);
  });

  test('loses its way in when the engagement ends', async () => {
    expect((await w.as('bea').get('/accounts/acc_dune')).status).toBe(200);
    await w.db.direct.update(engagements).set({ endedAt: new Date() }).where(eq(engagements.id, 'eng_bd'));

    expect((await w.as('bea').get('/accounts/acc_dune')).status).toBe(404);
    expect(await names('bea')).toEqual(['Ember Foods']);
  });

  test('adds a contact and changes it', async () => {
    const added = await w
      .as('bea')
      .post('/accounts/acc_dune/contacts', { name: 'Mo', email: 'MO@Dune.example' });
    const { id } = (await added.json()) as { id: string };
    const changed = await w.as('ben').patch(`/contacts/${id}`, 1, { title: 'Buyer', email: '' });

    expect(added.status).toBe(201);
    expect(await changed.json()).toMatchObject({ name: 'Mo', title: 'Buyer', email: null, version: 2 });
    expect(await (await w.as('cleo').get('/accounts/acc_dune/contacts')).json()).toMatchObject({
      items: [{ name: 'Dalia Moreau' }, { name: 'Mo' }],
      total: 2,
    });
    expect(await w.db.reader.select({ name: events.name }).from(events)).toEqual([
      { name: 'contact.added' },
      { name: 'contact.changed' },
    ]);
  });

  test('is told which field is wrong', async () => {
    const wrong = { website: 'javascript:alert(1)', phone: 'ask Bob', country: 'XX', employees: 'many' };
    const answer = await w.as('bea').patch('/accounts/acc_dune', 1, wrong);
    const contact = await w.as('bea').patch('/contacts/con_dune', 1, { name: '', email: 'nobody' });

    expect(await answer.clone().json()).toEqual({
      code: 'invalid',
      fields: {
        website: 'accounts.invalid_website',
        phone: 'accounts.invalid_phone',
        country: 'invalid_value',
        employees: 'invalid_value',
      },
    });
    expect(await contact.clone().json()).toMatchObject({
      fields: { name: 'required', email: 'invalid_email' },
    });
    expect(await refused(answer)).toEqual([422, 'invalid']);
    expect(await refused(contact)).toEqual([422, 'invalid']);
  });

  test('cannot write what is not a field of the form', async () => {
    expect(await refused(await w.as('bea').patch('/accounts/acc_dune', 1, { kind: 'house' }))).toEqual([
      422,
      'invalid',
    ]);
  });
});

describe('two who change the same thing', () => {
  test('do not overwrite each other', async () => {
    expect((await w.as('bea').patch('/accounts/acc_dune', 1, { phone: '+1 520 1' })).status).toBe(200);
    const late = await w.as('dan').patch('/accounts/acc_dune', 1, { phone: '+1 520 2' });

    expect([late.status, await late.json()]).toEqual([412, { code: 'stale', fields: {} }]);
    expect(await dune()).toMatchObject({ phone: '+1 520 1', version: 2 });
    expect(await w.db.reader.$count(events)).toBe(1);
  });

  test('do not both win when they write at the same moment', async () => {
    const answers = await Promise.all(
      ['1', '2', '3'].map((n) => w.as('ada').patch('/contacts/con_dune', 1, { phone: `+1 520 ${n}` })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect(await w.db.reader.$count(events)).toBe(1);
  });
});

describe('a customer', () => {
  test('changes its own company as owner, but not its name', async () => {
    expect((await w.as('dan').patch('/accounts/acc_dune', 1, { city: 'Tucson' })).status).toBe(200);
    expect((await w.as('dan').patch('/accounts/acc_dune', 2, { name: 'Dune' })).status).toBe(403);
    expect((await w.as('dan').post('/accounts/acc_dune/contacts', { name: 'Mo' })).status).toBe(201);
    expect(await names('dan')).toEqual(['Dune Labs']);
  });

  test('as a member only reads it', async () => {
    const seen = await w.as('dora').get('/accounts/acc_dune');

    expect(await seen.json()).toMatchObject({ access: { identity: 'read', contacts: 'read' } });
    expect(await refused(await w.as('dora').patch('/accounts/acc_dune', 1, { city: 'Tucson' }))).toEqual([
      403,
      'forbidden',
    ]);
  });

  test('finds no other company', async () => {
    expect((await w.as('dan').get('/accounts/acc_ember')).status).toBe(404);
    expect((await w.as('dan').get('/accounts/acc_brightline')).status).toBe(404);
  });
});

describe('staff', () => {
  test('change everything, names too', async () => {
    const answer = await w.as('max').patch('/accounts/acc_dune', 1, { name: 'Dune Laboratories' });

    expect(await answer.json()).toMatchObject({ name: 'Dune Laboratories' });
    expect(await names('bea', '?q=laboratories')).toEqual(['Dune Laboratories']);
  });

  test('in service read but do not change', async () => {
    expect((await w.as('abe').get('/accounts/acc_dune')).status).toBe(200);
    expect(await refused(await w.as('abe').patch('/accounts/acc_dune', 1, { city: 'Oslo' }))).toEqual([
      403,
      'forbidden',
    ]);
  });
});

describe('the history', () => {
  type By = { kind: string; name: string | null; account: string | null };
  const told = async (name: Name) => {
    const answer = await w.as(name).get('/accounts/acc_dune/history');
    const { items } = (await answer.json()) as { items: { by: By; values: { after: unknown }[] }[] };
    return items.map(({ by, values }) => [values[0]?.after, by.kind, by.name, by.account]);
  };

  test('names whom the reader may know, and two partners stay unknown to each other', async () => {
    await w.as('ada').patch('/accounts/acc_dune', 1, { city: 'A' });
    await w.as('bea').patch('/accounts/acc_dune', 2, { city: 'B' });
    await w.as('dan').patch('/accounts/acc_dune', 3, { city: 'C' });

    const ada = ['A', 'staff', 'Ada Lindqvist', 'Northlight Instruments'];
    const bea = ['B', 'partner', 'Bea Sandoval', 'Brightline Automation'];
    const dan = ['C', 'customer', 'Dan Reyes', 'Dune Labs'];
    const someone = (what: string) => [what, 'outside', null, null];
    expect(await told('ada')).toEqual([dan, bea, ada]);
    expect(await told('ben')).toEqual([someone('C'), bea, ada]);
    expect(await told('cleo')).toEqual([someone('C'), someone('B'), ada]);
    expect(await told('dan')).toEqual([dan, ['B', 'partner', null, 'Brightline Automation'], ada]);
    expect(await (await w.as('cleo').get('/accounts/acc_dune/history')).text()).not.toMatch(/bea|bright/i);
  });
});

test('an engagement that was narrowed after it was read stops the write', async () => {
  const { scope } = w.as('bea');
  const write = scope.write.bind(scope);
  Object.assign(scope, {
    write: async (build: Parameters<typeof write>[0]) => {
      await w.db.direct.update(engagements).set({ identity: 'read' }).where(eq(engagements.id, 'eng_bd'));
      return write(build);
    },
  });

  await expect(changeAccount(scope, 'acc_dune', 1, { city: 'Oslo' })).rejects.toMatchObject({ status: 403 });
  expect(await dune()).toMatchObject({ city: 'Porto', version: 1 });
  expect(await w.db.reader.$count(events)).toBe(0);
});

test('a stranger gets nothing', async () => {
  expect((await w.guest().get('/accounts')).status).toBe(401);
  expect((await w.as('eve').get('/accounts')).status).toBe(403);
});

test('a list longer than a page goes on, and back', async () => {
  await w.db.direct.insert(contacts).values(
    Array.from({ length: 30 }, (_, n) => ({
      accountId: 'acc_dune',
      name: `Z ${String(n).padStart(2, '0')}`,
    })),
  );
  const page = async (query: string) =>
    (await (await w.as('bea').get(`/accounts/acc_dune/contacts${query}`)).json()) as {
      items: { name: string }[];
      next?: string;
      previous?: string;
      total: number;
    };
  const first = await page('');
  const second = await page(`?after=${first.next}`);
  const back = await page(`?before=${second.previous}`);

  expect([first.items.length, second.items.length, first.total]).toEqual([25, 6, 31]);
  expect(second.next).toBeUndefined();
  expect(back.items).toEqual(first.items);
});
