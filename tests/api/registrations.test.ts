import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { accounts, contacts } from '#db/schema/accounts.ts';
import { invitations, memberships, people } from '#db/schema/people.ts';
import { dilan, joiningActs, nora } from '../support/applications.ts';
import { world, type World } from '../support/world.ts';

let w: World;
let acts: Awaited<ReturnType<typeof joiningActs>>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 19, 10) });
  w = await world();
  acts = await joiningActs(w);
});
afterEach(() => {
  vi.useRealTimers();
});

const seen = async (name: Parameters<World['as']>[0]) => {
  const { items } = (await (await w.as(name).get('/applications')).json()) as { items: { email: string }[] };
  return items.map(({ email }) => email);
};

describe('a registration', () => {
  const belonging: [string, string, Partial<typeof accounts.$inferInsert>][] = [
    ['its website', 'https://dune.example', {}],
    ['its website with www and a path', 'http://WWW.Dune.example/de/', {}],
  ];
  test.each(belonging)('waits for the company to which its address belongs by %s', async (_, website) => {
    await w.db.direct.delete(contacts);
    await w.db.direct.update(people).set({ email: 'dan@elsewhere.example' }).where(eq(people.id, 'per_dan'));
    await w.db.direct
      .update(people)
      .set({ email: 'dora@elsewhere.example' })
      .where(eq(people.id, 'per_dora'));
    await w.db.direct.update(accounts).set({ website }).where(eq(accounts.id, 'acc_dune'));
    const { accountId } = await acts.submitted(dilan);

    expect(accountId).toBe('acc_dune');
    expect(await seen('dan')).toEqual([dilan.email]);
    expect(await acts.mailsTo('dan@elsewhere.example')).toMatchObject([
      { text: expect.stringContaining('/team') },
    ]);
  });

  test('waits for the company whose contact has such an address', async () => {
    await w.db.direct.update(accounts).set({ website: null });
    expect(await acts.submitted({ ...dilan, email: 'x@fjord.example' })).toMatchObject({
      accountId: 'acc_fjord',
    });
  });

  const toTheHouse: Record<string, () => PromiseLike<unknown>> = {
    'no company has such an address': () =>
      w.db.direct
        .update(accounts)
        .set({ website: 'https://notdune.example/dune.example' })
        .where(eq(accounts.id, 'acc_dune'))
        .then(() => w.db.direct.delete(contacts))
        .then(() => w.db.direct.update(people).set({ email: 'd@x.example' }).where(eq(people.id, 'per_dan')))
        .then(() =>
          w.db.direct.update(people).set({ email: 'e@x.example' }).where(eq(people.id, 'per_dora')),
        ),
    'two companies have it': () =>
      w.db.direct
        .update(accounts)
        .set({ website: 'https://dune.example' })
        .where(eq(accounts.id, 'acc_ember')),
    'many of one company have it, and one of another': () =>
      w.db.direct.insert(contacts).values(
        Array.from({ length: 60 }, (_, n) => ({
          id: `con_${n}`,
          accountId: n < 59 ? 'acc_dune' : 'acc_ember',
          name: `Contact ${n}`,
          email: `contact.${n}@dune.example`,
        })),
      ),
    'the company is closed': () =>
      w.db.direct.update(accounts).set({ closedAt: new Date() }).where(eq(accounts.id, 'acc_dune')),
    'nobody answers for the company': () =>
      w.db.direct.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.id, 'mem_dan')),
  };
  test.each(Object.keys(toTheHouse))('waits for the house where %s', async (why) => {
    await toTheHouse[why]?.();
    expect(await acts.submitted(dilan)).toMatchObject({ accountId: 'acc_house' });
  });

  test('from an address that anybody can have never belongs to a company', async () => {
    await w.db.direct.update(contacts).set({ email: 'finn@gmail.com' }).where(eq(contacts.id, 'con_fjord'));
    expect(await acts.submitted({ ...dilan, email: 'somebody@gmail.com' })).toMatchObject({
      accountId: 'acc_house',
      mailDomain: null,
    });
  });

  test('lets its owner take somebody in as a member, and no further', async () => {
    const { id } = await acts.submitted(dilan);
    expect((await acts.put('dora', id, 'approval', {})).status).toBe(403);
    expect((await acts.put('emil', id, 'approval', {})).status).toBe(404);
    expect((await acts.put('dan', id, 'question', { question: 'Who?' })).status).toBe(403);
    expect((await acts.put('dan', id, 'approval', { accountId: 'acc_ember' })).status).toBe(403);
    expect((await acts.put('dan', id, 'approval', {})).status).toBe(200);

    expect(await w.db.reader.select().from(invitations)).toMatchObject([
      { accountId: 'acc_dune', roleId: 'role_customer_member', email: dilan.email, invitedBy: 'per_dan' },
    ]);
  });

  test('does not tell the company what else the house has', async () => {
    await acts.submitted({ ...nora, email: 'nora@dune.example' });
    const { id } = await acts.submitted(dilan);

    expect(await (await w.as('dan').get(`/applications/${id}`)).json()).toMatchObject({
      like: [],
      companies: [],
    });
    expect(await (await w.as('ada').get(`/applications/${id}`)).json()).toMatchObject({
      like: [{ email: 'nora@dune.example' }],
      companies: [{ id: 'acc_dune' }],
    });
  });
});

describe('a rejection', () => {
  test.each([
    ['a reason that is another one without words', { reason: 'other', note: '' }, 'note'],
    ['a later without days', { reason: 'not_the_right_fit', note: null, reapply: 'later' }, 'days'],
    ['no reason', { note: 'No.' }, 'reason'],
  ])('is not taken with %s', async (_, body, field) => {
    const { id } = await acts.submitted();
    const answer = await acts.put('max', id, 'rejection', body);

    expect([answer.status, Object.keys(((await answer.json()) as { fields: object }).fields)]).toEqual([
      422,
      [field],
    ]);
    expect(await acts.find(nora.email)).toMatchObject({ status: 'submitted' });
  });

  test('says why, in the words of the house too', async () => {
    const { id } = await acts.submitted();
    await acts.put('max', id, 'rejection', { reason: 'other', note: 'We have a partner there.' });
    const mail = (await acts.mailsTo(nora.email)).at(-1);

    expect(mail?.text).toContain('Another reason');
    expect(mail?.text).toContain('> We have a partner there.');
    expect(mail?.text).toContain('whenever you like');
  });
});
