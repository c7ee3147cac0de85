import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { hashPassword } from '#api/auth/passwords.ts';
import { events } from '#db/schema/events.ts';
import { totps } from '#db/schema/factors.ts';
import { mails } from '#db/schema/mails.ts';
import { memberships, passwords, sessions } from '#db/schema/people.ts';
import { ssoConnections, ssoDomains } from '#db/schema/sso.ts';
import { startOidc, type Oidc } from '#tests/servers/oidc.ts';
import { Browser, connect, own } from '#tests/support/company.ts';
import { json } from '#tests/support/guards/case.ts';
import { world, type World } from '#tests/support/world.ts';

const PASSWORD = 'a wombat walks at night';
const NOWHERE = { issuer: 'https://login.brightline.example' };

let w: World;
let oidc: Oidc;
beforeAll(async () => {
  oidc = await startOidc('http://localhost:4321/login/sso/callback');
});
afterAll(() => oidc.stop());
beforeEach(async () => {
  w = await world();
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
