import { expect, test } from 'vitest';

import { choiceCookie, choiceName } from '#portal/choice-cookie.ts';

test('a choice is kept under a name that no other host can write to, where there is https', () => {
  const site = { origin: 'https://portal.example' };

  expect([choiceName(site, 'theme'), choiceName(site, 'locale')]).toEqual(['__Host-theme', '__Host-locale']);
  expect(choiceCookie(site)).toMatchObject({ secure: true, path: '/', httpOnly: true, sameSite: 'lax' });
});

test('and under its plain name where there is none', () => {
  const site = { origin: 'http://localhost:4321' };

  expect(choiceName(site, 'theme')).toBe('theme');
  expect(choiceCookie(site).secure).toBe(false);
});
