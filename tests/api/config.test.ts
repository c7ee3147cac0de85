import { expect, test } from 'vitest';

import { readConfig, type ConfigError } from '#api/core/config.ts';

const problems = (environment: Record<string, string>) => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return (error as ConfigError).problems.map((problem) => problem.split(':')[0]);
  }
};

test('an empty environment is enough to try it', () => {
  expect(readConfig({})).toMatchObject({ url: 'http://localhost:4321', demo: true, production: false });
});

test('everything that is wrong is said at once', () => {
  expect(
    problems({ PORT: 'abc', PORTICO_URL: 'ftp://x', PORTICO_SECRET: 'short', SMTP_URL: 'http://mail' }),
  ).toEqual(['PORT', 'PORTICO_URL', 'PORTICO_SECRET', 'SMTP_URL']);
});

test('production needs its address and its secret, and never shows the demo', () => {
  expect(problems({ NODE_ENV: 'production' })).toEqual(['PORTICO_URL', 'PORTICO_SECRET']);
  const production = {
    NODE_ENV: 'production',
    PORTICO_URL: 'https://help.example/',
    PORTICO_SECRET: 's'.repeat(32),
  };
  expect(readConfig(production)).toMatchObject({ demo: false, url: 'https://help.example' });
  expect(problems({ ...production, PORTICO_DEMO: 'true' })).toEqual(['PORTICO_DEMO']);
  expect(problems({ ...production, SMTP_URL: 'smtp://mail.example' })).toEqual(['MAIL_FROM']);
});

test('production is served over TLS, and reaches others so', () => {
  const production = { NODE_ENV: 'production', PORTICO_SECRET: 's'.repeat(32) };
  const wrong = (url: string, database: string) =>
    problems({ ...production, PORTICO_URL: url, PORTICO_DATABASE_URL: database });

  expect(wrong('http://portal.example', 'http://database.example')).toEqual([
    'PORTICO_URL',
    'PORTICO_DATABASE_URL',
  ]);
  expect(wrong('https://portal.example', 'https://database.example')).toEqual([]);
  expect(wrong('https://portal.example', 'libsql://database.example')).toEqual([]);
  expect(wrong('http://localhost:4321', 'http://[::1]:8080')).toEqual([]);
});

test('a variable that is set to nothing counts as not set', () => {
  expect(readConfig({ PORTICO_URL: '', PORT: '' })).toMatchObject({ port: 4321 });
});
