import { existsSync, globSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

const DOCUMENTS = globSync(['*.md', 'docs/**/*.md']).sort();
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

const read = (file: string) => readFileSync(file, 'utf8');
const lines = (file: string) => read(file).trimEnd().split('\n').length;

describe.each(DOCUMENTS)('%s', (file) => {
  test('links only to files that are there', () => {
    const links = [...read(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(
      ([, path]) => path ?? '',
    );

    expect(
      links.filter(
        (path) => !existsSync(new URL(path, new URL(file, import.meta.resolve('../package.json')))),
      ),
    ).toEqual([]);
  });

  test('names only commands that npm knows', () => {
    const commands = [...read(file).matchAll(/\bnpm run ([a-z][a-z:-]*)/g)].map(([, name]) => name ?? '');

    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });
});

test('every npm script has a file', () => {
  const missing = Object.values(scripts).filter(
    (command) => !existsSync(`scripts/${/^node scripts\/launch\.mjs ([a-z-]+)$/.exec(command)?.[1]}.ts`),
  );

  expect(missing).toEqual([]);
});

test('the documents that everybody reads are short', () => {
  expect(lines('README.md')).toBeLessThanOrEqual(100);
  expect(lines('STYLE.md')).toBeLessThanOrEqual(200);
  const long = globSync('docs/decisions/[0-9]*.md').filter((file) => lines(file) > 60);
  expect(long).toEqual([]);
});

test('every setting is explained in .env.example, and nothing else is', () => {
  const settings =
    /const Settings = z\s*\.object\(\{([\s\S]*?)\n {2}\}\)/.exec(read('api/core/config.ts'))?.[1] ?? '';
  const known = [...settings.matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name]) => name);
  const explained = [...read('.env.example').matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name);

  expect(known.length).toBeGreaterThan(5);
  expect(explained.sort()).toEqual(known.sort());
});
