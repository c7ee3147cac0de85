import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { hashPassword } from '#api/auth/passwords.ts';
import { events } from '#db/schema/events.ts';
import { mails } from '#db/schema/mails.ts';
import { memberships, passwords, people, sessions } from '#db/schema/people.ts';
import { world, type World } from '../support/world.ts';

const PASSWORD = 'seven tall sunflowers';
const secret = hashPassword(PASSWORD);

let w: World;
beforeEach(async () => {
  w = await world();
  await w.db.direct
    .insert(passwords)
    .values({ personId: 'per_bea', hash: await secret, changedAt: new Date() });
});

const signIn = (password: string, email = 'bea@brightline.example') =>
  w.guest().post('/auth/session', { email, password });

const codeIn = (text: string | undefined) => /code=([\w-]+)/.exec(text ?? '')?.[1] ?? '';

describe('somebody with a password', () => {
  test('signs in and is known on the next request', async () => {
    const response = await signIn(PASSWORD);
    const cookie = response.headers.get('set-cookie') ?? '';
    const out = await w.guest().delete('/auth/session', { cookie: cookie.split(';')[0] ?? '' });

    expect(response.status).toBe(204);
    expect(cookie).toMatch(/^portico=.+HttpOnly.*SameSite=Lax/);
    expect(out.status).toBe(204);
    expect(
      await w.db.reader.select({ name: events.name, actor: events.actorId }).from(events).orderBy(events.id),
    ).toEqual([
      { name: 'person.signed_in', actor: 'per_bea' },
      { name: 'person.device_added', actor: 'per_bea' },
      { name: 'person.signed_out', actor: 'per_bea' },
    ]);
  });

  test('is refused in the same words for a wrong password, an unknown address and a disabled person', async () => {
    await w.db.direct
      .insert(passwords)
      .values({ personId: 'per_ben', hash: await secret, changedAt: new Date() });
    await w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_ben'));
    const answers = await Promise.all([
      signIn('not the password'),
      signIn(PASSWORD, 'nobody@brightline.example'),
      signIn(PASSWORD, 'ben@brightline.example'),
    ]);

    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(await answer.json()).toEqual({ code: 'auth.wrong', fields: {} });
    }
    expect(await w.db.reader.$count(sessions)).toBe(0);
  });

  test('must wait after ten wrong tries, and is told how long', async () => {
    for (let n = 0; n < 10; n += 1) await signIn('not the password');
    const answer = await signIn(PASSWORD);

    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(600);
  });

  test('is signed out everywhere by a new password, whose link works once', async () => {
    const bea = w.as('bea');
    expect((await bea.get('/auth/session')).status).toBe(200);
    await w.guest().post('/auth/reset', { email: 'bea@brightline.example' });
    await w.settle();
    const [mail] = await w.db.reader.select().from(mails);
    const code = codeIn(mail?.text);
    const choose = () => w.guest().put('/auth/password', { code, password: 'nine small snowdrops' });

    expect(mail?.toAddress).toBe('bea@brightline.example');
    expect((await choose()).status).toBe(204);
    expect((await choose()).status).toBe(410);
    expect((await bea.get('/auth/session')).status).toBe(401);
    expect((await signIn(PASSWORD)).status).toBe(401);
    expect((await signIn('nine small snowdrops')).status).toBe(204);
  });

  test('cannot choose a short password', async () => {
    const answer = await w.guest().put('/auth/password', { code: 'x'.repeat(43), password: 'short' });

    expect(await answer.json()).toEqual({ code: 'invalid', fields: { password: 'too_small' } });
  });
});

test('asking for a reset answers the same for everybody and mails only those who are known', async () => {
  const known = await w.guest().post('/auth/reset', { email: 'bea@brightline.example' });
  const unknown = await w.guest().post('/auth/reset', { email: 'nobody@brightline.example' });
  await w.settle();

  expect([known.status, unknown.status]).toEqual([202, 202]);
  expect(await w.db.reader.$count(mails)).toBe(1);
});

test('a session is kept as a hash, ends when its person is disabled and when the membership ends', async () => {
  const [bea, ben] = [w.as('bea'), w.as('ben')];
  const token = (await bea.cookie()).split('=')[1] ?? '';
  expect((await bea.get('/auth/session')).status).toBe(200);
  expect((await ben.get('/auth/session')).status).toBe(200);
  expect(await w.db.reader.$count(sessions, eq(sessions.id, token))).toBe(0);

  await w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_bea'));
  await w.db.direct.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.id, 'mem_ben'));

  expect((await bea.get('/auth/session')).status).toBe(401);
  expect((await ben.get('/auth/session')).status).toBe(401);
});

test('a session ends thirty days after it began, however often it is used', async () => {
  const bea = w.as('bea');
  await bea.get('/auth/session');
  await w.db.direct.update(sessions).set({ createdAt: new Date(Date.now() - 31 * 86_400_000) });

  expect((await bea.get('/auth/session')).status).toBe(401);
});

test('a session is touched at most every five minutes', async () => {
  const bea = w.as('bea');
  const seen = async () =>
    (await w.db.reader.select({ at: sessions.seenAt }).from(sessions))[0]?.at.getTime() ?? 0;
  await bea.get('/auth/session');
  const first = await seen();
  await bea.get('/auth/session');
  expect(await seen()).toBe(first);

  await w.db.direct.update(sessions).set({ seenAt: new Date(Date.now() - 6 * 60_000) });
  await bea.get('/auth/session');
  expect(await seen()).toBeGreaterThanOrEqual(first);
});
