import { isNotNull } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { sessions } from '#db/schema/people.ts';
import { identities } from '#db/schema/sso.ts';
import { newKey, startOidc, type IdToken, type Oidc } from '#tests/servers/oidc.ts';
import { Browser, connect, own, travel } from '#tests/support/company.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type World } from '#tests/support/world.ts';

const REDIRECT_URI = 'http://localhost:4321/login/sso/callback';
const DOMAIN = 'brightline.example';
const HOUR_S = 3_600;

let oidc: Oidc;
let other: Oidc;
let w: World;
beforeAll(async () => {
  oidc = await startOidc(REDIRECT_URI);
  other = await startOidc(REDIRECT_URI);
});
afterAll(() => Promise.all([oidc.stop(), other.stop()]));
beforeEach(async () => {
  w = await world();
  oidc.people = { ben: { email: `ben@${DOMAIN}` } };
  oidc.who = 'ben';
  oidc.alter(undefined);
  oidc.describe(undefined);
  await connect(w, 'bea', oidc);
  await own(w, 'acc_brightline', DOMAIN);
});

const reasonOf = (arrival: Promise<unknown>) =>
  arrival.then(
    () => 'in',
    (error: unknown) => (error as { reason?: string }).reason ?? error,
  );
const signIn = () => reasonOf(new Browser(w).signIn(DOMAIN));
const claiming = (claims: object) => (token: IdToken) => ({
  ...token,
  claims: { ...token.claims, ...claims },
});

/** Nobody is in, and nobody is linked. */
async function expectNobody() {
  expect(await w.db.reader.$count(identities)).toBe(0);
  expect(await w.db.reader.$count(sessions, isNotNull(sessions.connectionId))).toBe(0);
}

test('what is altered in nothing is taken', async () => {
  oidc.alter((token) => token);

  expect(await signIn()).toBe('in');
});

describe('an ID token is not taken', () => {
  const now = Math.floor(Date.now() / 1_000);

  test.each<[string, (token: IdToken) => IdToken]>([
    ['issuer', claiming({ iss: 'https://login.example' })],
    ['audience', claiming({ aud: 'another-client' })],
    ['audience', claiming({ aud: ['portico', 'another-client'], azp: 'another-client' })],
    ['nonce', claiming({ nonce: 'of-another-question' })],
    ['nonce', claiming({ nonce: undefined })],
    ['expired', claiming({ exp: now - HOUR_S, iat: now - 2 * HOUR_S })],
    ['expired', claiming({ nbf: now + HOUR_S })],
    ['signature', (token) => ({ ...token, key: newKey() })],
    ['signature', (token) => ({ ...token, header: { ...token.header, kid: 'two' } })],
    ['algorithm', (token) => ({ ...token, header: { alg: 'none' }, key: undefined })],
    ['algorithm', (token) => ({ ...token, header: { ...token.header, alg: 'HS256' } })],
  ])('for its %s', async (reason, change) => {
    oidc.alter(change);

    expect(await signIn()).toBe(reason);
    await expectNobody();
  });

  test('without a signature, though the provider say that it makes none', async () => {
    oidc.describe((metadata) => ({ ...metadata, id_token_signing_alg_values_supported: ['none', 'RS256'] }));
    oidc.alter((token) => ({ ...token, header: { alg: 'none' }, key: undefined }));

    expect(await signIn()).toBe('algorithm');
    await expectNobody();
  });

  test('with a subject that does not end', async () => {
    oidc.alter(claiming({ sub: 'b'.repeat(256) }));

    expect(await signIn()).toBe('answer');
    await expectNobody();
  });
});

describe('a way back is not taken', () => {
  const leave = async () => {
    const browser = new Browser(w);
    return { browser, query: await browser.leave(DOMAIN) };
  };
  const changed = (query: URLSearchParams, name: string, value?: string) => {
    const after = new URLSearchParams(query);
    if (value === undefined) after.delete(name);
    else after.set(name, value);
    return after;
  };

  test('with another state, or with none', async () => {
    const { browser, query } = await leave();

    expect(await reasonOf(browser.arrive(changed(query, 'state', 'x')))).toBe('over');
    expect(await reasonOf(browser.arrive(changed(query, 'state')))).toBe('over');
    await expectNobody();
    expect(await reasonOf(browser.arrive(query))).toBe('in');
  });

  test('with two states, of which one is right', async () => {
    const { browser, query } = await leave();
    const twice = new URLSearchParams(query);
    twice.append('state', 'x');

    expect(await reasonOf(browser.arrive(twice))).toBe('state');
    await expectNobody();
  });

  test('in another browser', async () => {
    const { query } = await leave();
    const { browser: another } = await leave();
    const before = await stateOf(w);

    expect(await reasonOf(another.arrive(query))).toBe('over');
    expect(await reasonOf(new Browser(w).arrive(query))).toBe('over');
    expect(await stateOf(w)).toEqual(before);
    await expectNobody();
  });

  test('a second time', async () => {
    const { browser, query } = await leave();
    const copy = new Browser(w);
    copy.keep([`portico-sso=${browser.visit.sso ?? ''}`]);
    await browser.arrive(query);

    expect(await reasonOf(browser.arrive(query))).toBe('over');
    expect(await reasonOf(copy.arrive(query))).toBe('code');
  });

  test('with a code that was used up, or is nobody’s', async () => {
    const { browser, query } = await leave();
    const { browser: second, query: later } = await leave();
    await browser.arrive(query);

    expect(await reasonOf(second.arrive(changed(later, 'code', query.get('code') ?? '')))).toBe('code');
    expect(await reasonOf(second.arrive(changed(later, 'code', 'guessed')))).toBe('code');
    expect(await reasonOf(second.arrive(changed(later, 'code')))).toBe('answer');
  });

  test('with a code that another browser has asked for', async () => {
    const { query: theirs } = await leave();
    const { browser, query } = await leave();

    // The code is good, and answers another challenge.
    expect(await reasonOf(browser.arrive(changed(query, 'code', theirs.get('code') ?? '')))).toBe('code');
    await expectNobody();
  });

  test('from another issuer, or from one that does not say who it is', async () => {
    const { browser, query } = await leave();

    expect(query.get('iss')).toBe(oidc.issuer);
    expect(await reasonOf(browser.arrive(changed(query, 'iss', other.issuer)))).toBe('issuer');
    expect(await reasonOf(browser.arrive(changed(query, 'iss')))).toBe('issuer');
    await expectNobody();
  });

  test('from the provider of another account', async () => {
    await connect(w, 'cleo', other, { roleId: 'role_partner_member' });
    await own(w, 'acc_cobalt', 'cobalt.example');
    other.people = { ben: { email: `ben@${DOMAIN}` } };
    other.who = 'ben';
    const { browser, query } = await leave();
    const theirs = await new Browser(w).leave('cobalt.example');
    const mixed = changed(theirs, 'state', query.get('state') ?? '');

    expect(await reasonOf(browser.arrive(mixed))).toBe('issuer');
    expect(await reasonOf(browser.arrive(changed(mixed, 'iss', oidc.issuer)))).toBe('code');
    await expectNobody();
  });

  test('when the person has declined', async () => {
    const { browser, query } = await leave();
    const declined = changed(changed(query, 'code'), 'error', 'access_denied');

    expect(await reasonOf(browser.arrive(declined))).toBe('denied');
  });

  test('after ten minutes', async () => {
    const { browser, query } = await leave();
    const { now } = Date;
    Date.now = () => now() + 10 * 60_000;
    try {
      expect(await reasonOf(browser.arrive(query))).toBe('over');
    } finally {
      Date.now = now;
    }
  });
});

describe('the way to the provider', () => {
  const address = async () => {
    const { url } = await w.portico.sso.signIn(DOMAIN, '/', new Browser(w).visit);
    return new URL(url);
  };

  test('asks for a code with a challenge, a state and a nonce that nobody can guess', async () => {
    const [first, second] = [await address(), await address()];
    const asked = Object.fromEntries(first.searchParams);

    expect(asked).toMatchObject({
      response_type: 'code',
      client_id: 'portico',
      redirect_uri: REDIRECT_URI,
      scope: 'openid email profile',
      code_challenge_method: 'S256',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked[name]).toMatch(/^[\w-]{43}$/);
      expect(second.searchParams.get(name)).not.toBe(asked[name]);
    }
  });

  test('is refused by the provider without its challenge', async () => {
    const bare = await address();
    for (const name of ['code_challenge', 'code_challenge_method']) bare.searchParams.delete(name);

    expect((await travel(bare.href)).get('error')).toBe('invalid_request');
  });

  test('leads to no other address than the web’s', async () => {
    oidc.describe((metadata) => ({ ...metadata, authorization_endpoint: 'javascript:alert(1)//' }));

    expect(await reasonOf(address())).toBe('protocol');
  });

  test('is not taken where the provider calls itself otherwise', async () => {
    oidc.describe((metadata) => ({ ...metadata, issuer: 'https://login.example' }));

    expect(await reasonOf(address())).toBe('issuer');
  });

  test('is limited for an address', async () => {
    const visit = { ...new Browser(w).visit, address: '192.0.2.1' };
    for (let n = 0; n < 100; n += 1) await w.portico.auth.limits.take('sso-address', visit.address);

    await expect(w.portico.sso.signIn(DOMAIN, '/', visit)).rejects.toMatchObject({ status: 429 });
  });
});
