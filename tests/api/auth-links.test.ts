import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { codes, people } from '#db/schema/people.ts';
import { setUpApp } from '../support/authenticator-app.ts';
import { browser, codeOfMail, emailOf, givePassword, subjectsTo, told } from '../support/browsers.ts';
import { world, type World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const SPENT = '410 codes.spent';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => {
  vi.useRealTimers();
});

async function linkFor(email = emailOf('bea')) {
  await browser(w).post('/auth/link', { email });
  return codeOfMail(w, email);
}
const follow = (code: string, one = browser(w)) => told(one.post('/auth/session/link', { code }));

describe('a link by mail', () => {
  test('signs in somebody who has no password, once', async () => {
    const code = await linkFor();
    const bea = browser(w);

    expect(await follow(code, bea)).toBe('204');
    expect(await (await bea.get('/auth/session')).json()).toMatchObject({ email: emailOf('bea') });
    expect(await follow(code)).toBe(SPENT);
  });

  test('works once when it is followed by five at the same moment', async () => {
    const code = await linkFor();
    const answers = await Promise.all(Array.from({ length: 5 }, () => follow(code)));

    expect(answers.sort()).toEqual(['204', SPENT, SPENT, SPENT, SPENT]);
  });

  test('works for a quarter of an hour, and not after a newer one', async () => {
    const first = await linkFor();
    const second = await linkFor();
    expect(await follow(first)).toBe(SPENT);
    vi.useFakeTimers({ now: Date.now() + 15 * MINUTE_MS + 1_000, toFake: ['Date'] });

    expect(await follow(second)).toBe(SPENT);
  });

  test('is worth one factor: where a second is set up, it is asked for', async () => {
    await givePassword(w, 'bea');
    const own = browser(w);
    await own.signIn('bea');
    await setUpApp(own);

    expect(await follow(await linkFor())).toBe('202');
  });

  test('goes to nobody who is unknown or disabled, and opens nothing for who is disabled since', async () => {
    const code = await linkFor();
    await w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_bea'));
    expect(await follow(code)).toBe(SPENT);
    await linkFor();
    await linkFor('nobody@brightline.example');

    expect(await subjectsTo(w, emailOf('bea'))).toEqual(['Your link to sign in']);
    expect(await subjectsTo(w, 'nobody@brightline.example')).toEqual([]);
  });

  test('for a new password does not sign in, and one that signs in changes no password', async () => {
    const link = await linkFor();
    await browser(w).post('/auth/reset', { email: emailOf('bea') });
    const reset = await codeOfMail(w, emailOf('bea'));

    expect(await follow(reset)).toBe(SPENT);
    expect(
      await told(browser(w).put('/auth/password', { code: link, password: 'nine small snowdrops' })),
    ).toBe(SPENT);
  });

  test('is kept as a hash', async () => {
    const code = await linkFor();

    expect(JSON.stringify(await w.db.reader.select().from(codes))).not.toContain(code);
  });
});
