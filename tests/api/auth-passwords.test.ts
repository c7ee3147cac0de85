import { hash } from '@node-rs/argon2';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { checkPassword } from '#api/auth/password-rules.ts';
import { passwords } from '#db/schema/people.ts';
import { browser, givePassword, PASSWORD, told } from '../support/browsers.ts';
import { world, type World } from '../support/world.ts';

const about = {
  hasSecond: false,
  words: ['Northlight Instruments', 'Bea Sandoval', 'bea@brightline.example'],
};

async function refused(password: string, who = about): Promise<string> {
  try {
    await checkPassword(password, who);
    return 'taken';
  } catch (error) {
    return (error as { fields: Record<string, string> }).fields['password'] ?? '';
  }
}

describe('a new password', () => {
  test.each([
    ['fourteen chars', 'too_small'],
    ['fifteen letters', 'taken'],
    ['ÅÄÖåäöéèêëïôûü日', 'taken'],
    ['🌻🌻🌻🐑🐑🐑🎈🎈🎈🎲🎲🎲🧭🧭', 'too_small'],
    ['🌻🌻🌻🐑🐑🐑🎈🎈🎈🎲🎲🎲🧭🧭🧭', 'taken'],
    ['only small letters and blanks', 'taken'],
    ['passwordpassword', 'auth.common_password'],
    ['1QAZ2wsx3edc4RFV', 'auth.common_password'],
    ['aaaaaaaaaaaaaaaaaaa', 'auth.common_password'],
    ['abcabcabcabcabcabc', 'auth.common_password'],
    ['qwertyuiopasdfghjkl', 'auth.common_password'],
    ['98765432109876543210', 'auth.common_password'],
    ['NorthlightInstruments1', 'auth.guessable_password'],
    ['bea@brightline.example', 'auth.guessable_password'],
    ['Sandoval-Brightline-2026', 'auth.guessable_password'],
    ['the sandoval of all lighthouses', 'taken'],
  ])('%s is %s', async (password, answer) => {
    expect(await refused(password)).toBe(answer);
  });

  test('none of the three thousand most common is taken, however it is filled up to fifteen', async () => {
    const { dictionary } = await import('@zxcvbn-ts/language-common');
    const first = dictionary['passwords-common'].slice(0, 3_000);
    const long = (text: string) => text.length >= 15;
    const taken: string[] = [];
    for (const one of first.filter((_, n) => n % 25 === 0)) {
      const doubled = one.repeat(Math.ceil(15 / one.length));
      const withYears = /\p{L}{4}/u.test(one) ? [`${one}2026!2026!2026!`, `2026.${one}.123456789`] : [];
      for (const filled of [doubled, ...withYears].filter(long))
        if ((await refused(filled)) !== 'auth.common_password') taken.push(filled);
    }

    expect(first).toHaveLength(3_000);
    expect(taken).toEqual([]);
    expect(await refused('83920-18472-61123')).toBe('taken');
    expect(await refused('a dragon in my lighthouse')).toBe('taken');
  });

  test.each([
    ['seven77', 'too_small'],
    ['tulip+9?', 'taken'],
    ['12345678', 'auth.common_password'],
    ['sunshine', 'auth.common_password'],
    ['Brightline', 'auth.guessable_password'],
  ])('beside a second factor %s is %s', async (password, answer) => {
    expect(await refused(password, { ...about, hasSecond: true })).toBe(answer);
  });
});

describe('a password', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    await givePassword(w, 'bea');
  });

  const kept = async () =>
    (await w.db.reader.select().from(passwords).where(eq(passwords.personId, 'per_bea')))[0];

  test('that was hashed in an older way is hashed anew when it is next shown', async () => {
    const old = await hash(PASSWORD, { algorithm: 2, memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await w.db.direct.update(passwords).set({ hash: old }).where(eq(passwords.personId, 'per_bea'));
    await browser(w).signIn('bea', 'not the password');
    expect((await kept())?.hash).toBe(old);
    await browser(w).signIn('bea');

    expect((await kept())?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await told(browser(w).signIn('bea'))).toBe('204');
  });

  test('is the same typed with one sign or with two for a letter', async () => {
    const bea = browser(w);
    await bea.signIn('bea');
    await bea.put('/profile/password', { password: 'Ça coûte très cher'.normalize('NFD') });

    expect(await told(browser(w).signIn('bea', 'Ça coûte très cher'.normalize('NFC')))).toBe('204');
  });

  test('is compared whole, however long it is', async () => {
    const bea = browser(w);
    await bea.signIn('bea');
    const long = `${'a long walk '.repeat(20)}home`;
    expect(await told(bea.put('/profile/password', { password: long }))).toBe('204');

    expect(await told(browser(w).signIn('bea', long.slice(0, -1)))).toBe('401 auth.wrong');
    expect(await told(browser(w).signIn('bea', long))).toBe('204');
  });

  test('that is new ends every other session, and this one goes on under a new secret', async () => {
    const [here, there] = [browser(w), browser(w)];
    await here.signIn('bea');
    await there.signIn('bea');
    const before = here.jar.get('portico');
    await here.put('/profile/password', { password: 'nine small snowdrops' });

    expect(await told(there.get('/auth/session'))).toBe('401 unauthenticated');
    expect(await told(here.get('/auth/session'))).toBe('200');
    expect(here.jar.get('portico')).not.toBe(before);
    expect(await told(browser(w).signIn('bea'))).toBe('401 auth.wrong');
  });

  test('stays where there is no passkey to sign in with', async () => {
    const bea = browser(w);
    await bea.signIn('bea');

    expect(await told(bea.delete('/profile/password'))).toBe('409 auth.last_way');
  });
});
