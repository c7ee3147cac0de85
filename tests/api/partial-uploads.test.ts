import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeEach, describe, expect, test } from 'vitest';

import { sweepStrays } from '#api/files/strays.ts';
import { sweepFiles } from '#api/files/sweep.ts';
import { files } from '#db/schema/files.ts';
import { uploads } from '#db/schema/uploads.ts';
import { json } from '#tests/support/guards/case.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const PART = 512 * 1024;
const text = 'The pump hums at night, and louder by the hour.\n'.repeat(28_000);
const DAY_MS = 24 * 3_600_000;

let w: World;
beforeEach(async () => {
  w = await world();
});

type Begun = { id: string; size: number; received: number };

const begin = (by: Name = 'dan', { name = 'pump.log', size = text.length } = {}) =>
  json<Begun>(w.as(by).post('/files/uploads', { name, size }));

async function put(by: Name, id: string, offset: number, body: string): Promise<Response> {
  return w.app.request(`/api/files/uploads/${id}/parts/${offset}`, {
    method: 'PUT',
    body,
    headers: { cookie: await w.as(by).cookie(), 'sec-fetch-site': 'same-origin' },
  });
}

async function sendAll(by: Name, id: string, whole = text): Promise<Response> {
  for (let offset = 0; ; offset += PART) {
    const answer = await put(by, id, offset, whole.slice(offset, offset + PART));
    if (answer.status !== 200) return answer;
  }
}

const stored = async () => {
  const entries = await readdir(join(w.portico.config.data, 'files'), {
    recursive: true,
    withFileTypes: true,
  });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
};

describe('a file that comes in parts', () => {
  test('becomes a file like every other, and nothing is left of its parts', async () => {
    const { id } = await begin();
    const answer = await sendAll('dan', id);

    expect(answer.status).toBe(201);
    const file = (await answer.json()) as { id: string };
    expect(file).toMatchObject({ name: 'pump.log', type: 'text/plain', size: text.length });
    expect([await stored(), await w.system.count(uploads)]).toEqual([[file.id], 0]);
  });

  test('goes on where it was cut', async () => {
    const { id } = await begin();
    await put('dan', id, 0, text.slice(0, PART));
    const left = await json<Begun>(w.as('dan').get(`/files/uploads/${id}`), 200);

    expect(left).toEqual({ id, size: text.length, received: PART });
    expect((await put('dan', id, 0, text.slice(0, PART))).status).toBe(409);
    expect((await put('dan', id, 2 * PART, text.slice(2 * PART))).status).toBe(409);
    await put('dan', id, PART, text.slice(PART, 2 * PART));
    expect((await put('dan', id, 2 * PART, text.slice(2 * PART))).status).toBe(201);
  });

  test('takes one of two that send the same part at once', async () => {
    const { id } = await begin();
    const both = await Promise.all([0, 0].map((offset) => put('dan', id, offset, text.slice(0, PART))));

    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('is nobody else’s', async () => {
    const { id } = await begin();
    for (const other of ['dora', 'bea', 'ada', 'emil'] as const) {
      expect((await w.as(other).get(`/files/uploads/${id}`)).status).toBe(404);
      expect((await put(other, id, 0, text.slice(0, PART))).status).toBe(404);
      expect((await w.as(other).delete(`/files/uploads/${id}`)).status).toBe(404);
    }
  });

  test('is as long as it was said to be, and no longer than a file may be', async () => {
    const { id } = await begin('dan', { size: 70_000 });

    expect((await put('dan', id, 0, text.slice(0, 70_001))).status).toBe(413);
    expect((await put('dan', id, 0, 'too little')).status).toBe(422);
    expect((await w.as('dan').post('/files/uploads', { name: 'a.log', size: 26_214_401 })).status).toBe(413);
  });

  test('is looked at when it is whole, and then gone if nobody takes it', async () => {
    const program = `MZ\0\0${'\0'.repeat(70_000)}`;
    const { id } = await begin('dan', { name: 'fix.log', size: program.length });
    const answer = await put('dan', id, 0, program);

    expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'files.type_not_allowed' }]);
    expect([await stored(), await w.system.count(uploads), await w.system.count(files)]).toEqual([[], 0, 0]);
  });

  test('is forgotten a day after, with its parts', async () => {
    const { id } = await begin();
    await put('dan', id, 0, text.slice(0, PART));
    const later = new Date(Date.now() + 2 * DAY_MS);
    await sweepFiles(w.portico.base, later);
    await sweepStrays(w.portico.base, later);

    expect([await stored(), await w.system.count(uploads)]).toEqual([[], 0]);
  });

  test('can be stopped', async () => {
    const { id } = await begin();
    await put('dan', id, 0, text.slice(0, PART));

    expect((await w.as('dan').delete(`/files/uploads/${id}`)).status).toBe(204);
    expect([await stored(), await w.system.count(uploads)]).toEqual([[], 0]);
  });
});
