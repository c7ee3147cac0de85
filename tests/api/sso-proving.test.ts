import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { isFresh } from '#api/auth/acts.ts';
import { Self } from '#api/profile/self.ts';
import { sessions } from '#db/schema/people.ts';
import { startOidc, type Claims, type Oidc } from '#tests/servers/oidc.ts';
import { Browser, connect, own, travel } from '#tests/support/company.ts';
import { world, type World } from '#tests/support/world.ts';

let oidc: Oidc;
let w: World;
let browser: Browser;
beforeAll(async () => {
  oidc = await startOidc('http://localhost:4321/login/sso/callback');
});
afterAll(() => oidc.stop());
beforeEach(async () => {
  w = await world();
  const email_verified = true;
  oidc.people = {
    nia: { email: 'nia@brightline.example', email_verified },
    noa: { email: 'noa@brightline.example', email_verified },
  };
  oidc.who = 'nia';
  oidc.alter(undefined);
  await connect(w, 'bea', oidc);
  await own(w, 'acc_brightline', 'brightline.example');
  browser = await signedIn();
});

/** Somebody who came in by the company an hour ago. */
async function signedIn(): Promise<Browser> {
  const one = new Browser(w);
  await one.signIn('brightline.example');
  await w.db.direct.update(sessions).set({ provenAt: new Date(Date.now() - 3_600_000) });
  return one;
}

const fresh = async (one = browser) => {
  const { session } = await one.standing();
  return session !== undefined && isFresh(session, 'tokens.change');
};

/** Sets out to show once more who one is. @returns what the provider is asked and where it leads back to */
async function leave(one = browser) {
  const self = new Self(w.portico.auth, await one.standing());
  const { url, cookies } = await w.portico.sso.prove(self, '/tokens/new', one.visit);
  one.keep(cookies);
  return { asked: new URL(url).searchParams, query: await travel(url) };
}

const withClaims = (change: (claims: Claims) => Claims) =>
  oidc.alter((token) => ({ ...token, claims: change(token.claims) }));
const refused = (arrival: Promise<unknown>) =>
  arrival.then(
    () => 'proven',
    (error: { reason?: string; code?: string }) => error.reason ?? error.code,
  );

test('whoever came in by the company shows there once more who it is', async () => {
  expect(await fresh()).toBe(false);
  const { asked, query } = await leave();
  expect([asked.get('prompt'), asked.get('max_age')]).toEqual(['login', '0']);

  expect(await browser.arrive(query)).toMatchObject({ kind: 'in', next: '/tokens/new' });
  expect(await fresh()).toBe(true);
});

test.each([
  ['long ago', (claims: Claims) => ({ ...claims, auth_time: Number(claims['auth_time']) - 3_600 })],
  ['nobody says when', ({ auth_time: _when, ...claims }: Claims) => claims],
] as const)('not where it was done %s', async (_, change) => {
  withClaims(change);
  const { query } = await leave();

  expect(await refused(browser.arrive(query))).not.toBe('proven');
  expect(await fresh()).toBe(false);
});

test('not as somebody else', async () => {
  oidc.who = 'noa';
  const { query } = await leave();

  expect(await refused(browser.arrive(query))).toBe('other_subject');
  expect(await fresh()).toBe(false);
});

test('not in the browser of somebody else, and not twice', async () => {
  const { query } = await leave();
  oidc.who = 'noa';
  const other = await signedIn();
  expect(await refused(other.arrive(query))).toBe('over');
  expect(await fresh(other)).toBe(false);

  await browser.arrive(query);
  await w.db.direct.update(sessions).set({ provenAt: new Date(0) });
  expect(await refused(browser.arrive(query))).not.toBe('proven');
  expect(await fresh()).toBe(false);
});

test('whoever came in otherwise has nothing to show there', async () => {
  const bea = w.as('bea');
  const cookie = (await bea.cookie()).split('=')[1] ?? '';
  await expect(leave(new Browser(w, cookie))).rejects.toMatchObject({ status: 404 });
});
