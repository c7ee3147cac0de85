import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { guarding } from '#api/listener.ts';

const reached: string[] = [];
const server = createServer(
  guarding(
    (asked, answer) => {
      reached.push(`${asked.method} ${asked.url}`);
      asked.resume();
      if (asked.url === '/page') answer.setHeader('Content-Security-Policy', "default-src 'none'");
      answer.end('a file of the build');
    },
    { https: true },
  ),
);

beforeEach(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve())));
afterEach(() => {
  reached.length = 0;
  server.closeAllConnections();
  return new Promise<void>((resolve) => server.close(() => resolve()));
});

const port = () => (server.address() as AddressInfo).port;

const ask = (method: string, path = '/file.js') =>
  new Promise<{ status: number | undefined; headers: IncomingHttpHeaders }>((resolve, reject) => {
    request({ port: port(), host: '127.0.0.1', method, path }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode, headers: answer.headers });
    })
      .on('error', reject)
      .end();
  });

describe('every answer of the server', () => {
  test('says how it may be used, a file of the build too', async () => {
    const { headers } = await ask('GET');

    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    expect(headers['content-security-policy']).toMatch(
      /object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/,
    );
  });

  test('may say more for itself', async () => {
    expect((await ask('GET', '/page')).headers['content-security-policy']).toBe("default-src 'none'");
  });
});

test.each(['TRACE', 'PROPFIND', 'LOCK'])('%s is no method of ours', async (method) => {
  expect((await ask(method)).status).toBe(405);
  expect(reached).toEqual([]);
});

test.each([
  ['a length and pieces', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['two lengths', 'Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd'],
])('a message that ends in two places is refused: %s', async (_how, rest) => {
  const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: here\r\n\r\n';
  const socket = connect(port(), '127.0.0.1');
  socket.write(`POST /outer HTTP/1.1\r\nHost: here\r\n${rest}${smuggled}`);

  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
  expect(reached.join()).not.toContain('smuggled');
});
