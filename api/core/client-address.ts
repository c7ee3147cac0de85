import { isIPv6 } from 'node:net';

import type { Context } from 'hono';

const FROM_SOCKET = Symbol.for('astro.clientAddress');
const MAPPED = /^::ffff:(?=\d+\.)/i;
/** What one customer gets of IPv6, and may send from any address of. */
const OWN_GROUPS = 4;

/**
 * The address a request comes from, for rate limits. A proxy's word is taken only where the configuration says that
 * there is one; then it is the last entry, the one which that proxy wrote itself. Of IPv6 it is the network, /64.
 */
export function clientAddress(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const socket: unknown = Reflect.get(c.req.raw, FROM_SOCKET);
  const address = plain(forwarded || (typeof socket === 'string' ? socket : 'unknown'));
  return isIPv6(address) ? `${groupsOf(address, OWN_GROUPS)}::` : address;
}

/** IPv4 as such, also where it came by a socket for both. */
export const plain = (address: string): string => address.replace(MAPPED, '');

/** The first groups of an IPv6 address, in one way of writing. */
export function groupsOf(address: string, count: number): string {
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const between =
    tail === undefined ? [] : Array.from({ length: 8 - groups.length - rest.length }, () => '0');
  const whole = [...groups, ...between, ...rest].slice(0, count);
  return whole.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}
