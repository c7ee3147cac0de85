import { existsSync, readFileSync } from 'node:fs';

import { getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, test } from 'vitest';

import { ChangeAccount } from '#api/accounts/schemas.ts';
import { acts } from '#api/auth/acts.ts';
import { ABSOLUTE_MS, IDLE } from '#api/auth/lucia.ts';
import { FILE_BYTES } from '#api/files/service.ts';
import { fixed, rules } from '#api/privacy/rules.ts';
import { AskEmail, ProfileInForm } from '#api/profile/schemas.ts';
import { SubmitRequest } from '#api/requests/schemas.ts';
import { eventNames } from '#db/event-names.ts';
import * as schema from '#db/schema/index.ts';
import { quoted, tableOf, type Table } from './support/documents.ts';
import * as facts from './support/security-facts.ts';

const RULES = 'docs/security/rules.md';
const MODEL = 'docs/security/model.md';

const read = (file: string) => readFileSync(file, 'utf8');
test.each([MODEL, RULES])('%s names only files that are there', (file) => {
  const paths = quoted(read(file)).filter((word) =>
    /^(?:api|db|docs|portal|search|tests)\/[^*]+\.\w+$/.test(word),
  );

  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

describe('the model', () => {
  test('tells of every preset role how far each right goes', () => {
    expect(tableOf(MODEL, 'Rights')).toEqual(facts.rightsOfPresets());
  });

  test('tells of every table which paths lead to its rows', () => {
    expect(tableOf(MODEL, 'Rows', 1)).toEqual(facts.pathsOfTables());
  });

  test('tells which paths a right opens, the further it goes', () => {
    expect(tableOf(MODEL, 'Rows')).toEqual(facts.levelsOfPaths());
  });

  test('tells what each way in is worth', () => {
    expect(tableOf(MODEL, 'Ways in')).toEqual(facts.waysIn());
    const asked = /asked for before: ([^.]+(?:\.[a-z_]+[^.]*)+)\./.exec(
      read(MODEL).replaceAll('\n', ' '),
    )?.[1];
    expect(quoted(asked ?? '')).toEqual(Object.keys(acts));
  });

  test('tells of every group of fields who may do what', () => {
    expect(tableOf(MODEL, 'Fields')).toEqual(facts.fieldsOfAccounts());
    expect(tableOf(MODEL, 'Fields', 1)).toEqual(facts.fieldsOfPresets());
  });
});

describe('the rules', () => {
  const rows = (heading: string, n = 0): Table => tableOf(RULES, heading, n);
  const numberOf = (value: string) => {
    const row = rows('What comes in').find((one) => one['value'] === value);
    return Number(/[\d,]+/.exec(row?.['what is taken'] ?? '')?.[0].replaceAll(',', ''));
  };

  test('names the longest that each kind of text may be', () => {
    const request = { subject: 'A', body: 'B', category: 'problem' };
    const person = { name: 'A', locale: 'en', zone: 'UTC', version: 1 };
    const takes: Record<string, (length: number) => boolean> = {
      'address of mail': (n) => isShort(AskEmail.safeParse({ email: `a@${'b'.repeat(n - 2)}` })),
      'name of a person': (n) => ProfileInForm.safeParse({ ...person, name: 'x'.repeat(n) }).success,
      'name of a company': (n) => ChangeAccount.safeParse({ name: 'x'.repeat(n) }).success,
      phone: (n) => ChangeAccount.safeParse({ phone: '1'.repeat(n) }).success,
      'subject of a request': (n) => SubmitRequest.safeParse({ ...request, subject: 'x'.repeat(n) }).success,
      'text of a message': (n) => SubmitRequest.safeParse({ ...request, body: 'x'.repeat(n) }).success,
    };
    const longest = Object.entries(takes).map(([value, take]) => {
      const n = numberOf(value);
      return [value, take(n), take(n + 1)];
    });

    expect(longest).toEqual(Object.keys(takes).map((value) => [value, true, false]));
  });

  test('names every limit with its numbers', () => {
    const told = rows('Limits').map(({ limit, tries, minutes }) => ({ limit, tries, minutes }));

    expect(told.length).toBeGreaterThan(15);
    expect(told).toEqual(facts.limits());
  });

  test('names every type of file that comes in, and how large it may be', () => {
    const known = /const BY_ENDING = new Map\(\[([\s\S]*?)\]\);/.exec(read('api/files/sniff.ts'))?.[1] ?? '';
    const endings = [...known.matchAll(/^ {2}\['(\w+)'/gm)].map(([, ending]) => ending);
    const said = /by their endings: ([^.]+)\./.exec(read(RULES).replaceAll('\n', ' '))?.[1] ?? '';

    expect(quoted(said)).toEqual(endings);
    expect(rows('Files')[0]?.['how large']).toContain(`${FILE_BYTES / 1024 ** 2} MB`);
  });

  test('tells how long a session lasts', () => {
    const long = (what: string) => rows('Sessions').find((row) => row['what'] === what)?.['how long'];
    const DAY = 86_400_000;

    expect(long('without a visit')).toBe(`${IDLE.milliseconds() / DAY} days`);
    expect(long('at most')).toBe(`${ABSOLUTE_MS / DAY} days`);
    expect([...new Set(Object.values(acts))].map((minutes) => `${minutes} minutes`)).toEqual([
      long('a proof, for what changes who gets in'),
    ]);
  });

  test('names every file that uses cryptography', () => {
    const uses =
      /^import (?!type)(?!\{ type [^,}]*\})[^;]*? from '(?:node:crypto|@node-rs\/argon2|otpauth|lucia|openid-client|jose)'|import\('(?:@simplewebauthn\/server|openid-client|jose)'\)/m;

    expect(
      rows('Keys')
        .flatMap(({ file = '' }) => quoted(file))
        .sort(),
    ).toEqual(facts.filesThat(uses));
  });

  test('names every file that calls somebody else', () => {
    const calls =
      /createClient\(|new Libsql\(|createTransport\(|\bconnect\b[^;]*from 'node:net'|from 'node:(?:https|dns[^']*)'|'openid-client'|(?<![.#\w])fetch\(/;
    const inBrowser = /^portal\/(?:scripts|components)\/|^portal\/fetch\.ts$/;

    expect(
      rows('Calls outwards')
        .flatMap(({ file = '' }) => quoted(file))
        .sort(),
    ).toEqual(facts.filesThat(calls, inBrowser));
  });

  test('puts every table into a class', () => {
    const tables = Object.values(schema).filter((value) => is(value, SQLiteTable));
    const classes = rows('Data').map((row) => row['class']);
    const told = rows('Data', 1);

    expect(told.map((row) => row['class'])).toEqual(classes);
    expect(told.flatMap((row) => quoted(row['tables'] ?? '')).sort()).toEqual(
      tables.map(getTableName).sort(),
    );
  });

  test('tells how long each thing is kept', () => {
    const told = rows('Data', 2).map((row) => [row['what'], row['days'], row['at least']]);
    const asCode = (key: string) => `\`${key}\``;

    expect(told).toEqual([
      ...rules.map(({ key, days, least }) => [
        asCode(key),
        days === null ? 'for ever' : `${days}`,
        `${least}`,
      ]),
      ...fixed.map(({ key, days }) => [asCode(key), `${days}`, '–']),
    ]);
  });

  test('names every kind of event that is kept', () => {
    const said = /Events begin with ([^.]+)\./.exec(read(RULES).replaceAll('\n', ' '))?.[1] ?? '';

    expect(quoted(said)).toEqual([...new Set(eventNames.map((name) => name.split('.')[0]))].sort());
  });

  test('is right that everything comes from the one registry, with its hash', () => {
    const locks = ['package-lock.json', 'scripts/node/package-lock.json', 'tests/servers/package-lock.json'];
    const strays = locks.flatMap((file) => {
      const { packages } = JSON.parse(read(file)) as { packages: Record<string, Locked> };
      return Object.entries(packages)
        .filter(([path, one]) => path !== '' && !isSure(one))
        .map(([path]) => `${file} ${path}`);
    });

    expect(strays).toEqual([]);
  });

  test('tells of every package why it is here', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, object>;
    const why = read('docs/decisions/dependencies.md');
    const silent = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !name.startsWith('@types/') && !why.includes(name),
    );

    expect(silent).toEqual([]);
  });
});

const REGISTRY = 'https://registry.npmjs.org/';
type Locked = { resolved?: string; integrity?: string };
/** Without an address, npm asks the registry; the hash still decides what is taken. */
const isSure = ({ resolved = REGISTRY, integrity }: Locked) =>
  resolved.startsWith(REGISTRY) && integrity?.startsWith('sha512-');

type Parsed = { success: boolean; error?: { issues: { code: string }[] } | undefined };
/** An address may be wrong for other reasons than its length. */
const isShort = ({ error }: Parsed) => !error?.issues.some(({ code }) => code === 'too_big');
