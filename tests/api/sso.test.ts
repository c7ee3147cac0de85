import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { events } from '#db/schema/events.ts';
import { sessions } from '#db/schema/people.ts';
import { identities, ssoConnections } from '#db/schema/sso.ts';
import { startDns } from '#tests/servers/dns.ts';
import { startOidc, type Oidc } from '#tests/servers/oidc.ts';
import { Browser, connect, own } from '#tests/support/company.ts';
import { json } from '#tests/support/guards/case.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const REDIRECT_URI = 'http://localhost:4321/login/sso/callback';
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
