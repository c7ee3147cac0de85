import { lookup as resolve } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';

import { hostOf, isLoopback } from './loopback.ts';

const TIMEOUT_MS = 8_000;
const MOST_BYTES = 512 * 1_024;

/** What lets calls go further than is safe on the open net. */
export type Reach = { privateAddresses: boolean; plainLoopback: boolean };
type Call = {
  method?: string | undefined;
  headers?: Record<string, string> | undefined;
  body?: string | undefined;
  signal?: AbortSignal | undefined;
};
type Answer = { status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: Buffer };
export type Fault = 'address' | 'protocol' | 'slow' | 'large' | 'unreachable';

/** Why a call to somebody else's server brought nothing. */
export class OutboundError extends Error {
  override name = 'OutboundError';
  readonly fault: Fault;

  constructor(fault: Fault, cause?: unknown) {
    super(`an outgoing call failed: ${fault}`, { cause });
    this.fault = fault;
  }
}

/** Calls servers whose address somebody has typed: no detours, a few seconds, half a megabyte, and nothing within. */
export class Outbound {
  readonly #reach: Reach;
  readonly #timeoutMs: number;

  constructor(reach: Reach, timeoutMs = TIMEOUT_MS) {
    this.#reach = reach;
    this.#timeoutMs = timeoutMs;
  }

  /** @throws OutboundError for an address that is never called */
  check(url: URL): void {
    const host = hostOf(url);
    const mayBePlain = this.#reach.plainLoopback && isLoopback(host);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && mayBePlain))
      throw new OutboundError('protocol');
    if (url.username || url.password) throw new OutboundError('address');
    if (!this.#reach.privateAddresses && isIP(host) && isPrivate(host)) throw new OutboundError('address');
  }

  /** A redirect is an answer like any other: it is not followed. @throws OutboundError */
  async fetch(address: string | URL, { method = 'GET', headers = {}, body, signal }: Call = {}) {
    const url = new URL(address);
    this.check(url);
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    const until = signal ? AbortSignal.any([signal, timeout]) : timeout;
    try {
      return responseOf(await this.#send(url, { method, headers, body, signal: until }));
    } catch (error) {
      if (error instanceof OutboundError) throw error;
      throw new OutboundError(until.aborted ? 'slow' : 'unreachable', error);
    }
  }

  #send(url: URL, { method, headers, body, signal }: Call): Promise<Answer> {
    const request = url.protocol === 'https:' ? secureRequest : plainRequest;
    return new Promise((fulfil, reject) => {
      const options = { method, headers, signal, lookup: this.#lookup, agent: false } as const;
      const sent = request(url, options as Parameters<typeof request>[1], (answer) => {
        const parts: Buffer[] = [];
        let size = 0;
        answer.on('data', (part: Buffer) => {
          parts.push(part);
          size += part.length;
          if (size > MOST_BYTES) answer.destroy(new OutboundError('large'));
        });
        answer.on('error', reject);
        answer.on('end', () =>
          fulfil({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }),
        );
      });
      sent.on('error', reject);
      // Also where it wants to go on in another protocol, which is neither an answer nor an error.
      sent.on('close', () => reject(new OutboundError('unreachable')));
      sent.end(body);
    });
  }

  /** Looks at the very addresses that are then called: a name cannot lead elsewhere in between. */
  readonly #lookup: LookupFunction = (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '');
      const open = this.#reach.privateAddresses ? found : found.filter(({ address }) => !isPrivate(address));
      const [first] = open;
      if (!first) return done(new OutboundError('address'), '');
      return options.all ? done(null, open) : done(null, first.address, first.family);
    });
  };
}

const BODILESS = new Set([204, 205, 304]);

/** @throws RangeError for a status that there is not */
function responseOf({ status = 502, headers, body }: Answer): Response {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  return new Response(BODILESS.has(status) ? null : new Uint8Array(body), { status, headers: pairs });
}

/** What is not on the open net: IANA's registries of special addresses. */
const within = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  within.addSubnet(net, bits, 'ipv4');

/** Of version 6 what is open is one block, without those parts of it that lead to version 4 or are for examples. */
const open = new BlockList();
open.addSubnet('2000::', 3, 'ipv6');
const notOpen = new BlockList();
notOpen.addSubnet('2001::', 23, 'ipv6');
notOpen.addSubnet('2001:db8::', 32, 'ipv6');
notOpen.addSubnet('2002::', 16, 'ipv6');
notOpen.addSubnet('3fff::', 20, 'ipv6');

export function isPrivate(address: string): boolean {
  if (isIPv4(address)) return within.check(address, 'ipv4');
  return !open.check(address, 'ipv6') || notOpen.check(address, 'ipv6');
}
