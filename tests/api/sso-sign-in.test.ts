import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { admit } from '#api/sso/admitting.ts';
import { readTold } from '#api/sso/told.ts';
import { accounts } from '#db/schema/accounts.ts';
import { events } from '#db/schema/events.ts';
import { memberships, people, sessions } from '#db/schema/people.ts';
import { identities, ssoConnections, ssoDomains } from '#db/schema/sso.ts';
import { startOidc, type Oidc } from '#tests/servers/oidc.ts';
import { Browser, connect, own } from '#tests/support/company.ts';
import { world, type World } from '#tests/support/world.ts';

const REDIRECT_URI = 'http://localhost:4321/login/sso/callback';
const BRIGHTLINE = 'acc_brightline';
const newcomer = {
  email: 'nia@brightline.example',
  email_verified: true,
  name: 'Nia Costa',
  locale: 'es-PT',
};

let oidc: Oidc;
let w: World;
let connectionId: string;
beforeAll(async () => {
  oidc = await startOidc(REDIRECT_URI);
});
afterAll(() => oidc.stop());
beforeEach(async () => {
  w = await world();
  oidc.people = { nia: { ...newcomer }, ben: { email: 'ben@brightline.example' } };
  oidc.who = 'nia';
  connectionId = (await connect(w, 'bea', oidc)).id;
  await own(w, BRIGHTLINE, 'brightline.example');
});

const named = (name: string) =>
  w.db.reader
    .select()
    .from(events)
    .where(eq(events.name, name as never));
const signIn = (browser = new Browser(w)) => browser.signIn('brightline.example');
const refusal = (arrival: Promise<unknown>) =>
  arrival.then(
    () => 'in',
    (error: unknown) => (error as { reason?: string }).reason ?? error,
  );
const personAt = async (email: string) =>
  (await w.db.reader.select().from(people).where(eq(people.email, email)))[0];
const seatOf = async (personId: string, accountId = BRIGHTLINE) =>
  (await w.db.reader.select().from(memberships).where(eq(memberships.personId, personId))).find(
    (seat) => seat.accountId === accountId,
  );

describe('somebody new of a verified domain', () => {
  test('is made a person of the account, with the role for newcomers, and is in', async () => {
    const browser = new Browser(w);
    const query = await browser.leave('brightline.example', '/requests');
    expect(await browser.arrive(query)).toMatchObject({ kind: 'in', next: '/requests' });

    const { user, session } = await browser.standing();
    expect(user).toMatchObject({
      person: { email: 'nia@brightline.example', name: 'Nia Costa', locale: 'es' },
      membership: { roleId: 'role_partner_member' },
      account: { id: BRIGHTLINE },
    });
    expect(session).toMatchObject({ connectionId, assurance: 1 });
    const happened = await w.db.reader.select({ name: events.name }).from(events);
    expect(happened.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['person.joined', 'person.linked', 'person.signed_in']),
    );
  });

  test('comes twice and is the same', async () => {
    await signIn();
    await signIn();

    expect(await named('person.joined')).toHaveLength(1);
    expect(await w.db.reader.$count(identities)).toBe(1);
  });

  test('comes five times at once and is one', async () => {
    const arrivals = await Promise.all([1, 2, 3, 4, 5].map(() => signIn().catch((error: unknown) => error)));

    expect(arrivals.map((arrival) => (arrival as { kind?: string }).kind)).toEqual(Array(5).fill('in'));
    expect(await named('person.joined')).toHaveLength(1);
  });

  test('is asked for at the address for claims where the ID token says nothing', async () => {
    const silent = await startOidc(REDIRECT_URI, { inToken: false });
    silent.people = oidc.people;
    silent.who = 'nia';
    let said: object = {};
    silent.alter((token) => {
      said = token.claims;
      return token;
    });
    await w.db.direct.update(ssoConnections).set({ issuer: silent.issuer });
    const arrival = await signIn();
    await silent.stop();
    expect(said).toHaveProperty('sub', 'nia');
    expect(said).not.toHaveProperty('email');

    expect(arrival.kind).toBe('in');
    expect(await personAt(newcomer.email)).toMatchObject({ name: 'Nia Costa' });
  });

  test.each([
    ['email_unverified', { email_verified: false }],
    ['email_missing', { email: undefined }],
    ['email_missing', { email: 'no address' }],
    ['foreign_domain', { email: 'nia@dune.example' }],
    ['foreign_domain', { email: 'nia@sub.brightline.example' }],
    ['foreign_domain', { email: 'nia@brightline.example.org' }],
  ])('is refused with %s: %o', async (reason, claims) => {
    oidc.people['nia'] = { ...newcomer, ...claims };
    const before = await w.db.reader.$count(people);

    expect(await refusal(signIn())).toBe(reason);
    expect(await w.db.reader.$count(people)).toBe(before);
    expect(await named('sso.failed')).toMatchObject([{ subjectId: connectionId, data: { reason } }]);
  });

  test('is refused once the account is closed, or the domain is nobody’s any more', async () => {
    const browser = new Browser(w);
    const [first, second] = [await browser.leave('brightline.example'), new Browser(w)];
    const later = await second.leave('brightline.example');
    await w.db.direct.update(ssoDomains).set({ verifiedAt: null });
    expect(await refusal(browser.arrive(first))).toBe('foreign_domain');

    await w.db.direct.update(ssoDomains).set({ verifiedAt: new Date() });
    await w.db.direct.update(accounts).set({ closedAt: new Date() }).where(eq(accounts.id, BRIGHTLINE));
    expect(await refusal(second.arrive(later))).toBe('closed');
  });
});

describe('somebody who is in the account already', () => {
  beforeEach(() => {
    oidc.who = 'ben';
  });

  test('is linked by the address the first time, and afterwards known by the subject alone', async () => {
    const browser = new Browser(w);
    await signIn(browser);
    expect((await browser.standing()).user?.id).toBe('per_ben');

    oidc.people['ben'] = { email: 'somebody.else@elsewhere.example', email_verified: false };
    const later = new Browser(w);
    await signIn(later);
    expect((await later.standing()).user?.person).toMatchObject({
      id: 'per_ben',
      email: 'ben@brightline.example',
    });
  });

  test('is nobody else’s through the same address', async () => {
    await signIn();
    oidc.people['impostor'] = { email: 'ben@brightline.example' };
    oidc.who = 'impostor';

    expect(await refusal(signIn())).toBe('other_subject');
  });

  test('is refused when the access has ended or the house has shut the person out', async () => {
    await w.db.direct.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.id, 'mem_ben'));
    expect(await refusal(signIn())).toBe('membership_ended');

    await w.db.direct.update(memberships).set({ endedAt: null }).where(eq(memberships.id, 'mem_ben'));
    await signIn();
    await w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_ben'));
    expect(await refusal(signIn())).toBe('blocked');
  });

  test('keeps the role without a claim, and follows it with one', async () => {
    await signIn();
    expect(await seatOf('per_ben')).toMatchObject({ roleId: 'role_partner_member', version: 1 });

    const rules = [{ value: 'managers', roleId: 'role_partner_manager' }];
    await w.db.direct.update(ssoConnections).set({ roleClaim: 'groups', roleRules: rules });
    oidc.people['ben'] = { email: 'ben@brightline.example', groups: ['sales', 'managers'] };
    await signIn();
    expect(await seatOf('per_ben')).toMatchObject({ roleId: 'role_partner_manager' });

    oidc.people['ben'] = { email: 'ben@brightline.example', groups: [] };
    await signIn();
    expect(await seatOf('per_ben')).toMatchObject({ roleId: 'role_partner_member' });
    expect(await named('membership.changed')).toHaveLength(2);
  });

  test('comes five times at once with another role, and is in each time', async () => {
    await signIn();
    const rules = [{ value: 'managers', roleId: 'role_partner_manager' }];
    await w.db.direct.update(ssoConnections).set({ roleClaim: 'groups', roleRules: rules });
    oidc.people['ben'] = { email: 'ben@brightline.example', groups: ['managers'] };
    const [connection] = await w.db.reader.select().from(ssoConnections);
    if (!connection) throw new Error('not connected');
    const claims = { ...oidc.people['ben'], iss: oidc.issuer, sub: 'ben' };
    const room = { scope: w.system, auth: w.portico.auth };
    const comes = () => admit(room, connection, readTold(claims, 'groups'));

    expect(await Promise.all([comes(), comes(), comes(), comes(), comes()])).toEqual(
      Array(5).fill('per_ben'),
    );
    expect(await named('membership.changed')).toHaveLength(1);
  });

  test('goes on leading the account whatever the claim says', async () => {
    oidc.people['bea'] = { email: 'bea@brightline.example', groups: ['sales'] };
    oidc.who = 'bea';
    await w.db.direct.update(ssoConnections).set({ roleClaim: 'groups', roleRules: [] });
    await signIn();

    expect(await seatOf('per_bea')).toMatchObject({ roleId: 'role_partner_owner' });
  });

  test('is not told that the role is gone where it need not be given', async () => {
    await signIn();
    await w.db.direct.update(ssoConnections).set({ roleId: 'role_partner_owner' });

    expect(await refusal(signIn())).toBe('in');
    oidc.who = 'nia';
    expect(await refusal(signIn())).toBe('role_retired');
  });
});

describe('a provider opens nobody who belongs to somebody else', () => {
  const claim = (email: string) => {
    oidc.people['taker'] = { email, email_verified: true };
    oidc.who = 'taker';
  };

  test('not the staff, though the domain of the house be its own', async () => {
    await own(w, BRIGHTLINE, 'house.example');
    claim('ada@house.example');

    expect(await refusal(signIn())).toBe('not_yours');
    expect(await w.db.reader.$count(identities)).toBe(0);
  });

  test('not staff that is in its account too, nor somebody who was of the staff once', async () => {
    await w.db.direct
      .insert(memberships)
      .values({ personId: 'per_abe', accountId: BRIGHTLINE, roleId: 'role_partner_member' });
    await own(w, BRIGHTLINE, 'house.example');
    claim('abe@house.example');
    expect(await refusal(signIn())).toBe('not_yours');

    await w.db.direct.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.id, 'mem_abe'));
    expect(await refusal(signIn())).toBe('not_yours');
  });

  test('not the people of another account', async () => {
    await own(w, BRIGHTLINE, 'cobalt.example');
    claim('cleo@cobalt.example');

    expect(await refusal(signIn())).toBe('not_yours');
    expect(await seatOf('per_cleo')).toBeUndefined();
  });

  test('but whoever is in no account, and has never been in one', async () => {
    await w.db.direct
      .insert(people)
      .values({ id: 'per_olga', email: 'olga@brightline.example', name: 'Olga' });
    claim('olga@brightline.example');

    expect(await refusal(signIn())).toBe('in');
    expect(await seatOf('per_olga')).toMatchObject({ roleId: 'role_partner_member' });
  });

  test('and what it says of a subject holds through its own connection alone', async () => {
    await w.db.direct
      .insert(memberships)
      .values({ personId: 'per_ben', accountId: 'acc_cobalt', roleId: 'role_partner_member' });
    oidc.who = 'ben';
    await signIn();
    await connect(w, 'cleo', oidc);
    await own(w, 'acc_cobalt', 'cobalt.example');
    oidc.people['ben'] = { email: 'ben@elsewhere.example' };

    expect(await refusal(new Browser(w).signIn('cobalt.example'))).toBe('foreign_domain');
  });

  test('and the house has a provider of its own for its people', async () => {
    const secret = { roleId: 'role_house_agent' };
    await connect(w, 'ada', oidc, secret);
    await own(w, 'acc_house', 'house.example');
    claim('abe@house.example');
    const browser = new Browser(w);
    await browser.signIn('house.example');

    expect((await browser.standing()).user).toMatchObject({ id: 'per_abe', account: { id: 'acc_house' } });
  });
});

test('the session before ends, and the secret of the client is kept in no readable form', async () => {
  const browser = new Browser(w);
  await signIn(browser);
  await signIn(browser);

  expect(await w.db.reader.$count(sessions, eq(sessions.connectionId, connectionId))).toBe(1);
  const rows = JSON.stringify((await w.db.reading.execute('select * from sso_connections')).rows);
  expect(rows).not.toContain('a-secret-of-the-client');
  expect(await (await w.as('bea').get('/sso')).text()).not.toContain('a-secret-of-the-client');
});
