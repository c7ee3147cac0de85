import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { openDisk } from '#api/files/disk.ts';
import { attachment } from '#api/files/disposition.ts';
import { fileResponse } from '#api/files/download.ts';
import { safeName } from '#api/files/name.ts';
import { parseRange } from '#api/files/range.ts';
import { fitting, HEAD_BYTES, peek, sniff } from '#api/files/sniff.ts';
import type { Storage } from '#api/files/storage.ts';

const KEY = 'file_0123456789ab';
const MANY = { maxBytes: 1_000_000 };
const bytes = (text: string) => new TextEncoder().encode(text);

async function* chunks(...texts: string[]) {
  for (const text of texts) yield bytes(text);
}

let folder: string;
let disk: Storage;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-disk-'));
  disk = openDisk(folder);
});
afterEach(() => rm(folder, { recursive: true }));

const filesOnDisk = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('the disk', () => {
  test('gives back what was put, whole and in parts', async () => {
    const stored = await disk.put(KEY, chunks('hello ', 'world'), MANY);

    expect(stored).toEqual({
      size: 11,
      sha256: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
    });
    const whole = await disk.get(KEY);
    expect(whole.size).toBe(11);
    expect(await new Response(whole.stream).text()).toBe('hello world');
    expect(await new Response((await disk.get(KEY, { start: 4, end: 6 })).stream).text()).toBe('o w');
  });

  test('takes a web stream and an empty file', async () => {
    await disk.put(KEY, new Response('from the web').body!, MANY);
    await disk.put('file_empty', chunks(), MANY);

    expect(await new Response((await disk.get(KEY)).stream).text()).toBe('from the web');
    expect(await new Response((await disk.get('file_empty')).stream).text()).toBe('');
  });

  test('throws away what a process left behind that ended before it, and nothing else', async () => {
    await disk.put(KEY, chunks('kept'), MANY);
    const [old, fresh] = ['old', 'fresh'].map((name) => join(folder, 'unfinished', name));
    for (const path of [old, fresh]) await writeFile(path!, 'half');
    const yesterday = new Date(Date.now() - 86_400_000);
    await utimes(old!, yesterday, yesterday);

    await disk.tidy(new Date(Date.now() - 3_600_000));

    expect(await filesOnDisk()).toEqual(expect.arrayContaining([fresh]));
    expect(await filesOnDisk()).toHaveLength(2);
    await openDisk(join(folder, 'nothing')).tidy(new Date());
  });

  test('reads a file larger than its chunks', async () => {
    const big = 'x'.repeat(300_000) + 'end';
    await disk.put(KEY, chunks(big), MANY);

    expect(await new Response((await disk.get(KEY)).stream).text()).toBe(big);
  });

  test('keeps nothing of a file that is too large', async () => {
    const put = disk.put(KEY, chunks('12345', '67890', '1'), { maxBytes: 10 });

    await expect(put).rejects.toMatchObject({ status: 413, code: 'files.too_large' });
    expect(await filesOnDisk()).toEqual([]);
    expect((await disk.put(KEY, chunks('1234567890'), { maxBytes: 10 })).size).toBe(10);
  });

  test('keeps nothing of a body that breaks off', async () => {
    async function* broken() {
      yield bytes('half');
      throw new Error('connection lost');
    }

    await expect(disk.put(KEY, broken(), MANY)).rejects.toThrow('connection lost');
    expect(await filesOnDisk()).toEqual([]);
  });

  test('stops at the signal although the body stalls, and keeps nothing', async () => {
    const stalled = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes('half')),
    });
    const stopper = new AbortController();
    const put = disk.put(KEY, stalled, { ...MANY, signal: stopper.signal });
    stopper.abort(new Error('time is up'));

    await expect(put).rejects.toThrow('time is up');
    expect(await filesOnDisk()).toEqual([]);
  });

  test('does not know deleted files and never leaves its folder', async () => {
    await disk.put(KEY, chunks('a'), MANY);
    await disk.delete(KEY);
    await disk.delete(KEY);

    await expect(disk.get(KEY)).rejects.toMatchObject({ status: 404, code: 'files.not_found' });
    for (const key of [
      '../../etc/passwd',
      'file_../aaaaa',
      'FILE_00000000',
      'short',
      'file_0000\0',
      'a'.repeat(81),
    ]) {
      await expect(disk.get(key)).rejects.toMatchObject({ status: 404 });
      await expect(disk.put(key, chunks('a'), MANY)).rejects.toMatchObject({ status: 404 });
    }
    expect(await filesOnDisk()).toEqual([]);
  });

  test('lets go of a file when the reader goes away', async () => {
    await disk.put(KEY, chunks('x'.repeat(200_000)), MANY);
    const openBefore = (await readdir('/proc/self/fd').catch(() => [])).length;
    const reader = (await disk.get(KEY)).stream.getReader();
    await reader.read();
    await reader.cancel();

    expect((await readdir('/proc/self/fd').catch(() => [])).length).toBe(openBefore);
  });
});

test.each([
  [null, undefined],
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=2-', { start: 2, end: 9 }],
  ['bytes=-3', { start: 7, end: 9 }],
  ['bytes=-99', { start: 0, end: 9 }],
  ['bytes=5-99999999999999999999', { start: 5, end: 9 }],
  ['BYTES=1-2', { start: 1, end: 2 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=99999999999999999999-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-2', undefined],
  ['bytes=0-1,3-4', undefined],
  ['bytes=-', undefined],
  ['bytes=a-b', undefined],
  ['lines=1-2', undefined],
])('of ten bytes, Range %j means %j', (header, range) => {
  expect(parseRange(header, 10)).toEqual(range);
});

test('nothing has no parts', () => {
  expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable');
  expect(parseRange('bytes=-5', 0)).toBeUndefined();
});

describe('a download', () => {
  const file = { storageKey: KEY, name: 'план.pdf', type: 'application/pdf', size: 10, sha256: 'abc' };
  beforeEach(() => disk.put(KEY, chunks('0123456789'), MANY));

  const download = (headers: Record<string, string> = {}, method = 'GET') =>
    fileResponse(disk, file, new Request('http://portal.example/f', { method, headers }));

  test('comes whole, as an attachment that nothing runs', async () => {
    const response = await download();

    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
      'content-disposition': `attachment; filename="____.pdf"; filename*=UTF-8''%D0%BF%D0%BB%D0%B0%D0%BD.pdf`,
      'content-length': '10',
      'content-security-policy': "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      'content-type': 'application/pdf',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      etag: '"abc"',
    });
    expect(await response.text()).toBe('0123456789');
  });

  test('comes in parts', async () => {
    const response = await download({ range: 'bytes=-3' });

    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 7-9/10');
    expect(response.headers.get('content-length')).toBe('3');
    expect(await response.text()).toBe('789');
  });

  test('refuses a part that is not there', async () => {
    const response = await download({ range: 'bytes=10-' });

    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */10');
    expect(await response.text()).toBe('');
  });

  test('is not sent again to whoever has it', async () => {
    const response = await download({ 'if-none-match': '"old", W/"abc"', range: 'bytes=0-1' });

    expect(response.status).toBe(304);
    expect(response.headers.get('etag')).toBe('"abc"');
    expect(response.body).toBeNull();
    expect((await download({ 'if-none-match': '*' })).status).toBe(304);
    expect((await download({ 'if-none-match': '"old"' })).status).toBe(200);
  });

  test('comes whole when the part is of another version', async () => {
    expect((await download({ range: 'bytes=0-1', 'if-range': '"abc"' })).status).toBe(206);
    expect((await download({ range: 'bytes=0-1', 'if-range': '"old"' })).status).toBe(200);
    expect((await download({ range: 'bytes=0-1', 'if-range': 'W/"abc"' })).status).toBe(200);
  });

  test('answers HEAD with the size and no body', async () => {
    const response = await download({ range: 'bytes=0-1' }, 'HEAD');

    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe('10');
    expect(response.body).toBeNull();
  });
});

test.each([
  ['plain.txt', 'attachment; filename="plain.txt"'],
  ['a"b\\c.txt', `attachment; filename="a_b_c.txt"; filename*=UTF-8''a%22b%5Cc.txt`],
  [
    "100% it's (ok)*.txt",
    `attachment; filename="100_ it's (ok)*.txt"; filename*=UTF-8''100%25%20it%27s%20%28ok%29%2A.txt`,
  ],
  [
    'x\r\nSet-Cookie: a',
    `attachment; filename="x__Set-Cookie: a"; filename*=UTF-8''x%0D%0ASet-Cookie%3A%20a`,
  ],
  ['\ud800.txt', `attachment; filename="_.txt"; filename*=UTF-8''%EF%BF%BD.txt`],
  ['🖨.pdf', `attachment; filename="_.pdf"; filename*=UTF-8''%F0%9F%96%A8.pdf`],
])('the name %j is sent as %s', (name, header) => {
  expect(attachment(name)).toBe(header);
  expect(new Headers({ 'content-disposition': header }).get('content-disposition')).toBe(header);
});

test.each([
  ['report.pdf', 'report.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\fakepath\\scan 1.png', 'scan 1.png'],
  ['nul\0byte.txt', 'nulbyte.txt'],
  ['a\r\nb\u2028.txt', 'ab.txt'],
  ['lone\ud800.txt', 'lone_.txt'],
  ['annex\u202efdp.exe', 'annexfdp.exe'],
  ['.htaccess', 'htaccess'],
  ['trailing. . ', 'trailing'],
  ['a<b>:"|?*.txt', 'a_b______.txt'],
  ['e\u0301.txt', 'é.txt'],
  ['..', 'file'],
  ['', 'file'],
])('the upload name %j becomes %j', (claimed, name) => {
  expect(safeName(claimed)).toBe(name);
});

test('a long name keeps its ending and whole characters', () => {
  expect(safeName(`${'a'.repeat(300)}.docx`)).toBe(`${'a'.repeat(195)}.docx`);
  expect(safeName(`a${'😀'.repeat(150)}`)).toBe(`a${'😀'.repeat(99)}`);
});

describe('an upload', () => {
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const zip = Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0\0\0', 'latin1'), Buffer.alloc(40)]);

  test.each<[string, Uint8Array, string]>([
    ['a.png', PNG, 'image/png'],
    ['really-a-png.jpg', PNG, 'image/png'],
    ['no-ending', PNG, 'image/png'],
    ['Release v1.2', PNG, 'image/png'],
    ['a.pdf', bytes('%PDF-1.7\n%âãÏÓ'), 'application/pdf'],
    ['a.gif', bytes('GIF89a\x01\0\x01\0'), 'image/gif'],
    ['a.zip', zip, 'application/zip'],
    ['a.docx', zip, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['a.csv', bytes('имя;сумма\n'), 'text/csv'],
    ['a.log', bytes('12:00 < started >\n'), 'text/plain'],
    ['README', bytes('read me'), 'text/plain'],
    ['empty.txt', bytes(''), 'text/plain'],
  ])('%s is stored by what it is', async (name, head, type) => {
    expect(await sniff(head, name)).toBe(type);
  });

  test.each([
    ['a.png', 'image/png', 'a.png'],
    ['a.JPEG', 'image/jpeg', 'a.JPEG'],
    ['really-a-png.jpg', 'image/png', 'really-a-png.png'],
    ['notes.txt', 'application/pdf', 'notes.pdf'],
    ['no-ending', 'image/png', 'no-ending.png'],
    ['Release v1.2', 'image/png', 'Release v1.2.png'],
    ['README', 'text/plain', 'README'],
    ['service.log', 'text/plain', 'service.log'],
    ['plan.svg', 'image/svg+xml', 'plan.svg'],
  ])('%s that is %s is kept as %s', (claimed, type, name) => {
    expect(fitting(claimed, type)).toBe(name);
  });

  test.each<[string, Uint8Array]>([
    ['a.svg', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['svg.png', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['svg.txt', bytes('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['page.txt', bytes('\ufeff \n<!doctype html><script>alert(1)</script>')],
    ['a.html', bytes('hello')],
    ['a.html\0', bytes('hello')],
    ['png.exe', PNG],
    ['png.svg ', PNG],
    ['png.constructor', PNG],
    ['a.exe', Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1')],
    ['program.txt', Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1')],
    ['text.pdf', bytes('not a pdf')],
    ['empty.png', bytes('')],
    ['latin1.txt', Buffer.from('caf\xe9 au lait', 'latin1')],
    ['nul.txt', bytes('a\0b')],
    ['cut.txt', bytes('é').subarray(0, 1)],
  ])('%j is refused', async (name, head) => {
    await expect(sniff(head, name)).rejects.toMatchObject({ status: 422, code: 'files.type_not_allowed' });
  });

  test('may have a character cut where the first bytes end', async () => {
    const head = bytes(`a${'é'.repeat(HEAD_BYTES)}`).subarray(0, HEAD_BYTES);

    expect(await sniff(head, 'a.txt')).toBe('text/plain');
  });

  test('is looked at without losing a byte', async () => {
    const { head, stream } = await peek(chunks('abc', 'def', 'ghi'), 4);

    expect(new TextDecoder().decode(head)).toBe('abcd');
    expect(Buffer.concat(await Array.fromAsync(stream)).toString()).toBe('abcdefghi');
    expect((await peek(chunks(), 4)).head).toHaveLength(0);
  });
});
