import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { halfSignIns, recoveryCodes, totps } from '#db/schema/factors.ts';
import { codeAt, setUpApp } from '../support/authenticator-app.ts';
import { browser, CHROME, emailOf, givePassword, PASSWORD, subjectsTo, told } from '../support/browsers.ts';
import { world, type World } from '../support/world.ts';

/** In the middle of a step, so that a second more or less is none. */
const NOON = Date.UTC(2026, 5, 1, 12, 0, 15);
const STEP_MS = 30_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WRONG = '401 auth.wrong_code';

let w: World;
beforeEach(async () => {
  vi.useFakeTimers({ now: NOON, toFake: ['Date'] });
  w = await world();
  await givePassword(w, 'bea', 'ben');
});
afterEach(() => {
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const code = (secret: string, steps = 0) => codeAt(secret, Date.now() + steps * STEP_MS);

async function withApp() {
  const own = browser(w);
  await own.signIn('bea');
  const app = await setUpApp(own);
  later(5 * MINUTE_MS);
  return { own, ...app };
}

/** A browser in which the password was right. */
async function halfWay() {
  const one = browser(w, { agent: CHROME });
  const answer = await one.signIn('bea');
  expect([answer.status, await answer.json()]).toEqual([202, { next: 'code' }]);
  return one;
}

const show = (one: ReturnType<typeof browser>, typed: string, remember = false) =>
  told(one.post('/auth/session/code', { code: typed, remember }));

describe('a second factor', () => {
  test('is asked for from then on, and half a sign-in opens nothing', async () => {
    const { secret } = await withApp();
    const one = await halfWay();

    expect(await told(one.get('/auth/session'))).toBe('401 unauthenticated');
    expect(await told(one.get('/profile'))).toBe('401 unauthenticated');
    expect([...one.jar.keys()]).toEqual(['portico-half']);
    expect(await show(one, code(secret))).toBe('204');
    expect(await told(one.get('/auth/session'))).toBe('200');
    expect([...one.jar.keys()].sort()).toEqual(['portico', 'portico-device']);
  });

  test('ends the sessions that were opened without it', async () => {
    const away = browser(w, { agent: CHROME });
    await away.signIn('bea');
    const { own } = await withApp();

    expect(await told(away.get('/auth/session'))).toBe('401 unauthenticated');
    expect(await told(own.get('/auth/session'))).toBe('200');
    expect(await subjectsTo(w, emailOf('bea'))).toContain('What you sign in with was changed');
  });

  test.each([
    ['two steps ago', -2, WRONG],
    ['of the step before', -1, '204'],
    ['of now', 0, '204'],
    ['of the step to come', 1, '204'],
    ['two steps ahead', 2, WRONG],
  ])('takes a code %s: %s', async (_when, steps, answer) => {
    const { secret } = await withApp();

    expect(await show(await halfWay(), code(secret, steps))).toBe(answer);
  });

  test('takes a code once, also within its half minute, and none from before it', async () => {
    const { secret } = await withApp();
    const [shown, before] = [code(secret), code(secret, -1)];
    expect(await show(await halfWay(), shown)).toBe('204');

    expect(await show(await halfWay(), shown)).toBe(WRONG);
    expect(await show(await halfWay(), before)).toBe(WRONG);
    expect(await show(await halfWay(), code(secret, 1))).toBe('204');
  });

  test('takes a code once when it comes five times at the same moment', async () => {
    const { secret } = await withApp();
    const doors = [await halfWay(), await halfWay(), await halfWay(), await halfWay(), await halfWay()];
    const answers = await Promise.all(doors.map((one) => show(one, code(secret))));

    expect(answers.sort()).toEqual(['204', WRONG, WRONG, WRONG, WRONG]);
  });

  test('lets nobody guess more than five times, with one door or with twenty at once', async () => {
    const { secret } = await withApp();
    const one = await halfWay();
    const answers = await Promise.all(Array.from({ length: 8 }, () => show(one, '000000')));

    expect(answers.filter((answer) => answer === WRONG)).toHaveLength(5);
    expect(await show(one, code(secret))).toBe('401 auth.sign_in_again');
    for (let n = 0; n < 2; n += 1) {
      const next = await halfWay();
      for (let m = 0; m < 5; m += 1) await show(next, '000000');
    }
    expect(await show(await halfWay(), code(secret))).toBe('429 too_many');
  });

  test('waits ten minutes, and not for another browser', async () => {
    const { secret } = await withApp();
    const one = await halfWay();
    expect(await show(browser(w), code(secret))).toBe('401 auth.sign_in_again');
    later(10 * MINUTE_MS + 1_000);

    expect(await show(one, code(secret))).toBe('401 auth.sign_in_again');
  });

  test('is not asked for in a browser that is remembered, for thirty days', async () => {
    const { secret } = await withApp();
    const one = await halfWay();
    await show(one, code(secret), true);
    await one.delete('/auth/session');
    later(29 * DAY_MS);
    expect((await one.signIn('bea')).status).toBe(204);
    expect(await told(one.post('/profile/totp'))).toBe('401 auth.prove_again');
    expect((await browser(w).signIn('bea')).status).toBe(202);
    later(2 * DAY_MS);

    expect((await one.signIn('bea')).status).toBe(202);
  });

  test('is kept so that the database alone gives no codes away', async () => {
    const { secret, recoveryCodes: codes } = await withApp();
    const kept = JSON.stringify([
      await w.db.reader.select().from(totps),
      await w.db.reader.select().from(recoveryCodes),
      await w.db.reader.select().from(halfSignIns),
    ]);

    expect(kept).not.toContain(secret);
    for (const one of codes) expect(kept).not.toContain(one.replaceAll('-', ''));
  });

  test('of one person opens nothing for another, even where rows are swapped', async () => {
    const { secret } = await withApp();
    const ben = browser(w);
    await ben.signIn('ben');
    await setUpApp(ben);
    later(5 * MINUTE_MS);
    const [row] = await w.db.reader.select().from(totps).where(eq(totps.personId, 'per_bea'));
    await w.db.direct
      .update(totps)
      .set({ secret: row?.secret ?? '' })
      .where(eq(totps.personId, 'per_ben'));
    const again = browser(w);
    await again.signIn('ben');

    expect(await show(again, code(secret))).toBe(WRONG);
  });
});

describe('a recovery code', () => {
  test('opens the door once, however it is typed', async () => {
    const { recoveryCodes: codes } = await withApp();
    const typed = (codes[0] ?? '').toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O');

    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    expect(await show(await halfWay(), typed)).toBe('204');
    expect(await show(await halfWay(), typed)).toBe(WRONG);
    expect(await show(await halfWay(), codes[1] ?? '')).toBe('204');
  });

  test('is made of more random bits than anybody can try', async () => {
    const { recoveryCodes: codes } = await withApp();
    const plain = codes.map((one) => one.replaceAll('-', ''));
    const signs = new Set(plain.join('')).size;

    for (const one of plain) expect(one.length * Math.log2(signs)).toBeGreaterThanOrEqual(128);
  });

  test('works no more when new ones are made', async () => {
    const { own, recoveryCodes: codes } = await withApp();
    const fresh = (await (await own.post('/profile/recovery-codes')).json()) as { recoveryCodes: string[] };

    expect(await show(await halfWay(), codes[0] ?? '')).toBe(WRONG);
    expect(await show(await halfWay(), fresh.recoveryCodes[0] ?? '')).toBe('204');
  });
});

describe('what changes who can get in', () => {
  const acts: [string, (one: ReturnType<typeof browser>) => Promise<Response>][] = [
    ['password', (one) => one.put('/profile/password', { password: 'nine small snowdrops' })],
    ['no password', (one) => one.delete('/profile/password')],
    ['address', (one) => one.post('/profile/email', { email: 'new@brightline.example' })],
    ['app on', (one) => one.post('/profile/totp')],
    ['first code', (one) => one.put('/profile/totp', { code: '123456' })],
    ['app off', (one) => one.delete('/profile/totp')],
    ['codes', (one) => one.post('/profile/recovery-codes')],
    ['passkey', (one) => one.post('/profile/passkeys/challenge')],
    ['a session', (one) => one.delete('/profile/sessions/ses_none')],
    ['all others', (one) => one.delete('/profile/sessions')],
    ['a browser', (one) => one.delete('/profile/devices/dev_none')],
    ['no passkey', (one) => one.delete('/profile/passkeys/pky_none')],
  ];

  test.each(acts)('needs a proof that is not older than ten minutes: %s', async (_name, act) => {
    const bea = browser(w);
    await bea.signIn('bea');
    later(10 * MINUTE_MS);
    expect(await told(act(bea))).toBe('401 auth.prove_again');
    expect(await told(bea.post('/auth/session/proof', { password: PASSWORD }))).toBe('204');

    expect(await told(act(bea))).not.toBe('401 auth.prove_again');
  });

  test('takes the second factor for a proof where there is one, and not the password', async () => {
    const { own, secret } = await withApp();
    later(10 * MINUTE_MS);

    expect(await told(own.post('/auth/session/proof', { password: PASSWORD }))).toBe(WRONG);
    expect(await told(own.delete('/profile/totp'))).toBe('401 auth.prove_again');
    expect(await told(own.post('/auth/session/proof', { code: code(secret) }))).toBe('204');
    expect(await told(own.post('/auth/session/proof', { code: code(secret) }))).toBe(WRONG);
    expect(await told(own.delete('/profile/totp'))).toBe('204');
    expect((await browser(w).signIn('bea')).status).toBe(204);
  });

  test('cannot be guessed: ten proofs in a quarter of an hour', async () => {
    const bea = browser(w);
    await bea.signIn('bea');
    for (let n = 0; n < 10; n += 1)
      expect(await told(bea.post('/auth/session/proof', { password: 'wrong' }))).toBe(
        '401 auth.wrong_password',
      );

    expect(await told(bea.post('/auth/session/proof', { password: PASSWORD }))).toBe('429 too_many');
  });

  test('rotates the session with each proof', async () => {
    const bea = browser(w);
    await bea.signIn('bea');
    const before = browser(w);
    before.jar.set('portico', bea.jar.get('portico') ?? '');
    await bea.post('/auth/session/proof', { password: PASSWORD });

    expect(await told(before.get('/auth/session'))).toBe('401 unauthenticated');
    expect(await told(bea.get('/auth/session'))).toBe('200');
  });
});

test('a short password is enough beside a second factor, and then holds it in place', async () => {
  const { own } = await withApp();
  const short = { password: 'tulip+9?' };
  expect(await told(own.put('/profile/password', short))).toBe('204');
  expect(await told(own.delete('/profile/totp'))).toBe('409 auth.password_too_short');
  expect(await told(own.put('/profile/password', { password: 'nine small snowdrops' }))).toBe('204');
  expect(await told(own.delete('/profile/totp'))).toBe('204');

  expect(await told(own.put('/profile/password', short))).toBe('422 invalid');
});
