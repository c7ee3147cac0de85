import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { commandsOf } from '#api/control/commands.ts';
import { ask, openDoor, ownerOf, type Door } from '#api/control/socket.ts';
import { products } from '#db/schema/products.ts';
import { said } from '../support/said.ts';
import { world } from '../support/world.ts';

const PATIENCE_MS = 120_000;

let folder: string;
let doors: Door[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-door-'));
  doors = [];
});
afterEach(async () => {
  for (const door of doors) await door.close();
  rmSync(folder, { recursive: true, force: true });
});

const path = () => join(folder, 'portico.sock');
async function opened() {
  const door = await openDoor(path());
  if (door) doors.push(door);
  return door;
}

describe('the door of a data folder', () => {
  test('is for its owner alone', async () => {
    await opened();
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(await ownerOf(path())).toBe(true);
  });

  test('is open in one process only, and again when that one is gone', { timeout: PATIENCE_MS }, async () => {
    const other = `import { openDoor } from '#api/control/socket.ts';
      const door = await openDoor(${JSON.stringify(path())});
      console.log(door ? 'mine' : 'taken');
      setInterval(() => {}, 1_000);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', other]);
    const exited = new Promise((resolve) => child.once('exit', resolve));
    expect(await said(child.stdout, /mine|taken/)).toBe('mine');
    expect(await openDoor(path())).toBeUndefined();

    child.kill('SIGKILL');
    await exited;
    expect(await opened()).toBeDefined();
  });

  test('lets an import in, as somebody who may', async () => {
    const w = await world();
    (await opened())?.serve(commandsOf(w.portico));
    w.portico.worker.start();
    const lines = await command({ kind: 'products', name: 'p.csv', told: told() }, 'name\nA\nB\nA,B\n');
    await w.portico.worker.stop();

    expect(lines.at(-3)).toMatchObject({
      job: { state: 'done', by: { name: 'Ada Lindqvist' }, report: { created: 2 }, refused: 1 },
    });
    expect(lines.slice(-2)).toEqual([
      { line: '\ufeffname,portico_line,portico_reason\r\n' },
      { line: 'A,4,row.too_many_cells,B\r\n' },
    ]);
  });

  test.each([
    ['somebody who may not import', { as: 'eve@house.example' }, 'people.not_found'],
    ['an option that makes no sense', { set: ['nothing'] }, 'invalid'],
  ])('refuses %s, and nothing happens', async (_, more, code) => {
    const w = await world();
    (await opened())?.serve(commandsOf(w.portico));
    const lines = await command(
      { kind: 'products', name: 'p.csv', told: { ...told(), ...more } },
      'name\nA\n',
    );

    expect(lines).toEqual([{ refused: code, fields: expect.any(Object) }]);
    await w.settle();
    expect(await w.db.reader.$count(products)).toBe(0);
  });
});

const JOB = { state: 'running', position: 1, total: 9, refused: 0, error: null };

test(
  'a server that goes away in the middle is no mistake of the command',
  { timeout: PATIENCE_MS },
  async () => {
    const report = { created: 1, changed: 0, unchanged: 0, rejected: {}, notes: [] };
    const line = JSON.stringify({ job: { ...JOB, report } });
    (await opened())?.serve((request, response) => {
      if (request.url === '/') return void response.end();
      request.resume().once('end', () => response.write(`${line}\n`, () => response.destroy()));
    });
    const file = join(folder, 'p.csv');
    writeFileSync(file, 'name\nA\n');
    const child = spawn(process.execPath, ['scripts/portico.ts', 'import', 'products', file], {
      env: { ...process.env, NODE_ENV: 'development', PORTICO_DATA: folder },
    });
    const exit = new Promise((resolve) => child.once('exit', resolve));

    expect(await text(child.stderr)).toMatch(/^The server did not answer to the end/);
    expect(await exit).toBe(1);
  },
);

test('a file that cannot be read is told, and leaves no server waiting', async () => {
  const arrived = Promise.withResolvers<void>();
  let taken: Promise<string> | undefined;
  (await opened())?.serve((request) => {
    taken = text(request);
    arrived.resolve();
  });
  async function* body() {
    yield Buffer.from('name\n');
    await arrived.promise;
    throw new Error('unreadable');
  }

  const asked = ask(path(), { method: 'POST', path: '/import', body: body() });
  await expect(asked).rejects.toThrow('unreadable');
  await expect(taken).rejects.toThrow('aborted');
});

const told = () => ({ dryRun: false, map: [], alias: [], set: [] as string[], dates: [] });

async function command(wish: object, file: string): Promise<unknown[]> {
  const address = `/import?${new URLSearchParams({ wish: JSON.stringify(wish) }).toString()}`;
  const body = Readable.from([Buffer.from(file)]);
  const answer = await text(await ask(path(), { method: 'POST', path: address, body }));
  return answer
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}
