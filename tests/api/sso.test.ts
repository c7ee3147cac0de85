import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { hashPassword } from '#api/auth/passwords.ts';
import { events } from '#db/schema/events.ts';
import { totps } from '#db/schema/factors.ts';
import { mails } from '#db/schema/mails.ts';
import { memberships, passwords, sessions } from '#db/schema/people.ts';
import { identities, ssoConnections, ssoDomains } from '#db/schema/sso.ts';
import { startDns } from '#tests/servers/dns.ts';
import { startOidc, type Oidc } from '#tests/servers/oidc.ts';
import { Browser, connect, own } from '#tests/support/company.ts';
import { json } from '#tests/support/guards/case.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const REDIRECT_URI = 'http://localhost:4321/login/sso/callback';
const PASSWORD = 'a wombat walks at night';
const NOWHERE = { issuer: 'https://login.brightline.example' };

type Connection = { id: string; version: number; hasSecret: boolean; triedAt: string | null };
type Domain = { id: string; version: number; record: { value: string }; verifiedBy: string | null };

let w: World;
let oidc: Oidc;
let dns: Awaited<ReturnType<typeof startDns>>;
beforeAll(async () => {
  oidc = await startOidc(REDIRECT_URI);
  dns = await startDns();
});
afterAll(() => Promise.all([oidc.stop(), dns.stop()]));
beforeEach(async () => {
  w = await world({ PORTICO_DNS: dns.address });
  oidc.people = { ben: { email: 'ben@brightline.example' } };
  oidc.who = 'ben';
});

const told = async (answer: Promise<Response>) => {
  const { status, ...response } = await answer.then(async (one) => ({
    status: one.status,
    body: one.status === 204 ? {} : ((await one.json()) as { code?: string; fields?: object }),
  }));
  return [status, response.body.code, response.body.fields];
};
const namesOf = async () => (await w.db.reader.select({ name: events.name }).from(events)).map((e) => e.name);
const version = (n: number) => ({ 'if-match': `"${n}"` });

describe('a connection', () => {
  test('is made once for an account, and its secret is never told', async () => {
    const made = await json<Connection>(
      w.as('bea').post('/sso/connections', {
        ...NOWHERE,
        clientId: 'portico',
        clientSecret: 'secret-of-ours',
        roleId: 'role_partner_member',
      }),
    );

    expect(made).toMatchObject({ hasSecret: true, enforcedAt: null, version: 1 });
    expect(JSON.stringify(made)).not.toContain('secret-of-ours');
    expect(JSON.stringify(await w.db.reader.select().from(events))).not.toContain('secret-of-ours');
    const again = { ...NOWHERE, clientId: 'p', roleId: 'role_partner_member' };
    expect(await told(w.as('bea').post('/sso/connections', again))).toEqual([
      409,
      'sso.already_connected',
      {},
    ]);
    expect(await namesOf()).toEqual(['sso.connected']);
  });

  test.each([
    ['http://login.brightline.example', { issuer: 'issuer_protocol' }],
    ['ftp://login.brightline.example', { issuer: 'invalid_format' }],
    ['https://somebody:secret@login.brightline.example', { issuer: 'invalid_value' }],
    ['https://login.brightline.example/?a=b', { issuer: 'invalid_value' }],
    ['login.brightline.example', { issuer: 'invalid_format' }],
  ])('does not go to %s', async (issuer, fields) => {
    const body = { issuer, clientId: 'portico', roleId: 'role_partner_member' };

    expect(await told(w.as('bea').post('/sso/connections', body))).toEqual([422, 'invalid', fields]);
  });

  test('goes to no private address in production, unless it is said', async () => {
    const production = {
      NODE_ENV: 'production',
      PORTICO_URL: 'https://portal.example',
      PORTICO_SECRET: 'x'.repeat(40),
    };
    const body = { issuer: 'https://10.0.0.1', clientId: 'portico', roleId: 'role_partner_member' };
    const make = async (more: Record<string, string>) => {
      const there = await world({ ...production, ...more });
      return told(there.as('bea').post('/sso/connections', body));
    };

    expect(await make({})).toEqual([422, 'invalid', { issuer: 'issuer_address' }]);
    expect((await make({ PORTICO_ALLOW_PRIVATE: 'true' }))[0]).toBe(201);
  });

  test('gives no role that leads the account, nor one that is not its own', async () => {
    const body = { ...NOWHERE, clientId: 'portico' };
    const make = (more: object) => told(w.as('bea').post('/sso/connections', { ...body, ...more }));

    expect(await make({ roleId: 'role_partner_owner' })).toEqual([422, 'invalid', { roleId: 'leads' }]);
    expect((await make({ roleId: 'role_house_agent' }))[0]).toBe(404);
    const rules = [{ value: 'all', roleId: 'role_partner_owner' }];
    expect((await make({ roleId: 'role_partner_member', roleRules: rules }))[0]).toBe(422);
  });

  test('of another issuer forgets whom it knew, and must be tried anew', async () => {
    const { id } = await connect(w, 'bea', oidc);
    await own(w, 'acc_brightline', 'brightline.example');
    await new Browser(w).signIn('brightline.example');
    await w.db.direct.update(ssoConnections).set({ triedAt: new Date() });
    expect(await w.db.reader.$count(identities)).toBe(1);

    const same = await w.as('bea').patch(`/sso/connections/${id}`, 1, { roleClaim: 'groups' });
    expect(await same.json()).toMatchObject({ hasSecret: true, version: 2 });
    expect(await w.db.reader.$count(identities)).toBe(1);
    const moved = await w.as('bea').patch(`/sso/connections/${id}`, 2, NOWHERE);
    expect(await moved.json()).toMatchObject({ triedAt: null });
    expect(await w.db.reader.$count(identities)).toBe(0);
    expect(await w.db.reader.$count(sessions, eq(sessions.connectionId, id))).toBe(0);
  });

  test('that is removed signs out whom it has vouched for', async () => {
    const { id } = await connect(w, 'bea', oidc);
    await own(w, 'acc_brightline', 'brightline.example');
    const browser = new Browser(w);
    await browser.signIn('brightline.example');

    expect((await browser.standing()).user?.id).toBe('per_ben');
    expect((await w.as('bea').delete(`/sso/connections/${id}`, version(2))).status).toBe(412);
    expect((await w.as('bea').delete(`/sso/connections/${id}`, version(1))).status).toBe(204);
    expect((await browser.standing()).user).toBeNull();
    expect(await w.db.reader.$count(ssoConnections)).toBe(0);
  });

  test('is changed by whoever has just shown who it is, and by nobody else', async () => {
    const set = await w.portico.auth.openSession({ personId: 'per_bea', membershipId: 'mem_bea' }, 1);
    await w.db.direct.update(sessions).set({ provenAt: new Date(Date.now() - 11 * 60_000) });
    const body = { ...NOWHERE, clientId: 'portico', roleId: 'role_partner_member' };
    const cookie = set.split(';')[0] ?? '';

    expect(await told(w.as('bea').post('/sso/connections', body, { cookie }))).toEqual([
      401,
      'auth.prove_again',
      {},
    ]);
  });
});

describe('a domain', () => {
  const add = (by: Name, domain: string) => json<Domain>(w.as(by).post('/sso/domains', { domain }));
  const check = (by: Name, { id }: Domain) => w.as(by).put(`/sso/domains/${id}/verification`);

  test('is verified by the record that only its owner can make', async () => {
    const domain = await add('bea', ' Brightline.Example ');
    expect(await told(check('bea', domain))).toEqual([409, 'sso.no_record', {}]);

    dns.records['brightline.example'] = ['v=spf1 -all', 'portico-verification=guessed'];
    expect((await told(check('bea', domain)))[0]).toBe(409);
    dns.records['brightline.example'].push(domain.record.value);
    expect(await (await check('bea', domain)).json()).toMatchObject({ verifiedBy: 'dns' });
    expect(await namesOf()).toEqual(['domain.added', 'domain.verified']);
  });

  test('is one account’s: the record of another proves nothing, and the second is told', async () => {
    const [mine, theirs] = [await add('bea', 'shared.example'), await add('cleo', 'shared.example')];
    dns.records['shared.example'] = [mine.record.value];
    expect((await told(check('cleo', theirs)))[0]).toBe(409);

    dns.records['shared.example'].push(theirs.record.value);
    expect((await told(check('bea', mine)))[0]).toBe(200);
    expect(await told(check('cleo', theirs))).toEqual([409, 'sso.domain_taken', {}]);
  });

  test('is vouched for by the house alone', async () => {
    const domain = await add('bea', 'quokka.example');

    expect((await w.as('bea').put(`/sso/domains/${domain.id}/vouching`)).status).toBe(403);
    expect(await (await w.as('ada').put(`/sso/domains/${domain.id}/vouching`)).json()).toMatchObject({
      verifiedBy: 'house',
    });
  });

  test.each(['example', 'a b.example', 'brightline.example/x', '127.0.0.1', '-a.example', 'a..example', ''])(
    'is not “%s”',
    async (domain) => {
      expect((await told(w.as('bea').post('/sso/domains', { domain })))[0]).toBe(422);
    },
  );

  test('of another script is kept as the DNS has it', async () => {
    expect(await add('bea', 'пример.испытание')).toMatchObject({ domain: 'xn--e1afmkfd.xn--80akhbyknj4f' });
  });
});

describe('a provider that is the only way in', () => {
  /** Bea has a password and an authenticator app, Ben has a password. */
  const withWays = async () => {
    const hash = await hashPassword(PASSWORD);
    const changedAt = new Date();
    await w.db.direct.insert(passwords).values([
      { personId: 'per_bea', hash, changedAt },
      { personId: 'per_ben', hash, changedAt },
    ]);
    await w.db.direct.insert(totps).values({ personId: 'per_bea', secret: '-', confirmedAt: changedAt });
  };
  const enforced = async () => {
    await withWays();
    const { id } = await connect(w, 'bea', oidc);
    await own(w, 'acc_brightline', 'brightline.example');
    await w.db.direct.update(ssoConnections).set({ triedAt: new Date(), breakGlass: ['mem_bea'] });
    const answer = await w.as('bea').put(`/sso/connections/${id}/enforcement`, {}, version(1));
    expect(answer.status).toBe(200);
    return id;
  };
  const byPassword = (email: string) => told(w.guest().post('/auth/session', { email, password: PASSWORD }));

  test('was tried, vouches for a domain, and leaves somebody who comes in without it', async () => {
    const { id } = await connect(w, 'bea', oidc);
    const ask = async (n: number) =>
      (await told(w.as('bea').put(`/sso/connections/${id}/enforcement`, {}, version(n))))[1];
    expect(await ask(1)).toBe('sso.not_tried');

    await w.db.direct.update(ssoConnections).set({ triedAt: new Date() });
    expect(await ask(1)).toBe('sso.no_domain');
    await own(w, 'acc_brightline', 'brightline.example');
    expect(await ask(1)).toBe('sso.last_break_glass');
    const named = { memberships: ['mem_bea'] };
    const name = () => w.as('bea').put(`/sso/connections/${id}/break-glass`, named, version(1));
    expect(await told(name())).toEqual([422, 'invalid', { memberships: 'not_able' }]);
    await withWays();
    expect((await name()).status).toBe(200);
    expect(await ask(2)).toBeUndefined();
  });

  test('ends the sessions that were opened otherwise, but not of who has switched it on', async () => {
    const ben = w.as('ben');
    await ben.cookie();
    const through = new Browser(w);
    await withWays();
    const { id } = await connect(w, 'bea', oidc);
    await own(w, 'acc_brightline', 'brightline.example');
    await through.signIn('brightline.example');
    await w.db.direct.update(ssoConnections).set({ triedAt: new Date(), breakGlass: ['mem_bea'] });
    const bea = w.as('bea');
    await w.as('bea').cookie();
    expect((await bea.put(`/sso/connections/${id}/enforcement`, {}, version(1))).status).toBe(200);

    expect((await ben.get('/auth/session')).status).toBe(401);
    expect((await bea.get('/auth/session')).status).toBe(200);
    expect((await through.standing()).user?.id).toBe('per_ben');
    expect(await w.db.reader.$count(sessions, eq(sessions.userId, 'per_bea'))).toBe(1);
  });

  test('refuses a password only once it was right, and a link', async () => {
    await enforced();

    expect(await byPassword('ben@brightline.example')).toEqual([409, 'sso.required', {}]);
    const wrong = { email: 'ben@brightline.example', password: 'something else altogether' };
    expect(await told(w.guest().post('/auth/session', wrong))).toEqual([401, 'auth.wrong', {}]);
    await w.guest().post('/auth/link', { email: 'ben@brightline.example' });
    await w.settle();
    const [mail] = await w.db.reader
      .select()
      .from(mails)
      .where(eq(mails.toAddress, 'ben@brightline.example'));
    const code = /code=([\w-]+)/.exec(JSON.stringify(mail))?.[1];
    expect(code).toBeDefined();
    expect((await told(w.guest().post('/auth/session/link', { code })))[1]).toBe('sso.required');
  });

  test('lets in past it who is named and shows two factors, and tells the others', async () => {
    await enforced();
    await w.db.direct
      .update(memberships)
      .set({ roleId: 'role_partner_owner' })
      .where(eq(memberships.id, 'mem_ben'));
    await w.db.direct.insert(totps).values({ personId: 'per_ben', secret: '-', confirmedAt: new Date() });
    expect((await byPassword('ben@brightline.example'))[1]).toBe('sso.required');
    expect((await byPassword('bea@brightline.example'))[0]).toBe(202);

    const answer = await w
      .guest()
      .post('/auth/session', { email: 'bea@brightline.example', password: PASSWORD });
    const half = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const codes = await w.system.write((write) => w.portico.auth.factors.recovery.renew(write, 'per_bea'));
    const entered = await w.guest().post('/auth/session/code', { code: codes[0] }, { cookie: half });
    expect(entered.status).toBe(204);
    await w.settle();
    expect(await namesOf()).toContain('sso.bypassed');
    const sent = await w.db.reader.select().from(mails);
    expect(
      sent.filter(({ subject }) => /past single sign-on/.test(subject)).map(({ toAddress }) => toAddress),
    ).toEqual(['ben@brightline.example']);
  });

  test('asks who comes in past it for both factors, also in a browser that is remembered', async () => {
    await enforced();
    const signIn = (cookie: string) =>
      w.guest().post('/auth/session', { email: 'bea@brightline.example', password: PASSWORD }, { cookie });
    const cookies = (answer: Response) =>
      answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
    const codes = await w.system.write((write) => w.portico.auth.factors.recovery.renew(write, 'per_bea'));
    const body = { code: codes[0], remember: true };
    const half = cookies(await signIn('')).join('; ');
    const entered = await w.guest().post('/auth/session/code', body, { cookie: half });
    expect(entered.status).toBe(204);
    const device = cookies(entered).find((cookie) => cookie.startsWith('portico-device=')) ?? '';

    expect(device).not.toBe('');
    expect((await told(signIn(device)))[0]).toBe(202);
  });

  test('lets nobody in past it any more who no longer leads the account', async () => {
    await enforced();
    await w.db.direct.update(ssoConnections).set({ breakGlass: ['mem_bea', 'mem_ben'] });
    await w.db.direct
      .update(memberships)
      .set({ roleId: 'role_partner_owner' })
      .where(eq(memberships.id, 'mem_ben'));
    await w.db.direct.insert(totps).values({ personId: 'per_ben', secret: '-', confirmedAt: new Date() });
    expect((await byPassword('ben@brightline.example'))[0]).toBe(202);
    const demote = { roleId: 'role_partner_member' };
    expect(
      (await w.as('ada').put('/people/memberships/mem_ben/role', demote, version(1))).status,
    ).toBeLessThan(300);

    expect((await byPassword('ben@brightline.example'))[1]).toBe('sso.required');
  });

  test('keeps the last one who comes in past it', async () => {
    const id = await enforced();
    const unname = w.as('bea').put(`/sso/connections/${id}/break-glass`, { memberships: [] }, version(2));
    expect((await told(unname))[1]).toBe('sso.last_break_glass');
    expect((await told(w.as('bea').delete('/profile/totp')))[1]).toBe('sso.last_break_glass');
    const demote = { roleId: 'role_partner_member' };
    await w.db.direct
      .update(memberships)
      .set({ roleId: 'role_partner_owner' })
      .where(eq(memberships.id, 'mem_ben'));
    const answer = w.as('ada').put('/people/memberships/mem_bea/role', demote, version(1));
    expect((await told(answer))[1]).toBe('sso.last_break_glass');
    const end = w.as('ada').put('/people/memberships/mem_bea/end', {}, version(1));
    expect((await told(end))[1]).toBe('sso.last_break_glass');
  });

  test('cannot be changed for another, nor lose its last domain', async () => {
    const id = await enforced();
    const [domain] = await w.db.reader.select().from(ssoDomains);

    expect((await told(w.as('bea').patch(`/sso/connections/${id}`, 2, NOWHERE)))[1]).toBe('sso.enforced_now');
    const remove = w.as('bea').delete(`/sso/domains/${domain?.id ?? ''}`, version(1));
    expect((await told(remove))[1]).toBe('sso.no_domain');
    const relax = w.as('bea').delete(`/sso/connections/${id}/enforcement`, version(2));
    expect((await relax).status).toBe(200);
    expect((await byPassword('ben@brightline.example'))[0]).toBe(204);
  });

  test('takes nobody in by an invitation and a password', async () => {
    await enforced();
    const body = { email: 'new@brightline.example', roleId: 'role_partner_member' };
    await json(w.as('bea').post('/people/invitations', body));
    await w.settle();
    const [mail] = await w.db.reader.select().from(mails).where(eq(mails.toAddress, body.email));
    const code = /code=([\w-]+)/.exec(JSON.stringify(mail))?.[1] ?? '';
    const join = { code, name: 'Newcomer', password: PASSWORD };

    expect((await told(w.guest().post('/auth/membership', join)))[1]).toBe('sso.required');
  });
});

describe('somebody of two accounts', () => {
  beforeEach(async () => {
    await w.db.direct
      .insert(memberships)
      .values({ id: 'mem_two', personId: 'per_ben', accountId: 'acc_cobalt', roleId: 'role_partner_owner' });
    await connect(w, 'bea', oidc);
    await own(w, 'acc_brightline', 'brightline.example');
  });
  const through = async () => {
    const browser = new Browser(w);
    await browser.signIn('brightline.example');
    return browser;
  };

  test('acts through a provider for its account, and for no other', async () => {
    const browser = await through();
    const { session, scope } = await browser.standing();
    if (!session) throw new Error('not signed in');
    const actor = scope.actor as Parameters<typeof w.portico.auth.switchAccount>[0];

    await expect(w.portico.auth.switchAccount(actor, session, 'acc_cobalt')).rejects.toMatchObject({
      code: 'sso.required',
    });
  });

  test('comes with a password into the account that takes it', async () => {
    const hash = await hashPassword(PASSWORD);
    await w.db.direct.insert(passwords).values({ personId: 'per_ben', hash, changedAt: new Date() });
    await w.db.direct.update(ssoConnections).set({ enforcedAt: new Date() });
    const answer = await w
      .guest()
      .post('/auth/session', { email: 'ben@brightline.example', password: PASSWORD });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const who = await (await w.guest().get('/auth/session', { cookie })).json();

    expect(who).toMatchObject({ account: { id: 'acc_cobalt' } });
    const change = { accountId: 'acc_brightline' };
    expect((await told(w.guest().put('/auth/session/account', change, { cookie })))[1]).toBe('sso.required');
  });

  test('is told of also where it comes past a provider from the other account', async () => {
    await w.db.direct.update(ssoConnections).set({ enforcedAt: new Date(), breakGlass: ['mem_ben'] });
    await w.db.direct
      .update(memberships)
      .set({ roleId: 'role_partner_owner' })
      .where(eq(memberships.id, 'mem_ben'));
    const whose = { personId: 'per_ben', membershipId: 'mem_two' };
    const cookie = (await w.portico.auth.openSession(whose, 2)).split(';')[0] ?? '';
    const change = { accountId: 'acc_brightline' };

    expect((await w.guest().put('/auth/session/account', change, { cookie })).status).toBe(204);
    expect(await namesOf()).toContain('sso.bypassed');
  });

  test('does not take along what it has in the other one', async () => {
    const { visit } = await through();
    const cookie = `portico=${visit.session ?? ''}`;

    expect(await told(w.guest().post('/profile/archives', {}, { cookie }))).toEqual([
      403,
      'sso.own_ways',
      {},
    ]);
  });

  test('does not change its own ways in with the word of one of them', async () => {
    const { visit } = await through();
    const cookie = `portico=${visit.session ?? ''}`;
    const refused = [403, 'sso.own_ways', {}];

    expect(await told(w.guest().put('/profile/password', { password: PASSWORD }, { cookie }))).toEqual(
      refused,
    );
    expect(await told(w.guest().post('/profile/email', { email: 'b@c.example' }, { cookie }))).toEqual(
      refused,
    );
    expect(await told(w.guest().post('/profile/totp', {}, { cookie }))).toEqual(refused);
  });
});
