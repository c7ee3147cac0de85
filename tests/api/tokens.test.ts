import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { listAgents } from '#api/requests/service.ts';
import { presetId } from '#api/people/roles.ts';
import { idempotencyKeys } from '#db/schema/jobs.ts';
import { mails } from '#db/schema/mails.ts';
import { accounts } from '#db/schema/accounts.ts';
import { memberships, people, sessions } from '#db/schema/people.ts';
import { tokens } from '#db/schema/tokens.ts';
import { json } from '#tests/support/guards/case.ts';
import { tokenOf } from '#tests/support/guards/tokens.ts';
import { program } from '#tests/support/programs.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type World } from '#tests/support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

type Made = { id: string; prefix: string; secret: string; person: { id: string; robot: boolean } };
const wanted = { name: 'Nightly export', scopes: { 'requests.read': 'account' }, days: 30 };
const site = { name: 'Shop', origins: ['https://shop.example'] };
const make = (by: 'bea' | 'dan' | 'ada' = 'bea', more: object = {}) =>
  json<Made>(w.as(by).post('/tokens', { ...wanted, ...more }));
const whoAmI = (secret: string, headers: Record<string, string> = {}) =>
  program(w, secret).get('/auth/session', headers);

describe('a token', () => {
  test('acts for whoever made it, and is kept as a hash', async () => {
    const { id, secret, prefix } = await make('dan');

    expect(await json(whoAmI(secret), 200)).toMatchObject({ id: 'per_dan', account: { id: 'acc_dune' } });
    expect(secret).toMatch(/^pt_[0-9a-hjkmnp-tv-z]{52}$/);
    expect(prefix).toBe(secret.slice(0, 11));
    expect(JSON.stringify(await stateOf(w))).not.toContain(secret.slice(12));
    expect(await (await w.as('dan').get('/tokens')).text()).not.toContain(secret.slice(12));
    expect(await json(w.as('dan').get('/tokens'), 200)).toMatchObject({ items: [{ id, state: 'working' }] });
  });

  const endings: Record<string, (w: World, id: string) => PromiseLike<unknown>> = {
    'was revoked': (at, id) => at.as('bea').delete(`/tokens/${id}`),
    'has run out': ({ db }, id) =>
      db.direct.update(tokens).set({ expiresAt: new Date() }).where(eq(tokens.id, id)),
    'belongs to a person who is disabled': ({ db }) =>
      db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_bea')),
    'belongs to a membership that has ended': ({ db }) =>
      db.direct.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.id, 'mem_bea')),
    'belongs to an account that is closed': ({ db }) =>
      db.direct.update(accounts).set({ closedAt: new Date() }).where(eq(accounts.id, 'acc_brightline')),
  };
  test.each(Object.entries(endings))('that %s opens nothing from the next request on', async (_how, end) => {
    const { secret, id } = await tokenOf(w, 'bea');
    expect((await whoAmI(secret)).status).toBe(200);
    await end(w, id);
    const answer = await whoAmI(secret);

    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await answer.json()).toEqual({ code: 'tokens.wrong', fields: {} });
  });

  test.each(['Bearer', 'Bearer ', 'bearer nonsense', 'BEARER pt_0000', 'Bearer a b'])(
    'is not “%s”',
    async (authorization) => {
      const cookie = await w.as('bea').cookie();
      const headers = { authorization, cookie, 'sec-fetch-site': 'same-origin' };

      const answer = await w.app.request('/api/auth/session', { headers });
      expect(answer.status).toBe(401);
    },
  );

  test('counts alone where a cookie comes along, and needs no page of ours', async () => {
    const { secret } = await tokenOf(w, 'dan');
    const cookie = await w.as('bea').cookie();
    const foreign = { cookie, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };

    expect(await json(whoAmI(secret, foreign), 200)).toMatchObject({ id: 'per_dan' });
    expect((await whoAmI('pt_wrong', { cookie })).status).toBe(401);
    expect((await program(w, secret).post('/sites', site, foreign)).status).toBe(201);
  });

  test('is not taken out of an address, nor from a cookie, nor by another scheme', async () => {
    const { secret } = await tokenOf(w, 'dan');
    const told = async (path: string, headers: Record<string, string> = {}) =>
      (await w.app.request(`/api/auth/session${path}`, { headers })).status;

    for (const name of ['access_token', 'token', 'bearer', 'authorization'])
      expect(await told(`?${name}=${secret}`)).toBe(401);
    expect(await told('', { cookie: `portico=${secret}` })).toBe(401);
    expect(await told('', { authorization: `Basic ${btoa(`${secret}:`)}` })).toBe(401);
    expect(await told('', { authorization: secret })).toBe(401);
  });

  test('may no more than its person may at the time', async () => {
    const { secret } = await tokenOf(w, 'ben');
    expect((await program(w, secret).get('/sites')).status).toBe(200);
    const rights = { 'requests.read': 'own' as const };
    const role = await json<{ id: string }>(w.as('bea').post('/people/roles', { name: 'Less', rights }));
    await w.db.direct.update(memberships).set({ roleId: role.id }).where(eq(memberships.id, 'mem_ben'));

    expect((await program(w, secret).get('/sites')).status).toBe(403);
    expect((await program(w, secret).get('/requests')).status).toBe(200);
  });

  test('sees no further than its scope goes, where the role goes further', async () => {
    const ask = { subject: 'The bandicoot valve leaks', body: 'It drips.', category: 'problem' };
    await json(w.as('dora').post('/requests', ask));
    const [own, all] = [
      await tokenOf(w, 'dan', { 'requests.read': 'own' }),
      await tokenOf(w, 'dan', { 'requests.read': 'all' }),
    ];
    const found = async (secret: string) =>
      (await json<{ total: number }>(program(w, secret).get('/requests'), 200)).total;

    expect([await found(own.secret), await found(all.secret)]).toEqual([0, 1]);
  });

  test('is told when it was last used, every five minutes', async () => {
    const { secret, id } = await tokenOf(w, 'bea', undefined, { lastUsedAt: null });
    const used = async () => (await w.system.find(tokens, id)).lastUsedAt;
    await Promise.all([whoAmI(secret), whoAmI(secret)]);
    const first = await used();
    await whoAmI(secret);

    expect(first).toBeInstanceOf(Date);
    expect(await used()).toEqual(first);
    const old = new Date(Date.now() - 6 * 60_000);
    await w.db.direct.update(tokens).set({ lastUsedAt: old }).where(eq(tokens.id, id));
    await whoAmI(secret);
    expect((await used())?.getTime()).toBeGreaterThan(old.getTime());
  });

  test('stands in what it has done', async () => {
    const { secret, id } = await tokenOf(w, 'bea');
    await json(program(w, secret).post('/sites', site));
    const { items } = await json<{ items: { name: string; data: object }[] }>(
      w.as('bea').get('/events?subject=site'),
      200,
    );

    expect(items).toMatchObject([{ name: 'site.created', data: { tokenId: id } }]);
  });
});

describe('who tries tokens', () => {
  test('is stopped after sixty, while a right one goes on working from the same address', async () => {
    const { secret } = await tokenOf(w, 'bea');
    const statuses: number[] = [];
    for (let n = 0; n < 61; n += 1) statuses.push((await whoAmI(`pt_${n}`)).status);
    const answer = await whoAmI('pt_again');

    expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 401));
    expect([statuses[60], answer.status]).toEqual([429, 429]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await whoAmI(secret)).status).toBe(200);
  });
});

describe('making a token', () => {
  const told = async (body: object, by: 'bea' | 'ben' = 'bea') => {
    const answer = await w.as(by).post('/tokens', { ...wanted, ...body });
    const { code, fields } = (await answer.json()) as { code: string; fields: object };
    return [answer.status, code, fields];
  };

  test('asks once more who it is', async () => {
    const bea = w.as('bea');
    await bea.cookie();
    await w.db.direct.update(sessions).set({ provenAt: new Date(Date.now() - 11 * 60_000) });

    expect((await bea.post('/tokens', wanted)).status).toBe(401);
    expect(await w.system.count(tokens)).toBe(0);
  });

  test('gives away no more than one has', async () => {
    expect(await told({ scopes: { 'requests.read': 'served' } }, 'ben')).toEqual([
      403,
      'tokens.reaches_further',
      {},
    ]);
    expect(await told({ for: 'account' }, 'ben')).toEqual([403, 'forbidden', {}]);
    expect(await told({ scopes: { 'mail.read': 'all' } })).toEqual([
      422,
      'invalid',
      { 'scopes.mail.read': 'invalid_value' },
    ]);
    expect(await told({ scopes: { 'sites.manage': 'account' } })).toEqual([
      422,
      'invalid',
      { 'scopes.sites.manage': 'needs_read' },
    ]);
    expect(await told({ scopes: {} })).toEqual([422, 'invalid', { scopes: 'required' }]);
    expect(await w.system.count(tokens)).toBe(0);
  });

  test.each([0, 366, 1.5, -1, 'soon'])('does not take %s days', async (days) => {
    expect((await told({ days }))[0]).toBe(422);
  });

  test('leaves no secret with an Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'one attempt' };
    const { secret } = await json<Made>(w.as('bea').post('/tokens', wanted, key));
    const again = await w.as('bea').post('/tokens', wanted, key);

    expect([again.status, await again.json()]).toEqual([409, { code: 'idempotency.shown_once', fields: {} }]);
    expect(JSON.stringify(await w.db.reader.select().from(idempotencyKeys))).not.toContain(secret);
    expect(await w.system.count(tokens)).toBe(1);
  });

  test('ends at fifty that work, also when many are made at once', async () => {
    for (let n = 0; n < 48; n += 1) await tokenOf(w, 'bea');
    const bea = w.as('bea');
    const answers = await Promise.all([1, 2, 3, 4].map(() => bea.post('/tokens', wanted)));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
  });

  test('is told to its maker by mail, and to nobody who may not look after people', async () => {
    const { id } = await make();
    await w.settle();
    const [mail] = await w.db.reader
      .select()
      .from(mails)
      .where(eq(mails.toAddress, 'bea@brightline.example'));
    const seen = async (name: 'bea' | 'ben' | 'ada') =>
      (await (await w.as(name).get('/events')).text()).includes(id);

    expect(mail?.text).toContain('Nightly export');
    expect([await seen('bea'), await seen('ada'), await seen('ben')]).toEqual([true, true, false]);
  });
});

test('an Idempotency-Key gives a token nothing of what a session or another token got', async () => {
  const key = { 'idempotency-key': 'one attempt' };
  const { secret } = await tokenOf(w, 'bea', { 'requests.read': 'own' });
  await json(w.as('bea').post('/sites', site, key));

  const answer = await program(w, secret).post('/sites', site, key);
  expect(answer.status).toBe(403);
});

describe('a program of an account', () => {
  test('goes on when its maker is gone', async () => {
    const { secret, person } = await make('bea', { for: 'account' });
    await w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_bea'));

    expect(person.robot).toBe(true);
    expect(await json(whoAmI(secret), 200)).toMatchObject({
      id: person.id,
      name: 'Nightly export',
      account: { id: 'acc_brightline' },
    });
    expect((await program(w, secret).get('/requests')).status).toBe(200);
    expect((await program(w, secret).get('/sites')).status).toBe(403);
  });

  test('stands in the team without an address, and has no door to sign in', async () => {
    const { person } = await make('bea', { for: 'account' });
    const { items } = await json<{ items: { id: string; person: object }[] }>(
      w.as('bea').get('/people'),
      200,
    );
    const entry = { email: person.id, password: 'quiet harbour lights' };

    const shown = { id: person.id, name: 'Nightly export', email: null, robot: true };
    expect(items.map((seat) => seat.person)).toContainEqual(expect.objectContaining(shown));
    expect((await w.guest().post('/auth/session', entry)).status).toBe(422);
    expect((await w.guest().post('/auth/reset', { email: person.id })).status).toBe(422);
  });

  test('is no agent, whatever it may do, and gets no mail', async () => {
    const scopes = { 'requests.read': 'all', 'requests.work': 'all' };
    await make('ada', { for: 'account', scopes });
    const names = (await listAgents(w.as('ada').scope)).map(({ name }) => name);
    await json(w.as('dan').post('/requests', { subject: 'Leak', body: 'It drips.', category: 'problem' }));
    await w.settle();
    const posted = await w.db.reader.select({ to: mails.toAddress }).from(mails);

    expect(names).toContain('Abe Okafor');
    expect(names).not.toContain('Nightly export');
    expect(posted.filter(({ to }) => !to.includes('@'))).toEqual([]);
  });

  test('is shut out by who looks after the team, and given no other role', async () => {
    const { secret, person } = await make('bea', { for: 'account' });
    const { items } = await json<{ items: { id: string; person: { id: string } }[] }>(
      w.as('bea').get('/people'),
      200,
    );
    const seat = items.find((one) => one.person.id === person.id)?.id ?? '';
    const version = { 'if-match': '"1"' };
    const path = `/people/memberships/${seat}`;

    const owner = { roleId: presetId('partner', 'owner') };
    expect((await w.as('bea').put(`${path}/role`, owner, version)).status).toBe(403);
    expect((await w.as('bea').put(`${path}/leadership`, owner, version)).status).toBe(403);
    expect((await w.as('bea').put(`${path}/end`, {}, version)).status).toBe(200);
    expect((await whoAmI(secret)).status).toBe(401);
    expect((await w.as('bea').delete(`${path}/end`, { 'if-match': '"2"' })).status).toBe(403);
  });

  test('has left when its token is revoked', async () => {
    const { id, person } = await make('bea', { for: 'account' });
    expect((await w.as('ben').delete(`/tokens/${id}`)).status).toBe(404);
    expect((await w.as('bea').delete(`/tokens/${id}`)).status).toBe(204);
    expect((await w.as('bea').delete(`/tokens/${id}`)).status).toBe(409);

    const [seat] = await w.system.select(memberships, eq(memberships.personId, person.id));
    expect(seat?.endedAt).toBeInstanceOf(Date);
  });
});

describe('who may revoke whose token', () => {
  /** Ben tries; the status by his role and by whose token it is. */
  type Role = 'owner' | 'manager' | 'member';
  type Whose = 'own' | 'program' | Role | 'elsewhere';
  const TABLE: Record<Role, Record<Whose, number>> = {
    owner: { own: 204, program: 204, owner: 204, manager: 204, member: 204, elsewhere: 404 },
    manager: { own: 204, program: 204, owner: 403, manager: 204, member: 204, elsewhere: 404 },
    member: { own: 204, program: 404, owner: 404, manager: 404, member: 404, elsewhere: 404 },
  };
  const cells = Object.entries(TABLE).flatMap(([mine, row]) =>
    Object.entries(row).map(([whose, status]) => ({ mine, whose, status }) as Cell),
  );
  type Cell = { mine: Role; whose: Whose; status: number };

  async function colleague(role: Role): Promise<string> {
    await w.db.direct.insert(people).values({ id: 'per_wanda', email: 'w@b.example', name: 'Wanda' });
    const wanda = { id: 'mem_wanda', personId: 'per_wanda', accountId: 'acc_brightline' };
    await w.db.direct.insert(memberships).values({ ...wanda, roleId: presetId('partner', role) });
    const theirs = { personId: 'per_wanda', madeBy: 'per_wanda', membershipId: 'mem_wanda' };
    return (await tokenOf(w, 'ben', undefined, theirs)).id;
  }

  async function tokenFor(whose: Whose): Promise<string> {
    if (whose === 'own') return (await tokenOf(w, 'ben')).id;
    if (whose === 'elsewhere') return (await tokenOf(w, 'cleo')).id;
    if (whose === 'program') return (await make('bea', { for: 'account' })).id;
    return colleague(whose);
  }

  test.each(cells)('$mine, token of $whose: $status', async ({ mine, whose, status }) => {
    const id = await tokenFor(whose);
    await w.db.direct
      .update(memberships)
      .set({ roleId: presetId('partner', mine) })
      .where(eq(memberships.id, 'mem_ben'));
    const before = await stateOf(w);
    const answer = await w.as('ben').delete(`/tokens/${id}`);

    const after = await stateOf(w);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect([answer.status, changed.includes('tokens'), changed.length > 0]).toEqual([
      status,
      status === 204,
      status === 204,
    ]);
  });
});
