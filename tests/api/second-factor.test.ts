import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { POLICY } from '#api/core/http.ts';
import { owesSecond } from '#api/auth/second-factor.ts';
import { accounts } from '#db/schema/accounts.ts';
import { totps } from '#db/schema/factors.ts';
import { sessions } from '#db/schema/people.ts';
import { json } from '#tests/support/guards/case.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

const ask = (by: Name, account: string, version = 1) =>
  w.as(by).put(`/people/accounts/acc_${account}/second-factor`, {}, { 'if-match': `"${version}"` });
const stop = (by: Name, account: string, version = 2) =>
  w.as(by).delete(`/people/accounts/acc_${account}/second-factor`, { 'if-match': `"${version}"` });

/** What one needs to set it up and to show it, what comes before, and what is no matter of who calls. */
const SETS_UP =
  /^\/api\/(auth|terms|viewing|widgets|openapi|profile\/(factors|totp|recovery|passkeys|password|sessions|devices|sign-ins))/;

/** Somebody who has shown a password and nothing else. */
async function withOne(name: Name) {
  const client = w.as(name);
  await client.cookie();
  await w.db.direct
    .update(sessions)
    .set({ assurance: 1 })
    .where(eq(sessions.userId, `per_${name}`));
  return client;
}

describe('who may ask whom', () => {
  const TABLE = {
    ada: { brightline: 204, dune: 204 },
    max: { brightline: 204 },
    abe: { brightline: 403 },
    bea: { brightline: 204, cobalt: 404, dune: 403 },
    ben: { brightline: 403 },
    dan: { dune: 204, brightline: 404 },
    dora: { dune: 403 },
  } as const satisfies Partial<Record<Name, Record<string, number>>>;
  const cells = Object.entries(TABLE).flatMap(([by, row]) =>
    Object.entries(row).map(([account, status]) => ({ by: by as Name, account, status: status as number })),
  );

  test.each(cells)('$by of $account is told $status', async ({ by, account, status }) => {
    const before = await stateOf(w);
    expect((await ask(by, account)).status).toBe(status);
    expect(JSON.stringify(await stateOf(w)) === JSON.stringify(before)).toBe(status !== 204);
  });

  test('nobody shuts himself out, and nobody asks with an older state', async () => {
    const bea = await withOne('bea');
    const path = '/people/accounts/acc_brightline/second-factor';
    const refused = await bea.put(path, {}, { 'if-match': '"1"' });

    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'people.second_yourself' }]);
    expect((await ask('ada', 'brightline', 7)).status).toBe(412);
    expect((await ask('ada', 'brightline')).status).toBe(204);
    expect((await stop('bea', 'brightline')).status).toBe(204);
  });
});

describe('where it is asked for', () => {
  const TABLE = [true, false].flatMap((asksSecond) =>
    ([1, 2] as const).flatMap((assurance) =>
      [true, false].flatMap((hasSecond) =>
        [null, 'sso_x'].map((connectionId) => ({ asksSecond, assurance, hasSecond, connectionId })),
      ),
    ),
  );
  const owing = { asksSecond: true, assurance: 1, hasSecond: false, connectionId: null };

  test.each(TABLE)('%j owes it only where nothing but one factor is there', (shown) => {
    expect(owesSecond(shown)).toBe(JSON.stringify(shown) === JSON.stringify(owing));
  });

  /** Whoever signs what it sends asks for nobody's sign-in. */
  const SIGNED = /\/mailboxes\/:id\/mails$/;

  test('who has shown one factor may nothing but set up the second', async () => {
    const ben = await withOne('ben');
    expect((await ben.get('/opportunities')).status).toBe(200);
    await ask('ada', 'brightline');
    const before = await stateOf(w);
    const routes = w.app.routes.flatMap(({ method, path, handler }) =>
      POLICY in handler && path.startsWith('/api/') && !SETS_UP.test(path) && !SIGNED.test(path)
        ? [{ method, path: path.slice(4) }]
        : [],
    );
    for (const { method, path } of routes) {
      const at = path.replaceAll(/:\w+/g, 'per_ben');
      const answer = await ben.send(at, {
        method,
        ...(method === 'GET' ? {} : { body: {} }),
        headers: { 'if-match': '"1"' },
      });
      expect([method, path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        method,
        path,
        403,
        'auth.second_needed',
      ]);
    }
    expect(routes.length).toBeGreaterThan(80);
    expect(await stateOf(w)).toEqual(before);
    expect((await ben.get('/profile/factors')).status).toBe(200);
    expect((await ben.post('/profile/totp')).status).toBeLessThan(300);
  });

  test('whoever has set it up goes on, also in a browser that is remembered', async () => {
    await ask('ada', 'brightline');
    const ben = await withOne('ben');
    expect((await ben.get('/opportunities')).status).toBe(403);
    await w.db.direct
      .insert(totps)
      .values({ personId: 'per_ben', secret: 'x', confirmedAt: new Date(), lastStep: 0 });
    expect((await ben.get('/opportunities')).status).toBe(200);
  });

  test('others are not asked, and when it is over nobody is', async () => {
    await ask('ada', 'brightline');
    const [ben, cleo] = [await withOne('ben'), await withOne('cleo')];
    expect([(await ben.get('/opportunities')).status, (await cleo.get('/opportunities')).status]).toEqual([
      403, 200,
    ]);
    await stop('ada', 'brightline');
    expect((await ben.get('/opportunities')).status).toBe(200);
  });

  test('is written down for the account', async () => {
    await ask('ada', 'brightline');
    await stop('ada', 'brightline');
    const { items } = await json<{ items: { name: string }[] }>(
      w.as('bea').get('/events?subject=account'),
      200,
    );
    expect(items.map(({ name }) => name).slice(0, 2)).toEqual([
      'account.second_factor_optional',
      'account.second_factor_asked',
    ]);
    const [account] = await w.db.reader.select().from(accounts).where(eq(accounts.id, 'acc_brightline'));
    expect([account?.secondFactorAt, account?.version]).toEqual([null, 3]);
  });
});
