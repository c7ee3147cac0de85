import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { applicable } from './support/asvs.ts';
import { quoted, tableOf, tablesOf } from './support/documents.ts';

const ASVS = 'docs/security/asvs.md';
const STATES = ['met', 'partly', 'open', 'does not apply'];
const REST = 'shown by, or what is missing, or why not';

type Row = Record<string, string | undefined>;

const read = (file: string) => readFileSync(file, 'utf8');
const isPath = (word: string) =>
  /^[\w.@-]+(?:\/[\w.@[\]-]+)*\.\w+$/.test(word) && /\/|^\.|\.(?:md|mjs|json)$/.test(word);

/** The titles of tests in a file: texts that a call begins with. */
const titlesIn = (file: string) =>
  [...read(file).matchAll(/\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g)].map(([, , title = '']) =>
    title.replaceAll(String.raw`\'`, "'"),
  );

describe('the list of requirements', () => {
  const tables = tablesOf(ASVS).map((table) => table.rows);
  const rows = tables.filter(([first]) => first && 'nr' in first).flat();
  /** And what goes beyond it, which is not counted. */
  const all: Row[] = [
    ...rows,
    ...(tables.find(([first]) => first && 'beyond' in first) ?? []).map((row) => ({
      ...row,
      nr: row['beyond'],
    })),
  ];
  const where = (wrong: (row: Row) => unknown) => all.filter(wrong).map(({ nr }) => nr);

  test('names each that applies once, at its level', () => {
    expect(applicable.size).toBe(221);
    expect(rows.map(({ nr, level }) => `${nr} ${level}`)).toEqual(
      [...applicable].map(([nr, level]) => `${nr} ${level}`).sort(byNumber),
    );
  });

  test('says of each in few words what it asks, and how it stands', () => {
    const isShort = (asks = '') => asks.length > 3 && asks.length <= 80;
    expect(where(({ 'asks for': asks, state }) => !isShort(asks) || !STATES.includes(state ?? ''))).toEqual(
      [],
    );
  });

  test('names only files that are there, and in them what it names', () => {
    const strays = all.flatMap(({ nr, where: named = '', [REST]: rest = '' }) => {
      const paths = [...quoted(named), ...quoted(rest)].filter(isPath);
      const gone = paths.filter((path) => !existsSync(path));
      return [...gone, ...unknownIn(named)].map((word) => `${nr} ${word}`);
    });
    expect(strays).toEqual([]);
  });

  test('names only tests that are there', () => {
    const strays = all.flatMap(({ nr, [REST]: rest = '' }) =>
      shownIn(rest)
        .filter(({ file, title }) => !existsSync(file) || !titlesIn(file).includes(title))
        .map(({ file, title }) => `${nr} ${file} ${title}`),
    );
    expect(strays).toEqual([]);
  });

  test('shows what is met by a test, or says how it is checked', () => {
    const isShown = (rest = '') => shownIn(rest).length > 0 || /^By (?:reading|`npm run check`)/.test(rest);
    expect(where(({ state, [REST]: rest }) => state === 'met' && !isShown(rest))).toEqual([]);
    expect(where(({ state, [REST]: rest = '' }) => state === 'met' && /missing/i.test(rest))).toEqual([]);
  });

  test('says what is missing where it is not met, and why where it does not apply', () => {
    const isMissing = ({ state, [REST]: rest = '' }: Row) =>
      (state === 'partly' || state === 'open') && !/Missing: .{20}/.test(rest);
    const isUnreasoned = ({ state, [REST]: rest = '' }: Row) =>
      state === 'does not apply' && !/^[A-Z].{8,}\.$/.test(rest);

    expect(where(isMissing)).toEqual([]);
    expect(where(isUnreasoned)).toEqual([]);
  });

  test('adds up to its summary', () => {
    const count = (of: typeof rows) => {
      const each = STATES.map((state) => [state, String(of.filter((row) => row['state'] === state).length)]);
      return { ...Object.fromEntries(each), all: String(of.length) };
    };
    const chapters = Map.groupBy(rows, ({ nr = '' }) => nr.split('.')[0]);
    const counted = [...chapters].map(([chapter, of]) => ({ chapter, ...count(of) }));
    const summary = tableOf(ASVS, 'Summary').map((row) => ({
      ...row,
      chapter: row['chapter']?.split(' ')[0],
    }));

    expect(summary).toEqual([...counted, { chapter: 'all', ...count(rows) }]);
  });
});

const byNumber = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });

/** Words in code quotes that stand in none of the files before them. */
function unknownIn(named: string): string[] {
  const paths = quoted(named).filter((word) => isPath(word) && existsSync(word));
  const texts = paths.map(read).join('\n');
  const words = quoted(named.split(';')[0] ?? '').filter((word) => !isPath(word));
  return paths.length ? words.filter((word) => !texts.includes(word)) : [];
}

/** `file` “title”, as often as it stands there. */
const shownIn = (rest: string) =>
  [...rest.matchAll(/`(tests\/[^`]+)` “([^”]+)”/g)].map(([, file = '', title = '']) => ({ file, title }));
