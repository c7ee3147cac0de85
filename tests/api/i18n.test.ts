import { readdirSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { dictionaries, errorText, isKey, locales, translator, type Key } from '#api/i18n/index.ts';
import type { Message } from '#api/i18n/message.ts';

/** Texts that are rightly the same in two languages. */
const SAME_IN_BOTH = new Set<string>([
  'events.subject.role',
  'people.roles',
  'shell.rights',
  'shell.many',
  'shell.plain_count',
  'shell.no',
]);

const keys = Object.keys(dictionaries.en) as Key[];
const foreign = locales.filter((locale) => locale !== 'en');

const forms = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message));
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const everyPlaceholder = (message: Message) => [...new Set(forms(message).flatMap(placeholders))].sort();
const hasLetters = (text: string) => /\p{L}/u.test(text.replaceAll(/\{\w+\}/g, ''));

describe.each(foreign)('the %s dictionary', (locale) => {
  test('asks for the same placeholders as English', () => {
    const wrong = keys.filter(
      (key) =>
        `${everyPlaceholder(dictionaries[locale][key])}` !== `${everyPlaceholder(dictionaries.en[key])}`,
    );

    expect(wrong).toEqual([]);
  });

  test('repeats no English text', () => {
    const english = (key: Key) => forms(dictionaries.en[key]);
    const same = keys.filter((key) =>
      forms(dictionaries[locale][key]).some((text) => english(key).includes(text)),
    );

    expect(same.filter((key) => !SAME_IN_BOTH.has(key) && english(key).some(hasLetters))).toEqual([]);
  });

  test('has a text for every plural form of its language', () => {
    const needed = new Intl.PluralRules(locale)
      .resolvedOptions()
      .pluralCategories.filter((form) => form !== 'many');
    const asked: string[] = locale === 'ru' ? [...needed, 'many'] : needed;
    const wrong = keys.filter((key) => {
      const message = dictionaries[locale][key];
      return typeof message !== 'string' && asked.some((form) => !Object.hasOwn(message, form));
    });

    expect(wrong).toEqual([]);
  });
});

test('every key begins with the name of its file', async () => {
  const folder = new URL('../../api/i18n/en/', import.meta.url);
  const strays: string[] = [];
  for (const file of readdirSync(folder).filter((name) => name !== 'index.ts')) {
    const feature = file.replace('.ts', '');
    const owned = feature === 'shell' ? ['shell.', 'nav.'] : [`${feature}.`];
    const module: Record<string, object> = await import(new URL(file, folder).href);
    const found = Object.keys(module[feature] ?? {});
    strays.push(...found.filter((key) => !owned.some((prefix) => key.startsWith(prefix))));
  }

  expect(strays).toEqual([]);
});

describe('a translator', () => {
  test.each([
    [1, 'Нужно исправить 1 место'],
    [2, 'Нужно исправить 2 места'],
    [5, 'Нужно исправить 5 мест'],
    [11, 'Нужно исправить 11 мест'],
    [21, 'Нужно исправить 21 место'],
  ])('counts %i in Russian', (count, text) => {
    expect(translator('ru')('errors.summary', { count })).toBe(text);
  });

  test.each([
    ['en', 'One thing to correct', '1,200 things to correct'],
    ['es', 'Hay una cosa que corregir', 'Hay 1200 cosas que corregir'],
  ] as const)('counts and writes figures in %s', (locale, one, many) => {
    expect(translator(locale)('errors.summary', { count: 1 })).toBe(one);
    expect(translator(locale)('errors.summary', { count: 1200 })).toBe(many);
  });

  test('puts words in as they are, even when they look like a placeholder', () => {
    expect(translator('en')('shell.changed_from_to', { old: '{new}', new: '$&' })).toBe('from {new} to $&');
  });
});

describe('the text of an error code', () => {
  const t = translator('en');

  test.each([
    ['stale', 'Somebody changed this while you were writing'],
    ['requests.not_found', 'It is not here, or it is not yours'],
    ['nobody.knows.this', 'This does not look right. Please check it'],
    ['__proto__', 'This does not look right. Please check it'],
  ])('for %s', (code, text) => {
    expect(errorText(t, code)).toBe(text);
  });

  test('knows what is a key and what is not', () => {
    expect(isKey('nav.help')).toBe(true);
    expect(isKey('toString')).toBe(false);
  });
});
