import { isIPv4, isIPv6 } from 'node:net';

const MAPPED = /^::ffff:(?=\d+\.)/i;

/** The network that an address is in, /24 or /48: it tells apart where somebody comes from, and names no place. */
export function ipPrefix(address: string): string {
  const plain = address.replace(MAPPED, '');
  if (isIPv4(plain)) return plain.replace(/\d+$/, '0/24');
  if (!isIPv6(plain)) return '';
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const between =
    tail === undefined ? [] : Array.from({ length: 8 - groups.length - rest.length }, () => '0');
  const whole = [...groups, ...between, ...rest].slice(0, 3);
  return `${whole.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/48`;
}
