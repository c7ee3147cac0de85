import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { AppError } from '#api/core/errors.ts';
import { readMultipart, type UploadPart, type UploadReceiver } from '#api/files/multipart.ts';

const LIMITS = { files: 3, fileBytes: 1000, fieldBytes: 100, fields: 5 };

/** Keeps files in memory and shows what happened to them. */
class Shelf implements UploadReceiver {
  readonly files = new Map<string, { field: string; name: string; content: string }>();
  readonly given: string[] = [];
  readonly log: string[] = [];

  async onFile({ field, name, stream }: UploadPart) {
    const id = `file_${this.given.push(name)}`;
    this.log.push(`start ${id}`);
    const chunks = await Array.fromAsync(stream);
    this.files.set(id, { field, name, content: Buffer.concat(chunks).toString() });
    this.log.push(`end ${id}`);
    return id;
  }

  async onAbort(ids: string[]) {
    for (const id of ids) this.files.delete(id);
    this.log.push(`abort ${ids.join()}`);
  }
}

let shelf: Shelf;
beforeEach(() => {
  shelf = new Shelf();
});

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://portal.example/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

const read = (request: Request, limits = LIMITS) => readMultipart(request, limits, shelf);

function form(entries: [string, string | File][]) {
  const data = new FormData();
  for (const [name, value] of entries) {
    if (typeof value === 'string') data.append(name, value);
    else data.append(name, value);
  }
  return post(data);
}

/** A body written by hand, sent in pieces of the given size. */
function raw(body: string | Buffer, { size = 7, boundary = 'cut', breaks = false } = {}) {
  const bytes = Buffer.from(body);
  let position = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (position < bytes.length) return controller.enqueue(bytes.subarray(position, (position += size)));
      if (breaks) controller.error(new Error('socket closed'));
      else controller.close();
    },
  });
  return post(stream, { 'content-type': `multipart/form-data; boundary=${boundary}` });
}

const field = (name: string, value: string) =>
  `--cut\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const upload = (name: string, filename: string, content: string) =>
  `--cut\r\nContent-Disposition: form-data; name="${name}"; filename="${filename}"\r\n` +
  `Content-Type: application/octet-stream\r\n\r\n${content}\r\n`;
const END = '--cut--\r\n';

describe('a form with files', () => {
  test('becomes its fields, in order, with an id for each file', async () => {
    const params = await read(
      form([
        ['subject', 'Привет & co'],
        ['files', new File(['first'], 'один.txt')],
        ['tag', 'a'],
        ['tag', 'b'],
        ['files', new File(['second'], 'two.txt')],
      ]),
    );

    expect([...params]).toEqual([
      ['subject', 'Привет & co'],
      ['files', 'file_1'],
      ['tag', 'a'],
      ['tag', 'b'],
      ['files', 'file_2'],
    ]);
    expect([...shelf.files.values()]).toEqual([
      { field: 'files', name: 'один.txt', content: 'first' },
      { field: 'files', name: 'two.txt', content: 'second' },
    ]);
  });

  test.each([1, 7, 100_000])('is read from a chunked body in pieces of %i bytes', async (size) => {
    const body =
      field('a', 'line\r\n--cu\r\nline') + upload('f', 'x.bin', '\r\n--cu\r\n--') + field('b', '2') + END;
    const params = await read(raw(body, { size }));

    expect([...params]).toEqual([
      ['a', 'line\r\n--cu\r\nline'],
      ['f', 'file_1'],
      ['b', '2'],
    ]);
    expect(shelf.files.get('file_1')?.content).toBe('\r\n--cu\r\n--');
  });

  test('leaves out file inputs without a file, but keeps files without content', async () => {
    const body = upload('f', '', '') + upload('f', 'empty.txt', '') + upload('f', '', 'no name') + END;
    const params = await read(raw(body));

    expect([...params]).toEqual([
      ['f', 'file_1'],
      ['f', 'file_2'],
    ]);
    expect([...shelf.files.values()]).toEqual([
      { field: 'f', name: 'empty.txt', content: '' },
      { field: 'f', name: 'file', content: 'no name' },
    ]);
  });

  test('hands files over one after another', async () => {
    await read(raw(upload('f', 'a', 'x'.repeat(900)) + upload('f', 'b', 'y') + END, { size: 10_000 }));

    expect(shelf.log).toEqual(['start file_1', 'end file_1', 'start file_2', 'end file_2']);
  });

  test('gives every file a name that is safe to show and to save', async () => {
    const body = upload('f', '..\\\\..\\\\etc/pass\0wd', 'a') + upload('f', 'say %22hi%22.txt', 'b') + END;
    await read(raw(body));

    expect([...shelf.files.values()].map(({ name }) => name)).toEqual(['passwd', 'say _hi_.txt']);
  });

  test('may have nothing in it, or something behind its end', async () => {
    expect([...(await read(raw(END)))]).toEqual([]);
    expect([...(await read(raw(field('a', '1') + END + 'epilogue'.repeat(50))))]).toEqual([['a', '1']]);
  });

  test('goes on when a file was not read to its end', async () => {
    const skipping = { onFile: async () => 'file_x', onAbort: async () => {} };
    const body = upload('f', 'a', 'x'.repeat(200_000)) + field('b', '2') + END;
    const params = await readMultipart(raw(body, { size: 5000 }), { ...LIMITS, fileBytes: 1e6 }, skipping);

    expect(params.toString()).toBe('f=file_x&b=2');
  });

  test('goes on when a reader stops in the middle of a file', async () => {
    const first: UploadReceiver = {
      async onFile({ stream }) {
        for await (const chunk of stream) return `file_${chunk.length > 0}`;
        return 'none';
      },
      onAbort: async () => {},
    };
    const body = upload('f', 'a', 'x'.repeat(200_000)) + field('b', '2') + END;
    const params = await readMultipart(raw(body, { size: 5000 }), { ...LIMITS, fileBytes: 1e6 }, first);

    expect(params.toString()).toBe('f=file_true&b=2');
  });

  test('is not read faster than its files are taken', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    let sent = 0;
    const piece = Buffer.alloc(64 * 1024, 'x');
    const total = 200;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent === 0) controller.enqueue(Buffer.from(upload('f', 'big.bin', '').slice(0, -2)));
        if (sent++ < total) return controller.enqueue(piece);
        controller.enqueue(Buffer.from(`\r\n${END}`));
        controller.close();
      },
    });
    let size = 0;
    const reading = readMultipart(
      post(body, { 'content-type': 'multipart/form-data; boundary=cut' }),
      { ...LIMITS, fileBytes: 1e9 },
      {
        async onFile({ stream }) {
          await gate;
          for await (const chunk of stream) size += chunk.length;
          return 'file_big';
        },
        onAbort: async () => {},
      },
    );
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    const sentBefore = sent;
    open();

    expect((await reading).get('f')).toBe('file_big');
    expect(sentBefore).toBeLessThan(10);
    expect(size).toBe(total * piece.length);
  });
});

describe('a broken form', () => {
  const whole =
    upload('f', 'a.txt', 'complete') + upload('g', 'b.txt', 'x'.repeat(500)) + field('z', '1') + END;

  test('cut at any place gives 400 and leaves no file', async () => {
    for (let length = 0; length < whole.length - 4; length += 3) {
      for (const breaks of [true, false]) {
        shelf = new Shelf();
        const request = raw(whole.slice(0, length), { size: 50, breaks });
        await expect(read(request), `${length} ${breaks}`).rejects.toMatchObject({
          status: 400,
          code: 'malformed',
        });
        expect([...shelf.files], `${length} ${breaks}`).toEqual([]);
      }
    }
  });

  test('cut while nobody reads the file yet is not taken for a whole one', async () => {
    const late: UploadReceiver = {
      async onFile(part) {
        for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
        return shelf.onFile(part);
      },
      onAbort: (ids) => shelf.onAbort(ids),
    };
    const cut = raw(upload('f', 'a.txt', 'only the beginning').slice(0, -5), { size: 1000 });

    await expect(readMultipart(cut, LIMITS, late)).rejects.toMatchObject({ status: 400 });
    expect([...shelf.files]).toEqual([]);
  });

  test.each([
    ['no boundary', post('x', { 'content-type': 'multipart/form-data' })],
    ['an empty boundary', post('x', { 'content-type': 'multipart/form-data; boundary=' })],
    ['an endless boundary', raw('x', { boundary: 'b'.repeat(300) })],
    ['another type', post('a=1', { 'content-type': 'application/x-www-form-urlencoded' })],
    ['no body', new Request('http://portal.example/', { method: 'POST' })],
    ['garbage', raw('garbage'.repeat(100))],
    ['a field without a name', raw(`--cut\r\nContent-Disposition: form-data\r\n\r\n1\r\n${END}`)],
    ['a file without a name of its field', raw(upload('', 'a', 'x').replace('name=""; ', '') + END)],
  ])('with %s gives 400', async (_, request) => {
    await expect(read(request)).rejects.toMatchObject({ status: 400, code: 'malformed' });
  });

  test.each([
    ['a file of 1001 bytes', upload('f', 'a', 'x'.repeat(1001))],
    ['four files', upload('f', 'a', '1').repeat(4)],
    ['a field of 101 bytes', field('a', 'x'.repeat(101))],
    ['six fields', field('a', '1').repeat(6)],
    ['six empty file inputs', upload('f', '', '').repeat(6)],
  ])('with %s gives 413 and leaves no file', async (_, body) => {
    const request = raw(upload('f', 'kept', 'stored first') + body + END, { size: 50 });

    await expect(read(request)).rejects.toMatchObject({ status: 413, code: 'too_large' });
    expect(shelf.given.length).toBeGreaterThan(0);
    expect([...shelf.files]).toEqual([]);
  });

  test('may be exactly as large as allowed', async () => {
    const body = upload('f', 'a', 'x'.repeat(1000)).repeat(3) + field('a', 'x'.repeat(100)).repeat(5) + END;

    expect([...(await read(raw(body, { size: 50 })))]).toHaveLength(8);
  });

  test('with a file that is refused gives that answer and hands back the others', async () => {
    const refusing: UploadReceiver = {
      async onFile(part) {
        if (part.name === 'bad.svg') throw new AppError(422, 'files.type_not_allowed');
        return shelf.onFile(part);
      },
      onAbort: (ids) => shelf.onAbort(ids),
    };
    const body = upload('f', 'a', '1') + upload('f', 'bad.svg', 'x') + upload('f', 'c', '3') + END;
    const reading = readMultipart(raw(body, { size: 10_000 }), LIMITS, refusing);

    await expect(reading).rejects.toMatchObject({ status: 422, code: 'files.type_not_allowed' });
    expect(shelf.log).toEqual(['start file_1', 'end file_1', 'abort file_1']);
  });
});

describe('over a real connection', () => {
  let port = 0;
  let outcome: PromiseWithResolvers<unknown>;
  const server = createServer(async (incoming, outgoing) => {
    const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array>;
    try {
      await read(post(body, { 'content-type': incoming.headers['content-type'] ?? '' }));
    } catch (error) {
      outcome.resolve(error);
      outgoing.writeHead(error instanceof AppError ? error.status : 500).end();
    }
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    outcome = Promise.withResolvers();
  });
  afterAll(() => server.close());

  const head = (length: string) =>
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=cut\r\n${length}\r\n\r\n`;

  test('a refused client that reads only after it has sent everything gets its answer', async () => {
    const body = upload('f', 'big.bin', 'x'.repeat(30_000_000)) + END;
    const socket = connect(port, '127.0.0.1');
    await new Promise((sent) => socket.write(head(`Content-Length: ${body.length}`) + body, sent));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();

    expect(answer.toString()).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('a client that goes away leaves no file', async () => {
    const part = upload('f', 'a.txt', 'complete') + upload('f', 'b.txt', 'half').slice(0, -2);
    const socket = connect(port, '127.0.0.1');
    socket.end(`${head('Transfer-Encoding: chunked')}${part.length.toString(16)}\r\n${part}\r\n`);

    expect(await outcome.promise).toMatchObject({ status: 400, code: 'malformed' });
    expect(shelf.given).toEqual(['a.txt', 'b.txt']);
    expect([...shelf.files]).toEqual([]);
    socket.destroy();
  });
});
