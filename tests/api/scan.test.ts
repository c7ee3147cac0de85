import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { clamd } from '#api/files/scan.ts';
import { files } from '#db/schema/files.ts';
import { EICAR, startClamd } from '../servers/clamd.ts';
import { told } from '../support/browsers.ts';
import { world, type World } from '../support/world.ts';

let scanner: Awaited<ReturnType<typeof startClamd>>;
let w: World;
beforeEach(async () => {
  scanner = await startClamd();
  w = await world({ PORTICO_CLAMD: scanner.address });
});
afterEach(() => scanner.stop());

function upload(...contents: string[]) {
  const form = new FormData();
  for (const [n, content] of contents.entries()) form.append('files[]', new File([content], `${n}.txt`));
  return w.as('dan').post('/files', form);
}

const kept = async () => ({
  rows: await w.db.reader.$count(files),
  bytes: (
    await readdir(join(w.portico.config.data, 'files'), { recursive: true, withFileTypes: true })
  ).filter((entry) => entry.isFile()).length,
});

describe('with a scanner', () => {
  test('a file is looked at as it comes, whole, and kept', async () => {
    expect((await upload('a'.repeat(200_000), 'b')).status).toBe(201);
    expect(scanner.state.seen).toBe(200_001);
    expect(await kept()).toEqual({ rows: 2, bytes: 2 });
  });

  test('what is harmful is refused, and nothing of the form is kept', async () => {
    expect(await told(upload('fine', `${'x'.repeat(70_000)}${EICAR}`))).toBe('422 files.harmful');
    expect(await kept()).toEqual({ rows: 0, bytes: 0 });
  });

  test('what could not be looked at is not taken', async () => {
    scanner.state.mood = 'confused';
    const answer = await upload('fine');
    expect([answer.headers.get('retry-after'), await told(answer)]).toEqual(['60', '503 files.not_scanned']);

    await scanner.stop();
    expect(await told(upload('fine'))).toBe('503 files.not_scanned');
    expect(await kept()).toEqual({ rows: 0, bytes: 0 });
    scanner = await startClamd();
  });
});

test('a scanner that says nothing is given up', async () => {
  scanner.state.mood = 'silent';
  const bytes = (async function* () {
    yield new TextEncoder().encode('fine');
  })();

  await expect(Array.fromAsync(clamd(scanner.address, 100)(bytes))).rejects.toMatchObject({ status: 503 });
});
