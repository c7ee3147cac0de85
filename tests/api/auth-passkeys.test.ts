import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { events } from '#db/schema/events.ts';
import { passkeys } from '#db/schema/factors.ts';
import { people } from '#db/schema/people.ts';
import { setUpApp } from '../support/authenticator-app.ts';
import { authenticator } from '../support/authenticator.ts';
import { browser, emailOf, givePassword, told, type Browser } from '../support/browsers.ts';
import { world, type World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const WRONG = '401 auth.wrong_passkey';

type Key = ReturnType<typeof authenticator>;
type Creating = Parameters<Key['create']>[0];
type Getting = Parameters<Key['get']>[0];

let w: World;
let bea: Browser;
beforeEach(async () => {
  w = await world();
  await givePassword(w, 'bea', 'ben');
  bea = browser(w);
  await bea.signIn('bea');
});
afterEach(() => {
  vi.useRealTimers();
});

const toAdd = async (one = bea) => (await (await one.post('/profile/passkeys/challenge')).json()) as Creating;
const toGet = async () => (await (await browser(w).post('/auth/challenge')).json()) as Getting;
const show = (credential: unknown, one = browser(w)) =>
  told(one.post('/auth/session/passkey', { credential }));

async function added(options?: Parameters<typeof authenticator>[0], one = bea): Promise<Key> {
  const key = authenticator(options);
  const answer = one.post('/profile/passkeys', {
    credential: key.create(await toAdd(one)),
    label: 'My laptop',
  });
  expect(await told(answer)).toBe('201');
  return key;
}

describe('a passkey', () => {
  test('signs in without an address and without a password', async () => {
    const key = await added();
    expect(await told(bea.delete('/profile/password'))).toBe('204');
    const one = browser(w);

    expect(await show(key.get(await toGet()), one)).toBe('204');
    expect(await (await one.get('/auth/session')).json()).toMatchObject({ email: emailOf('bea') });
    expect(await told(browser(w).signIn('bea'))).toBe('401 auth.wrong');
  });

  test('is both factors at once', async () => {
    const key = await added();
    await setUpApp(bea);
    const one = browser(w);

    expect(await show(key.get(await toGet()), one)).toBe('204');
    expect(await told(one.post('/profile/recovery-codes'))).toBe('201');
  });

  test('goes on where a password has come half-way', async () => {
    const key = await added();
    await setUpApp(bea);
    const one = browser(w);
    expect((await one.signIn('bea')).status).toBe(202);

    expect(await show(key.get(await toGet()), one)).toBe('204');
    expect(one.jar.has('portico-half')).toBe(false);
  });

  test('proves once more who somebody is, and only that one', async () => {
    const [key, ben] = [await added(), browser(w)];
    await ben.signIn('ben');
    const bens = await added({}, ben);
    vi.useFakeTimers({ now: Date.now() + 11 * MINUTE_MS, toFake: ['Date'] });
    const prove = async (one: Key) =>
      told(bea.post('/auth/session/proof/passkey', { credential: one.get(await toGet()) }));
    expect(await told(bea.post('/profile/totp'))).toBe('401 auth.prove_again');

    expect(await prove(bens)).toBe(WRONG);
    expect(await prove(key)).toBe('204');
    expect(await told(bea.post('/profile/totp'))).toBe('201');
  });

  test('is listed, can be removed, and then opens nothing', async () => {
    const key = await added();
    const { passkeys: mine } = (await (await bea.get('/profile/factors')).json()) as {
      passkeys: { id: string; label: string; synced: boolean }[];
    };
    expect(mine).toMatchObject([{ label: 'My laptop', synced: true }]);
    expect(await told(bea.delete(`/profile/passkeys/${mine[0]?.id}`))).toBe('204');

    expect(await show(key.get(await toGet()))).toBe(WRONG);
  });

  test('of somebody else cannot be removed', async () => {
    await added();
    const [row] = await w.db.reader.select().from(passkeys);
    const ben = browser(w);
    await ben.signIn('ben');

    expect(await told(ben.delete(`/profile/passkeys/${row?.id}`))).toBe('404 passkeys.not_found');
  });

  test('of somebody who is disabled opens nothing', async () => {
    const key = await added();
    await w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_bea'));

    expect(await show(key.get(await toGet()))).toBe(WRONG);
  });
});

describe('what a passkey has signed', () => {
  const elsewhere = ['https://evil.example', 'http://localhost:4322', 'https://localhost:4321', 'null'];

  test.each(elsewhere)('on the page of %s opens nothing, and adds nothing', async (origin) => {
    const key = await added();
    const second = authenticator();
    const credential = second.create(await toAdd(), { origin });

    expect(await show(key.get(await toGet(), { origin }))).toBe(WRONG);
    expect(await told(bea.post('/profile/passkeys', { credential, label: 'Theirs' }))).toBe(WRONG);
    expect(await w.db.reader.$count(passkeys)).toBe(1);
  });

  test('for another site opens nothing', async () => {
    const key = await added();

    expect(await show(key.get({ ...(await toGet()), rpId: 'evil.example' }))).toBe(WRONG);
  });

  test.each([
    ['without unlocking the device', { verified: false }],
    ['with nobody there', { present: false }],
  ])('%s opens nothing', async (_how, gesture) => {
    const key = await added();

    expect(await show(key.get(await toGet(), gesture))).toBe(WRONG);
  });

  test('opens the door once', async () => {
    const key = await added();
    const credential = key.get(await toGet());
    const answers = await Promise.all(Array.from({ length: 4 }, () => show(credential)));

    expect(answers.sort()).toEqual(['204', '410 codes.spent', '410 codes.spent', '410 codes.spent']);
  });

  test('opens nothing when its challenge is old, of somebody’s own making, or was for something else', async () => {
    const key = await added();
    const early = key.get(await toGet());
    const adding = await toAdd();
    const made = Buffer.from(`${(Date.now() + MINUTE_MS).toString(36)}.abc.def`).toString('base64url');

    expect(await show(key.get({ ...(await toGet()), challenge: made }))).toBe(WRONG);
    expect(await show(key.get({ ...(await toGet()), challenge: adding.challenge }))).toBe(WRONG);
    vi.useFakeTimers({ now: Date.now() + 5 * MINUTE_MS + 1_000, toFake: ['Date'] });
    expect(await show(early)).toBe(WRONG);
  });

  test('by another key, or for another person, opens nothing', async () => {
    const key = await added();
    const stranger = authenticator();
    const forged = { ...stranger.get(await toGet()), id: key.get(await toGet()).id };
    const ben = Buffer.from('per_ben').toString('base64url');

    expect(await show(forged)).toBe(WRONG);
    expect(await show(stranger.get(await toGet()))).toBe(WRONG);
    expect(await show(key.get(await toGet(), { as: ben }))).toBe(WRONG);
  });

  test('and opens nothing is written down each time', async () => {
    await show(authenticator().get(await toGet()));
    await show(authenticator().get(await toGet()));
    const failed = eq(events.name, 'person.sign_in_failed');

    expect((await w.db.reader.select().from(events).where(failed)).map(({ data }) => data)).toEqual([
      { method: 'passkey' },
      { method: 'passkey' },
    ]);
  });

  test('by a copy that has counted less opens nothing', async () => {
    const key = await added({ counting: true });
    expect(await show(key.get(await toGet()))).toBe('204');
    expect(await show(key.get(await toGet()))).toBe('204');
    key.rewind();

    expect(await show(key.get(await toGet()))).toBe(WRONG);
  });

  test('is not added for another person than the one it was made for, nor twice', async () => {
    const ben = browser(w);
    await ben.signIn('ben');
    const key = authenticator();
    const credential = key.create(await toAdd());

    expect(await told(ben.post('/profile/passkeys', { credential, label: 'Mine now' }))).toBe(WRONG);
    expect(await told(bea.post('/profile/passkeys', { credential, label: 'Mine' }))).toBe('201');
    const again = key.create(await toAdd());
    expect(await told(bea.post('/profile/passkeys', { credential: again, label: 'Mine' }))).toBe(
      '409 auth.known_passkey',
    );
  });
});
