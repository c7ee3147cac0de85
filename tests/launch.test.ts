import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

const NO_PACKAGES = JSON.stringify({ lockfileVersion: 3, packages: { '': {} } });

let project: string;

/** A project without packages, so that nothing needs to be installed. */
beforeEach(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'portico-launch-')));
  mkdirSync(join(project, 'node_modules'));
  mkdirSync(join(project, 'scripts'));
  cpSync('scripts/launch.mjs', join(project, 'scripts/launch.mjs'));
  writeFileSync(join(project, 'package-lock.json'), NO_PACKAGES);
  writeFileSync(join(project, 'node_modules/.package-lock.json'), NO_PACKAGES);
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

test('a task is TypeScript, runs in the project and gets the arguments', async () => {
  task('tell', 'const all: string[] = process.argv.slice(2); console.log(process.cwd(), ...all);');

  expect(await launch('tell', 'one', '--two')).toEqual({ code: 0, out: `${project} one --two\n` });
});

test('a task finds the programs of the packages and its own Node first', async () => {
  task('tell', `console.log(process.env['PATH'].split(':').slice(0, 2).join(' '));`);

  const { out } = await launch('tell');
  expect(out).toMatch(/^\S+\/bin \S+\/node_modules\/\.bin\n$/);
});

test('the exit code of a task is the exit code', async () => {
  task('fail', 'process.exitCode = 7;');

  expect(await launch('fail')).toMatchObject({ code: 7 });
});

test('a task is told to stop and may still clean up', async () => {
  task(
    'serve',
    `process.on('SIGTERM', () => { console.log('stopped'); process.exit(3); });
     setInterval(() => {}, 1000);
     console.log('ready');`,
  );

  expect(await launchUntil('ready', 'serve')).toEqual({ code: 3, out: 'ready\nstopped\n' });
});

test('a task that is not there is named, and so are those that are', async () => {
  task('tell', '');

  expect(await launch('nothing')).toMatchObject({ code: 1, out: expect.stringContaining('tell.ts') });
  expect(await launch('../tell')).toMatchObject({ code: 1 });
});

test('a stamp says that everything is installed', async () => {
  rmSync(join(project, 'node_modules/.package-lock.json'));
  writeFileSync(join(project, 'node_modules/.portico-lock'), 'another-machine 0');
  task('tell', '');

  expect((await launch('tell')).out).toContain('Installing');
  expect((await launch('tell')).out).not.toContain('Installing');
});

const task = (name: string, code: string) => writeFileSync(join(project, 'scripts', `${name}.ts`), code);

const launch = (...args: string[]) => finish(begin(args));

async function launchUntil(word: string, ...args: string[]) {
  const child = begin(args);
  child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes(word) && child.kill('SIGTERM'));
  return finish(child);
}

const begin = (args: string[]) =>
  spawn(process.execPath, ['scripts/launch.mjs', ...args], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

async function finish(child: ReturnType<typeof begin>) {
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out };
}
