import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';

import { standing } from '#api/auth/standing.ts';
import { Scope } from '#api/core/scope.ts';
import { firstTo } from '#portal/first-to.ts';
import { accounts } from '#db/schema/accounts.ts';
import { sessions } from '#db/schema/people.ts';
import { openDoors, terms } from '../support/applications.ts';
import { world, type World } from '../support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

/** Where Bea is led who asks for a page, having shown a password and nothing else. */
async function reader() {
  const cookie = await w.as('bea').cookie();
  const secret = cookie.slice(cookie.indexOf('=') + 1);
  await w.db.direct.update(sessions).set({ assurance: 1 }).where(eq(sessions.userId, 'per_bea'));
  return async (address: string) => {
    const url = new URL(address, 'http://localhost');
    const found = await w.portico.auth.lucia.validateSession(secret);
    if (!found.user) throw new Error('Bea is not signed in');
    const { actor, session } = await standing(w.db, found.user, found.session, url.pathname);
    const locals = { scope: new Scope(w.portico.base, actor), session, viewing: undefined };
    return firstTo({ locals, request: { method: 'GET' }, url });
  };
}

const askForSecond = () =>
  w.db.direct.update(accounts).set({ secondFactorAt: new Date() }).where(eq(accounts.id, 'acc_brightline'));

test('who owes the terms and a second factor is led to the one and then to the other', async () => {
  await openDoors(w, { terms });
  await askForSecond();
  const lead = await reader();

  expect(await lead('/requests')).toBe('/profile/security');
  expect(await lead('/profile/security')).toBe('/terms?next=%2Fprofile%2Fsecurity');
  expect(await lead('/terms?next=%2Fprofile%2Fsecurity')).toBeUndefined();
});

test.each(['/requests', '/help/en/128-a%20lamp', '/help/en/128-ß', '/%66ind'])(
  'who owes a second factor is led to it from %s, however it is written',
  async (address) => {
    await askForSecond();
    const lead = await reader();

    expect(await lead(address)).toBe('/profile/security');
  },
);

test('what was refused is shown to who owes a second factor', async () => {
  await askForSecond();
  const lead = await reader();

  for (const page of ['/403', '/404', '/429', '/500']) expect(await lead(page)).toBeUndefined();
});
