import { isIPv4, isIPv6 } from 'node:net';

import { groupsOf, plain } from '#api/core/client-address.ts';

/** The network that an address is in, /24 or /48: it tells apart where somebody comes from, and names no place. */
export function ipPrefix(from: string): string {
  const address = plain(from);
  if (isIPv4(address)) return address.replace(/\d+$/, '0/24');
  return isIPv6(address) ? `${groupsOf(address, 3)}::/48` : '';
}
