import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, test } from 'vitest';

import { isPrivate, Outbound, OutboundError } from '#api/core/outbound.ts';

const open = { privateAddresses: true, plainLoopback: true };
const closed = { privateAddresses: false, plainLoopback: false };

let stop = () => {};
afterEach(() => stop());

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const faultOf = (outbound: Outbound, url: string) =>
  outbound.fetch(url).then(
    ({ status }) => status,
    (error: unknown) => (error instanceof OutboundError ? error.fault : error),
  );

describe('an outgoing call', () => {
  test('brings the answer back as it is', async () => {
    const url = await serve((request, response) => {
      response.writeHead(201, { 'content-type': 'text/plain' });
      request.pipe(response);
    });
    const answer = await new Outbound(open).fetch(url, { method: 'POST', body: 'wombat' });

    expect([answer.status, await answer.text()]).toEqual([201, 'wombat']);
  });

  test('follows no redirect', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });

    expect(await faultOf(new Outbound(open), `${url}/here`)).toBe(302);
    expect(asked).toEqual(['/here']);
  });

  test.each(['099 Nothing', '101 Switching', '600 Odd', '999 Denied'])('takes no %s', async (status) => {
    const url = await serve((request) => {
      request.socket.end(`HTTP/1.1 ${status}\r\nConnection: upgrade\r\nUpgrade: odd\r\n\r\n`);
    });

    expect(await faultOf(new Outbound(open), url)).toBe('unreachable');
  });

  test('waits no longer than its time, neither for the answer nor for the end of it', async () => {
    const silent = await serve(() => {});
    expect(await faultOf(new Outbound(open, 50), silent)).toBe('slow');
    stop();

    const endless = await serve((_request, response) => void response.write('…'));
    expect(await faultOf(new Outbound(open, 50), endless)).toBe('slow');
  });

  test('reads half a megabyte and no more', async () => {
    const url = await serve((request, response) => {
      response.end('x'.repeat(request.url === '/fits' ? 512 * 1_024 : 512 * 1_024 + 1));
    });

    expect(await faultOf(new Outbound(open), `${url}/fits`)).toBe(200);
    expect(await faultOf(new Outbound(open), `${url}/more`)).toBe('large');
  });

  test('says that nobody is there', async () => {
    const url = await serve(() => {});
    stop();

    expect(await faultOf(new Outbound(open), url)).toBe('unreachable');
  });

  test.each([
    ['http://127.0.0.1/', closed, 'protocol'],
    ['http://provider.example/', open, 'protocol'],
    ['http://127.0.0.1.provider.example/', open, 'protocol'],
    ['ftp://provider.example/', open, 'protocol'],
    ['file:///etc/passwd', open, 'protocol'],
    ['https://somebody:secret@provider.example/', open, 'address'],
    ['https://127.0.0.1/', closed, 'address'],
    ['https://2130706433/', closed, 'address'],
    ['https://0x7f.1/', closed, 'address'],
    ['https://10.1.2.3/', closed, 'address'],
    ['https://169.254.169.254/latest/meta-data', closed, 'address'],
    ['https://[::1]/', closed, 'address'],
    ['https://[::ffff:127.0.0.1]/', closed, 'address'],
    ['https://localhost/', closed, 'address'],
  ])('to %s is not made (%o)', async (url, reach, fault) => {
    expect(await faultOf(new Outbound(reach), url)).toBe(fault);
  });

  test('goes to this machine only where it may', async () => {
    const url = await serve((_request, response) => response.end());

    expect(await faultOf(new Outbound(open), url)).toBe(200);
    expect(await faultOf(new Outbound(open), url.replace('127.0.0.1', 'localhost'))).toBe(200);
    expect(await faultOf(new Outbound({ ...closed, plainLoopback: true }), url)).toBe('address');
    const byName = url.replace('127.0.0.1', 'localhost');
    expect(await faultOf(new Outbound({ ...closed, plainLoopback: true }), byName)).toBe('address');
  });
});

test.each([
  ['8.8.8.8', false],
  ['192.169.0.1', false],
  ['172.15.255.255', false],
  ['172.16.0.1', true],
  ['172.31.255.255', true],
  ['100.64.0.1', true],
  ['0.0.0.0', true],
  ['255.255.255.255', true],
  ['2606:4700::1111', false],
  ['::', true],
  ['::ffff:8.8.8.8', true],
  ['64:ff9b::a00:1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['2002:a00:1::', true],
  ['2001:db8::1', true],
])('%s is private: %s', (address, expected) => {
  expect(isPrivate(address)).toBe(expected);
});
