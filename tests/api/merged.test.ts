import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';

import { beforeOf } from '#api/applications/standing.ts';
import { hashPassword } from '#api/auth/passwords.ts';
import { presetId } from '#api/people/roles.ts';
import { codes, memberships, passwords, people } from '#db/schema/people.ts';
import { identities, ssoConnections } from '#db/schema/sso.ts';
import { tokenOf } from '#tests/support/guards/tokens.ts';
import { importText } from '#tests/support/imports.ts';
import { program } from '#tests/support/programs.ts';
import { world, type World } from '#tests/support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

const merge = (gone: string, kept: string) =>
  w
    .as('ada')
    .post(`/people/per_${gone}/merge`, { intoId: `per_${kept}`, intoVersion: 1 }, { 'if-match': '"1"' });

test('whoever goes on as another is out within one request, and comes in by both addresses as the other', async () => {
  const password = 'a mountain of blue paper';
  await w.db.direct
    .insert(passwords)
    .values({ personId: 'per_dora', hash: await hashPassword(password), changedAt: new Date() });
  const ben = w.as('ben');
  const { secret } = await tokenOf(w, 'ben');
  expect([
    (await ben.get('/auth/session')).status,
    (await program(w, secret).get('/auth/session')).status,
  ]).toEqual([200, 200]);
  await merge('ben', 'dora');

  expect([
    (await ben.get('/auth/session')).status,
    (await program(w, secret).get('/auth/session')).status,
  ]).toEqual([401, 401]);
  const come = (email: string) => w.guest().post('/auth/session', { email, password });
  expect((await come('ben@brightline.example')).status).toBe(204);
  expect((await come('dora@dune.example')).status).toBe(204);
  expect((await w.as('ada').delete('/people/per_ben/block', { 'if-match': '"2"' })).status).toBe(409);
});

test('the links in the mails of whoever goes on as another are spent', async () => {
  const { auth } = w.portico;
  const open = { subjectId: 'per_dora', email: 'dora@dune.example' };
  const codeOf = (kind: 'reset' | 'email' | 'sign_in') =>
    w.system.write((write) => auth.codes.issue(write, { ...open, kind }));
  const [reset, email, link] = [await codeOf('reset'), await codeOf('email'), await codeOf('sign_in')];
  await merge('dora', 'dan');
  expect(await w.db.reader.select().from(codes)).toEqual([]);
  const [late, password] = [await codeOf('reset'), 'a mountain of blue paper'];
  const told = await Promise.all([
    w.guest().put('/auth/password', { code: reset, password }),
    w.guest().put('/auth/password', { code: late, password }),
    w.guest().put('/profile/email', { code: email }),
    w.guest().post('/auth/session/link', { code: link }),
  ]);

  expect(told.map(({ status }) => status)).toEqual([410, 410, 410, 410]);
  expect(await w.db.reader.select().from(passwords)).toEqual([]);
});

test('what a provider called them both leads to the one who stays', async () => {
  await w.db.direct.insert(ssoConnections).values({
    id: 'sso_b',
    accountId: 'acc_brightline',
    issuer: 'https://login.example',
    clientId: 'x',
    roleId: presetId('partner', 'member'),
    roleRules: [],
    breakGlass: [],
  });
  const named = { connectionId: 'sso_b', issuer: 'https://login.example' };
  await w.db.direct.insert(identities).values([
    { id: 'idn_1', ...named, subject: 'ben', personId: 'per_ben', createdAt: new Date() },
    { id: 'idn_2', ...named, subject: 'bea', personId: 'per_bea', createdAt: new Date() },
  ]);
  await merge('ben', 'bea');
  const whose = (subject: string) => w.portico.auth.identities.personOf({ ...named, subject });

  expect([await whose('ben'), await whose('bea')]).toEqual(['per_bea', 'per_bea']);
});

test('the seat that was left stays empty, and the address that was left is that of who stays', async () => {
  await merge('dora', 'dan');
  const dan = w.as('dan');
  const back = await dan.delete('/people/memberships/mem_dora/end', { 'if-match': '"2"' });
  const invited = await dan.post('/people/invitations', {
    email: 'dora@dune.example',
    roleId: presetId('customer', 'member'),
  });

  expect([back.status, await back.json()]).toMatchObject([409, { code: 'people.restore_impossible' }]);
  expect([invited.status, await invited.json()]).toMatchObject([409, { code: 'people.already_member' }]);
  await merge('ben', 'emil');
  const known = { email: 'ben@brightline.example', roleId: presetId('partner', 'member') };
  expect((await w.as('bea').post('/people/invitations', known)).status).toBe(409);
});

test('whatever comes for the address that was left is for who stays, under the name that stays', async () => {
  await merge('ben', 'dora');
  const row = (company: string) => `name,email,company\nBen Whitfield,ben@brightline.example,${company}\n`;

  expect(await importText(w, 'people', row('Brightline Automation'))).toMatchObject({ unchanged: 1 });
  expect(await importText(w, 'people', row('Cobalt Systems'))).toMatchObject({ changed: 1, rejected: {} });
  const held = await w.system.select(memberships, eq(memberships.accountId, 'acc_cobalt'));
  expect(held.map(({ personId }) => personId).sort()).toEqual(['per_cleo', 'per_dora']);
  expect(await w.system.find(people, 'per_dora')).toMatchObject({ name: 'Dora Klein' });
  const applying = { id: 'apl_x', email: 'ben@brightline.example', kind: 'customer' } as const;
  expect(await beforeOf(w.system, applying)).toEqual({ is: 'known' });
});
