import { expect, test } from 'vitest';

import { likedLocale } from '#portal/accept-language.ts';

test.each([
  ['es', 'es'],
  ['ES-419', 'es'],
  ['de-DE,de;q=0.9,ru;q=0.8,en;q=0.7', 'ru'],
  ['en;q=0.3, es;q=0.9', 'es'],
  ['en;q=0.5,ru;q=0.5', 'en'],
  ['en;q=0,es;q=0.1', 'es'],
  ['ru ; q=0.4 , en; q=0.3', 'ru'],
  ['en;q=nonsense,es', 'en'],
  ['de,fr;q=0.9', undefined],
  ['en;q=0', undefined],
  ['*', undefined],
  ['', undefined],
])('who asks for "%s" reads %s', (header, locale) => {
  expect(likedLocale(header)).toBe(locale);
});
