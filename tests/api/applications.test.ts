import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { purgeUnprovenApplications } from '#api/applications/purge.ts';
import { accounts, contacts } from '#db/schema/accounts.ts';
import { applicationMessages, applications } from '#db/schema/applications.ts';
import { events } from '#db/schema/events.ts';
import { mails } from '#db/schema/mails.ts';
import { invitations, memberships, people } from '#db/schema/people.ts';
import { dilan, joiningActs, nora, openDoors } from '../support/applications.ts';
import { stateOf } from '../support/state.ts';
import { world, type World } from '../support/world.ts';

const DAY_MS = 86_400_000;

let w: World;
let acts: Awaited<ReturnType<typeof joiningActs>>;

beforeEach(async () => {
  // A Thursday.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 19, 10) });
  w = await world();
  acts = await joiningActs(w);
});
afterEach(() => {
  vi.useRealTimers();
});

const seen = async (name: Parameters<World['as']>[0], query = '') => {
  const answer = await w.as(name).get(`/applications${query}`);
  const { items } = (await answer.json()) as { items: { email: string }[] };
  return items.map(({ email }) => email);
};

describe('an application', () => {
  test('is seen by nobody and mails nothing of its words until the address has proven itself', async () => {
    await acts.apply();
    const [mail, ...others] = await acts.mailsTo(nora.email);

    expect(others).toEqual([]);
    expect(mail?.text).not.toMatch(/Nora|Kestrel|pumps|evil|Porto/);
    expect(mail?.html).not.toMatch(/Nora|Kestrel|pumps|evil|Porto/);
    expect(await seen('ada')).toEqual([]);
    const { id } = await acts.find(nora.email);
    expect((await w.as('ada').get(`/applications/${id}`)).status).toBe(404);

    await acts.desk.prove(acts.scope, await acts.codeFor(nora.email));
    expect(await seen('ada')).toEqual([nora.email]);
    expect(await seen('max', '?q=kestrel')).toEqual([nora.email]);
    expect(await seen('max', '?q=wombat')).toEqual([]);
    expect(await seen('bea')).toEqual([]);
    expect(await seen('dan')).toEqual([]);
  });

  test('is due in three working days, over a weekend too', async () => {
    const { dueAt, provenAt, status } = await acts.submitted();

    expect(status).toBe('submitted');
    expect(dueAt?.getTime()).toBe((provenAt?.getTime() ?? 0) + 5 * DAY_MS);
  });

  test('is told to everybody who decides, and to the applicant in his language', async () => {
    await acts.apply({}, '192.0.2.7', 'es');
    await acts.desk.prove(acts.scope, await acts.codeFor(nora.email));
    const told = await acts.mailsTo('max@house.example');

    expect((await acts.mailsTo(nora.email)).at(-1)).toMatchObject({ subject: 'Tenemos su solicitud' });
    expect(told).toMatchObject([{ subject: 'Application: Kestrel <b>Controls</b>' }]);
    expect(told[0]?.html).not.toContain('<b>Controls');
    expect(await acts.mailsTo('abe@house.example')).toEqual([]);
  });

  test('of which the form is sent twice counts once, be it at the same moment', async () => {
    const challenge = acts.desk.challenge('en');
    vi.setSystemTime(Date.now() + 10_000);
    const input = { ...nora, challenge };
    await Promise.all([0, 1].map(() => acts.desk.apply(acts.scope, input, '192.0.2.7')));

    expect(await w.db.reader.$count(applications)).toBe(1);
    expect(await acts.mailsTo(nora.email)).toHaveLength(1);
  });

  test('of which the form is sent again with something put right counts as it is then', async () => {
    await acts.apply({ website: 'https://kestel.example' });
    await acts.apply();
    await acts.desk.prove(acts.scope, await acts.codeFor(nora.email));

    const proven = eq(applications.status, 'submitted');
    expect(await w.db.reader.select().from(applications).where(proven)).toMatchObject([
      { website: nora.website },
    ]);
  });

  test('by a machine that fills in what nobody sees is none', async () => {
    await acts.apply({ nickname: 'x' });
    expect(await w.db.reader.$count(applications)).toBe(0);
  });

  test.each([
    ['partners', { partnersApply: false }, nora],
    ['customers', { customersRegister: false }, dilan],
  ])('of %s is taken only where the house takes them', async (_, change, input) => {
    await openDoors(w, change);
    await expect(acts.apply(input)).rejects.toMatchObject({ status: 409, code: 'applications.closed' });
    expect(await w.db.reader.$count(applications)).toBe(0);
  });

  test('can be made so often from one address, one place and one network', async () => {
    const from = (n: number) => `198.51.${n}.7`;
    for (let n = 0; n < 3; n += 1) await acts.apply({ message: `Try ${n}` }, from(n));
    await expect(acts.apply({ message: 'Try 4' }, from(4))).rejects.toMatchObject({ status: 429 });
    const send = (n: number, host: number) =>
      acts.apply({ email: `n${n}@kestrel.example` }, `203.0.113.${host}`);
    for (let n = 0; n < 20; n += 1) await send(n, 9);
    await expect(send(20, 9)).rejects.toMatchObject({ status: 429 });
    for (let n = 20; n < 60; n += 1) await send(n, n);
    await expect(send(60, 60)).rejects.toMatchObject({ status: 429 });
  });

  test('that nobody proves is forgotten after two weeks, and one that is proven is not', async () => {
    await acts.submitted();
    await acts.apply({ email: 'other@kestrel.example' });
    await purgeUnprovenApplications(w.portico.base, new Date(Date.now() + 13 * DAY_MS));
    expect(await w.db.reader.$count(applications)).toBe(2);
    await purgeUnprovenApplications(w.portico.base, new Date(Date.now() + 15 * DAY_MS));
    expect(await w.db.reader.select().from(applications)).toMatchObject([{ email: nora.email }]);
  });
});

describe('what is known of an address', () => {
  const answered = async (input: object) => {
    const before = await stateOf(w);
    await acts.apply(input);
    const after = await stateOf(w);
    return Object.keys(after).filter((table) => after[table] !== before[table]);
  };

  test('makes no difference until a mail is written', async () => {
    await acts.submitted();
    const tables = await answered({ email: 'new@wombat.example' });

    expect(await answered({ message: 'Again' })).toEqual(tables);
    expect(await answered({ ...dilan, email: 'dan@dune.example' })).toEqual(tables);
    expect(tables.sort()).toEqual(['applications', 'events']);
  });

  test('is said to it by mail: an application that waits', async () => {
    const { id } = await acts.submitted();
    await acts.apply({ message: 'Again' });
    const code = await acts.codeFor(nora.email);

    expect((await acts.mailsTo(nora.email)).at(-1)?.subject).toBe('We have your application already');
    expect((await acts.desk.look(acts.scope, code)).application.id).toBe(id);
  });

  test('is said to it by mail: an account', async () => {
    await acts.apply({ ...dilan, email: 'dan@dune.example' });
    const [mail] = await acts.mailsTo('dan@dune.example');

    expect(mail).toMatchObject({ subject: 'You have an account already' });
    expect(mail?.text).toContain('/login');
    expect(mail?.text).not.toContain('Dilan');
  });

  test.each([
    ['later', { reapply: 'later', days: 30 }, 'from 19 December 2026 on', 30],
    ['never', { reapply: 'never' }, 'no further application', undefined],
  ])('is said to it by mail: that it may apply %s', async (_, rule, words, days) => {
    const { id } = await acts.submitted();
    await acts.put('max', id, 'rejection', { reason: 'not_the_right_fit', note: null, ...rule });
    await acts.apply({ message: 'Again' });
    expect((await acts.mailsTo(nora.email)).at(-1)?.text).toContain(words);

    vi.setSystemTime(Date.now() + (days ?? 700) * DAY_MS);
    await acts.apply({ message: 'Once more' });
    const subject = (await acts.mailsTo(nora.email)).at(-1)?.subject;
    expect(subject?.startsWith('Confirm')).toBe(days !== undefined);
  });

  test('is the last decision, whichever form was sent first', async () => {
    await acts.apply();
    const code = await acts.codeFor(nora.email);
    const refusal = { reason: 'not_the_right_fit', note: null };
    const { id: later } = await acts.submitted({ message: 'Again' });
    await acts.put('max', later, 'rejection', { ...refusal, reapply: 'at_once' });
    vi.setSystemTime(Date.now() + DAY_MS);
    await acts.desk.prove(acts.scope, code);
    const { id: earlier } = (await acts.desk.look(acts.scope, code)).application;
    await acts.put('max', earlier, 'rejection', { ...refusal, reapply: 'never' });

    await acts.apply({ message: 'Once more' });
    expect((await acts.mailsTo(nora.email)).at(-1)?.text).toContain('no further application');
  });

  test('holds when the link is followed, too: two forms make one application', async () => {
    await acts.apply();
    const first = await acts.codeFor(nora.email);
    await acts.apply({ message: 'Again' });
    const second = await acts.codeFor(nora.email);
    const proofs = await Promise.allSettled([first, second].map((code) => acts.desk.prove(acts.scope, code)));

    expect(proofs.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(proofs.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { status: 409, code: 'applications.open' },
    });
    expect(await w.db.reader.$count(applications, eq(applications.status, 'submitted'))).toBe(1);
  });
});

describe('a link', () => {
  test('opens what it was sent for again and again, beside newer ones; nothing else opens', async () => {
    await acts.apply();
    const code = await acts.codeFor(nora.email);
    await acts.desk.look(acts.scope, code);
    await acts.desk.prove(acts.scope, code);
    expect((await acts.desk.look(acts.scope, code)).application.status).toBe('submitted');

    const newer = await acts.codeFor(nora.email);
    expect(newer).not.toBe(code);
    for (const one of [code, newer]) await acts.desk.look(acts.scope, one);
    await expect(acts.desk.look(acts.scope, 'x'.repeat(43))).rejects.toMatchObject({ status: 410 });
    vi.setSystemTime(Date.now() + 31 * DAY_MS);
    await expect(acts.desk.look(acts.scope, newer)).rejects.toMatchObject({ status: 410 });
  });
});

describe('an approval', () => {
  test('makes the company, and the invitation that makes its owner', async () => {
    const { id } = await acts.submitted();
    const answer = await acts.put('max', id, 'approval', {});
    expect(await answer.json()).toMatchObject({ status: 'approved', version: 3, may: [], dueAt: null });
    const code = await acts.codeFor(nora.email);
    expect((await acts.mailsTo(nora.email)).at(-1)?.subject).toBe(`Welcome to ${nora.company}`);

    const joined = { code, name: 'Nora', password: 'seven tall sunflowers' };
    expect((await w.guest().post('/auth/membership', joined)).status).toBe(204);

    const [account] = await w.db.reader.select().from(accounts).where(eq(accounts.name, nora.company));
    expect(account).toMatchObject({ kind: 'partner', website: nora.website, country: 'SE' });
    const [person] = await w.db.reader.select().from(people).where(eq(people.email, nora.email));
    expect(
      await w.db.reader
        .select()
        .from(memberships)
        .where(eq(memberships.personId, person?.id ?? '')),
    ).toMatchObject([{ accountId: account?.id, roleId: 'role_partner_owner' }]);
    expect(await w.db.reader.select().from(contacts).where(eq(contacts.email, nora.email))).toMatchObject([
      { accountId: account?.id, name: nora.name },
    ]);
  });

  test('may lead into a company that is there', async () => {
    const { id } = await acts.submitted({ email: 'nils@brightline.example' });
    const found = await (await w.as('max').get(`/applications/${id}`)).json();
    expect(found).toMatchObject({ companies: [{ id: 'acc_brightline', name: 'Brightline Automation' }] });

    const wrong = await acts.put('max', id, 'approval', { accountId: 'acc_dune' });
    expect([wrong.status, await wrong.json()]).toMatchObject([404, { code: 'accounts.not_found' }]);
    expect((await acts.put('max', id, 'approval', { accountId: 'acc_brightline' })).status).toBe(200);
    expect(await w.db.reader.select().from(invitations)).toMatchObject([
      { accountId: 'acc_brightline', roleId: 'role_partner_member', email: 'nils@brightline.example' },
    ]);
    expect(await w.db.reader.$count(accounts, eq(accounts.name, nora.company))).toBe(0);
  });
});

test('others from the same company are found, and the applicant is told that there is one', async () => {
  await acts.submitted();
  const { id } = await acts.submitted({ email: 'nils@kestrel.example', name: 'Nils' });

  expect((await acts.mailsTo('nils@kestrel.example')).at(-1)?.text).toContain('from your company already');
  expect((await acts.mailsTo('nils@kestrel.example')).at(-1)?.text).not.toContain('Nora');
  const { like } = (await (await w.as('ada').get(`/applications/${id}`)).json()) as { like: object[] };
  expect(like).toMatchObject([{ email: nora.email, status: 'submitted' }]);
});

test('a question goes out, its answer comes back, and the clock of each is shown', async () => {
  const { id } = await acts.submitted();
  await acts.put('max', id, 'question', { question: 'How many engineers?' });
  const asked = await acts.find(nora.email);
  expect(asked.dueAt?.getTime()).toBe(Date.now() + 14 * DAY_MS);
  expect((await acts.mailsTo(nora.email)).at(-1)?.text).toContain('> How many engineers?');

  const code = await acts.codeFor(nora.email);
  await expect(acts.desk.answer(acts.scope, { code, version: 2, body: 'Nine.' })).rejects.toMatchObject({
    status: 412,
  });
  await acts.desk.answer(acts.scope, { code, version: 3, body: 'Nine.' });
  expect(await w.db.reader.select().from(applicationMessages)).toMatchObject([
    { side: 'staff', authorId: 'per_max', body: 'How many engineers?' },
    { side: 'guest', authorId: null, body: 'Nine.' },
  ]);
  expect(await acts.find(nora.email)).toMatchObject({ status: 'submitted', version: 4 });
  expect((await acts.mailsTo('ada@house.example')).at(-1)?.text).toContain('has answered');
});

test('of two who decide at once one is first, the other is told, and it happened once', async () => {
  const { id } = await acts.submitted();
  const answers = await Promise.all([
    acts.put('ada', id, 'approval', {}),
    acts.put('max', id, 'rejection', { reason: 'not_the_right_fit', note: null }),
    acts.put('max', id, 'question', { question: 'Why?' }),
  ]);

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  const told = await w.db.reader.select().from(events).where(eq(events.subjectId, id));
  expect(told.filter(({ name }) => /approved|rejected|more_asked/.test(name))).toHaveLength(1);
});

test('five approvals at once make one company and one invitation', async () => {
  const { id } = await acts.submitted();
  await Promise.all([0, 1, 2, 3, 4].map(() => acts.put('ada', id, 'approval', {})));
  await w.settle();

  expect(await w.db.reader.$count(accounts, eq(accounts.name, nora.company))).toBe(1);
  expect(await w.db.reader.$count(invitations)).toBe(1);
  const welcome = and(eq(mails.toAddress, nora.email), eq(mails.subject, `Welcome to ${nora.company}`));
  expect(await w.db.reader.$count(mails, welcome)).toBe(1);
});
