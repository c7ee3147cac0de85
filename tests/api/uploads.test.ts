import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { createApp } from '#api/app.ts';
import { Scope } from '#api/core/scope.ts';
import { receiveUploads } from '#api/files/service.ts';
import { sweepFiles } from '#api/files/sweep.ts';
import { files } from '#db/schema/files.ts';
import { memberships, roles } from '#db/schema/people.ts';
import { attachments, messages, requests } from '#db/schema/requests.ts';
import { actorOf, world, type Name, type World } from '../support/world.ts';

const MEGABYTE = 1024 * 1024;
const PUMP = { subject: 'The pump hums', body: 'At night.', category: 'problem' };

let w: World;
beforeEach(async () => {
  w = await world();
});

type Sent = { id: string; name: string; type: string; size: number };

function form(...contents: [name: string, content: string][]) {
  const data = new FormData();
  for (const [name, content] of contents) data.append('files', new File([content], name));
  return data;
}

async function upload(name: Name, ...contents: [string, string][]): Promise<string[]> {
  const response = await w.as(name).post('/files', form(...contents));
  expect(response.status).toBe(201);
  return ((await response.json()) as Sent[]).map(({ id }) => id);
}

const submit = (name: Name, attached: string[]) =>
  w.as(name).post('/requests', { ...PUMP, attachments: attached });

const bytes = async () => {
  const entries = await readdir(join(w.portico.config.data, 'files'), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).length;
};
const left = async () => ({ rows: await w.db.reader.$count(files), bytes: await bytes() });
const NOTHING = { rows: 0, bytes: 0 };

const field = (name: string, value: string) =>
  `--cut\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const part = (name: string, content: string) =>
  `--cut\r\nContent-Disposition: form-data; name="attachments[]"; filename="${name}"\r\n\r\n${content}\r\n`;
const END = '--cut--\r\n';

/** A body in chunks without a length, as a browser sends it that streams; `breaks` is a lost connection. */
function chunked(body: string, breaks = false) {
  let position = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (position < body.length) {
        controller.enqueue(Buffer.from(body.slice(position, position + MEGABYTE)));
        position += MEGABYTE;
      } else if (breaks) controller.error(new Error('socket closed'));
      else controller.close();
    },
  });
}

async function postRaw(app: World['app'], path: string, body: ReadableStream | string, name: Name = 'dan') {
  return app.request(path, {
    method: 'POST',
    body,
    headers: {
      cookie: await w.as(name).cookie(),
      'sec-fetch-site': 'same-origin',
      'content-type': 'multipart/form-data; boundary=cut',
    },
    duplex: 'half',
  } as RequestInit);
}

describe('an upload', () => {
  test('says of each file what it is, and keeps it', async () => {
    const response = await w.as('dan').post('/files', form(['лог.txt', 'night'], ['b.csv', 'a;b']));

    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject([
      { name: 'лог.txt', type: 'text/plain', size: 5 },
      { name: 'b.csv', type: 'text/csv', size: 3 },
    ]);
    expect(await left()).toEqual({ rows: 2, bytes: 2 });
    expect(await w.db.reader.select().from(files)).toMatchObject([
      { uploadedBy: 'per_dan', accountId: 'acc_dune', attachedAt: null },
      { uploadedBy: 'per_dan', accountId: 'acc_dune', attachedAt: null },
    ]);
  });

  test('is called what its bytes are, whatever its name says', async () => {
    const response = await w.as('dan').post('/files', form(['invoice.txt', '%PDF-1.7\n']));

    expect(await response.json()).toMatchObject([{ name: 'invoice.pdf', type: 'application/pdf' }]);
  });

  test('is for those who send requests, answer them or publish material', async () => {
    await w.db.direct
      .insert(roles)
      .values({ id: 'role_guest', kind: 'customer', key: 'reader', rights: { 'requests.read': 'own' } });
    await w.db.direct.update(memberships).set({ roleId: 'role_guest' }).where(eq(memberships.id, 'mem_dora'));
    for (const name of ['abe', 'eve', 'bea'] as const) await upload(name, ['a.txt', 'a']);

    expect((await w.as('dora').post('/files', form(['a.txt', 'a']))).status).toBe(403);
    expect((await w.guest().post('/files', form(['a.txt', 'a']))).status).toBe(401);
    expect(await left()).toEqual({ rows: 3, bytes: 3 });
  });

  test.each([
    ['a file of a kind that is not taken', () => part('ok.txt', 'fine') + part('x.svg', '<svg/>') + END, 422],
    ['a web page that is called a text', () => part('a.txt', '<!doctype html><script>') + END, 422],
    [
      'a file beyond 25 MB',
      () => part('ok.txt', 'fine') + part('b.txt', 'x'.repeat(25 * MEGABYTE + 1)) + END,
      413,
    ],
    ['eleven files', () => part('a.txt', 'a').repeat(11) + END, 413],
    ['no end', () => part('a.txt', 'a') + part('b.txt', 'b'), 400],
    ['garbage', () => 'garbage', 400],
  ])('with %s leaves nothing behind', async (_, body, status) => {
    const response = await postRaw(w.app, '/api/files', chunked(body()));

    expect(response.status).toBe(status);
    expect(await left()).toEqual(NOTHING);
  });

  test('that is cut leaves nothing behind', async () => {
    const response = await postRaw(
      w.app,
      '/api/files',
      chunked(part('a.txt', 'a') + part('b.txt', 'b'), true),
    );

    expect(response.status).toBe(400);
    expect(await left()).toEqual(NOTHING);
  });

  test('that cannot be written down leaves no bytes', async () => {
    const ghost = new Scope(w.portico.base, { ...actorOf('dan'), personId: 'per_ghost' } as never);
    const request = new Request('http://x/', { method: 'POST', body: form(['a.txt', 'a']) });

    await expect(receiveUploads(ghost, request)).rejects.toThrow(/FOREIGN KEY|Failed query/i);
    expect(await left()).toEqual(NOTHING);
  });

  const inHand = (length: number) =>
    w.db.direct.insert(files).values(
      Array.from({ length }, (_, n) => ({
        name: `${n}.txt`,
        type: 'text/plain',
        size: 1,
        sha256: '',
        uploadedBy: 'per_dan',
        accountId: 'acc_dune',
      })),
    );

  test('does not take more room because many come at the same moment', async () => {
    await inHand(98);
    const five = Array.from({ length: 5 }, () => w.as('dan').post('/files', form(['a.txt', 'a'])));
    const answers = (await Promise.all(five)).map(({ status }) => status);

    expect(answers.sort()).toEqual([201, 201, 429, 429, 429]);
    expect(await left()).toEqual({ rows: 100, bytes: 2 });
  });

  test('is refused to who has a hundred files in hand', async () => {
    await inHand(100);

    expect((await w.as('dan').post('/files', form(['a.txt', 'a']))).status).toBe(429);
    expect(await bytes()).toBe(0);
    await upload('dora', ['a.txt', 'a']);
  });
});

describe('a file', () => {
  test('is attached once, by whoever uploaded it', async () => {
    const [dans, doras] = [await upload('dan', ['a.txt', 'a']), await upload('dora', ['b.txt', 'b'])];

    for (const name of ['dora', 'emil', 'bea'] as const) expect((await submit(name, dans)).status).toBe(422);
    expect((await submit('dan', [...dans, ...doras])).status).toBe(422);
    expect((await submit('dan', [...dans, ...dans])).status).toBe(422);
    expect(await w.db.reader.$count(files, isNull(files.attachedAt))).toBe(2);
    expect([await w.db.reader.$count(requests), await w.db.reader.$count(messages)]).toEqual([0, 0]);

    expect((await submit('dan', dans)).status).toBe(201);
    expect((await submit('dan', dans)).status).toBe(422);
    expect(await w.db.reader.$count(attachments)).toBe(1);
  });

  test('is thrown away by whoever uploaded it, until it is attached', async () => {
    const [first, second] = await upload('dan', ['a.txt', 'a'], ['b.txt', 'b']);
    await submit('dan', [second!]);

    for (const name of ['dora', 'abe'] as const)
      expect((await w.as(name).delete(`/files/${first}`)).status).toBe(404);
    expect((await w.as('dan').delete(`/files/${second}`)).status).toBe(404);
    expect(await left()).toEqual({ rows: 2, bytes: 2 });
    expect((await w.as('dan').delete(`/files/${first}`)).status).toBe(204);
    expect(await left()).toEqual({ rows: 1, bytes: 1 });
  });

  test('that nobody attached is swept up after a day', async () => {
    const [old, attached] = await upload('dan', ['a.txt', 'a'], ['b.txt', 'b']);
    await submit('dan', [attached!]);
    await w.db.direct.update(files).set({ createdAt: new Date(Date.now() - 25 * 3_600_000) });
    const [fresh] = await upload('dan', ['c.txt', 'c']);

    const half = join(w.portico.config.data, 'files/unfinished/half');
    await writeFile(half, 'half');
    await utimes(half, new Date(0), new Date(0));

    expect(await sweepFiles(w.portico.base)).toBe(1);
    const kept = (await w.db.reader.select().from(files)).map(({ id }) => id);
    expect(kept.sort()).toEqual([attached, fresh].sort());
    expect(kept).not.toContain(old);
    expect(await bytes()).toBe(2);
  });

  test('is downloaded through the request it belongs to, whole or in part', async () => {
    const { id } = (await (
      await submit('dan', await upload('dan', ['a.txt', 'hello world']))
    ).json()) as Sent;
    const other = (await (await submit('dan', [])).json()) as Sent;
    const [attachment] = await w.db.reader.select().from(attachments);
    const path = (request: string) => `/requests/${request}/attachments/${attachment!.id}`;

    const whole = await w.as('dan').get(path(id));
    expect(whole.status).toBe(200);
    expect(whole.headers.get('content-disposition')).toBe('attachment; filename="a.txt"');
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await whole.text()).toBe('hello world');
    const some = await w.as('bea').get(path(id), { range: 'bytes=6-' });
    expect([some.status, await some.text()]).toEqual([206, 'world']);
    const known = await w.as('abe').get(path(id), { 'if-none-match': whole.headers.get('etag') ?? '' });
    expect(known.status).toBe(304);

    for (const name of ['dora', 'emil', 'cleo'] as const)
      expect((await w.as(name).get(path(id))).status).toBe(404);
    expect((await w.as('dan').get(path(other.id))).status).toBe(404);
    expect((await w.as('eve').get(path(id))).status).toBe(403);
    expect((await w.guest().get(path(id))).status).toBe(401);
  });
});

describe('a form with files on a page', () => {
  const withPage = () =>
    createApp(w.portico).post('/new', async (c) => {
      const sent = await c.req.raw.formData();
      const address: unknown = Reflect.get(c.req.raw, Symbol.for('astro.clientAddress'));
      return c.json({
        sent: [...sent.entries()],
        refused: c.var.refused?.code ?? null,
        address: address ?? null,
      });
    });
  const answer = async (response: Response) =>
    (await response.json()) as { sent: [string, string][]; refused: string | null; address: string | null };

  test('arrives with the ids of its files', async () => {
    const body = field('subject', 'Привет') + part('a.txt', 'a') + part('b.txt', 'b') + part('', '') + END;
    const { sent, refused } = await answer(await postRaw(withPage(), '/new', body));
    const ids = (await w.db.reader.select().from(files)).map(({ id }) => id);

    expect(sent).toEqual([['subject', 'Привет'], ...ids.map((id) => ['attachments[]', id])]);
    expect(ids).toHaveLength(2);
    expect(refused).toBeNull();
  });

  test.each([
    ['a refused file', part('a.txt', 'a') + part('x.exe', 'MZ') + END, 'files.type_not_allowed'],
    ['a cut end', part('a.txt', 'a'), 'malformed'],
  ])('with %s keeps what was typed and says why', async (_, rest, code) => {
    const { sent, refused } = await answer(
      await postRaw(withPage(), '/new', field('subject', 'Typed') + rest),
    );

    expect({ sent, refused }).toEqual({ sent: [['subject', 'Typed']], refused: code });
    expect(await left()).toEqual(NOTHING);
  });

  test.each([
    ['of a guest', 'same-origin', undefined, [303, '/login?next=%2Fnew%3Fa%3D1']],
    ['from another site', 'cross-site', 'dan', [403, null]],
  ] as const)('%s is not read', async (_, site, name, expected) => {
    const body = chunked(part('a.txt', 'a') + END);
    const headers = {
      cookie: name ? await w.as(name).cookie() : '',
      'sec-fetch-site': site,
      'content-type': 'multipart/form-data; boundary=cut',
    };
    const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;

    const answered = await withPage().request('/new?a=1', init);
    expect([answered.status, answered.headers.get('location')]).toEqual(expected);
    expect(body.locked).toBe(false);
    expect(await left()).toEqual(NOTHING);
  });

  test('keeps the address of whoever sent it', async () => {
    const request = new Request('http://localhost/new', {
      method: 'POST',
      body: field('a', '1') + END,
      headers: {
        cookie: await w.as('dan').cookie(),
        'sec-fetch-site': 'same-origin',
        'content-type': 'multipart/form-data; boundary=cut',
      },
    });
    Reflect.set(request, Symbol.for('astro.clientAddress'), '192.0.2.7');

    expect(await answer(await withPage().fetch(request))).toMatchObject({ address: '192.0.2.7' });
  });
});
