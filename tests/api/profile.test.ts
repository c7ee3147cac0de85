import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { eventValues } from '#db/schema/events.ts';
import { people } from '#db/schema/people.ts';
import {
  browser,
  codeOfMail,
  emailOf,
  givePassword,
  subjectsTo,
  told,
  type Browser,
} from '../support/browsers.ts';
import { world, type World } from '../support/world.ts';

const NEW = 'bea@new.example';

let w: World;
let bea: Browser;
beforeEach(async () => {
  w = await world();
  await givePassword(w, 'bea', 'ben');
  bea = browser(w);
  await bea.signIn('bea');
});

describe('somebody', () => {
  test('sees and changes name, language and zone, and nothing else', async () => {
    const profile = (await (await bea.get('/profile')).json()) as { version: number };
    const change = { name: 'Bea Ruiz', locale: 'es', zone: 'America/Lima' };

    expect(await (await bea.patch('/profile', profile.version, change)).json()).toEqual({
      id: 'per_bea',
      email: emailOf('bea'),
      version: profile.version + 1,
      ...change,
    });
    expect(await told(bea.patch('/profile', profile.version, { name: 'Bea' }))).toBe('412 stale');
    for (const other of [{ email: NEW }, { disabledAt: null }, { id: 'per_ben' }, { zone: 'Mars/Crater' }])
      expect(await told(bea.patch('/profile', profile.version + 1, other))).toBe('422 invalid');
  });

  test('whose role may read nobody looks after the own profile all the same', async () => {
    await w.db.writing.execute(`update roles set rights = '{}'`);

    expect(await told(bea.get('/profile'))).toBe('200');
    expect(await told(bea.patch('/profile', 1, { name: 'Bea Ruiz' }))).toBe('200');
  });
});

describe('another address', () => {
  const prove = async () => told(browser(w).put('/profile/email', { code: await codeOfMail(w, NEW) }));
  const addressOf = async () =>
    (await w.db.reader.select().from(people).where(eq(people.id, 'per_bea')))[0]?.email;

  test('counts when it has proven itself, and the old one is told', async () => {
    expect(await told(bea.post('/profile/email', { email: NEW }))).toBe('202');
    expect(await addressOf()).toBe(emailOf('bea'));
    expect(await prove()).toBe('204');

    expect(await addressOf()).toBe(NEW);
    expect(await prove()).toBe('410 codes.spent');
    expect(await subjectsTo(w, emailOf('bea'))).toContain('Your address was changed');
    expect(
      await told(browser(w).post('/auth/session', { email: NEW, password: 'seven tall sunflowers' })),
    ).toBe('204');
  });

  test('ends links that lie in the mailbox of the old one', async () => {
    await browser(w).post('/auth/reset', { email: emailOf('bea') });
    const code = await codeOfMail(w, emailOf('bea'));
    await bea.post('/profile/email', { email: NEW });
    await prove();

    const password = 'nine small snowdrops';
    expect(await told(browser(w).put('/auth/password', { code, password }))).toBe('410 codes.spent');
  });

  test('that is somebody’s already is answered the same, and gets no mail', async () => {
    expect(await told(bea.post('/profile/email', { email: emailOf('ben') }))).toBe('202');
    expect(await subjectsTo(w, emailOf('ben'))).toEqual([]);
  });

  test('that becomes somebody’s in between is refused', async () => {
    await bea.post('/profile/email', { email: NEW });
    await w.settle();
    await w.db.direct.update(people).set({ email: NEW }).where(eq(people.id, 'per_ben'));

    expect(await prove()).toBe('409 auth.address_taken');
    expect(await addressOf()).toBe(emailOf('bea'));
  });

  test('stands in no event, only in values that can be emptied', async () => {
    await bea.post('/profile/email', { email: NEW });
    const values = await w.db.reader.select().from(eventValues).where(eq(eventValues.field, 'email'));

    expect(values.map(({ after, audience }) => [after, audience])).toEqual([[NEW, 'staff']]);
  });
});
