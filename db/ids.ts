import { randomBytes } from 'node:crypto';

/** One prefix per table, so that an id says what it is wherever it turns up. */
export type IdPrefix =
  | 'acc'
  | 'arc'
  | 'asr'
  | 'apl'
  | 'apm'
  | 'art'
  | 'att'
  | 'cod'
  | 'con'
  | 'dev'
  | 'dom'
  | 'dra'
  | 'eng'
  | 'era'
  | 'evt'
  | 'file'
  | 'idn'
  | 'imp'
  | 'job'
  | 'lnk'
  | 'mac'
  | 'mail'
  | 'box'
  | 'inm'
  | 'mat'
  | 'mem'
  | 'msg'
  | 'note'
  | 'opp'
  | 'ori'
  | 'par'
  | 'per'
  | 'pky'
  | 'prb'
  | 'prd'
  | 'rat'
  | 'rej'
  | 'pic'
  | 'req'
  | 'rqf'
  | 'rqt'
  | 'rqv'
  | 'rev'
  | 'role'
  | 'run'
  | 'clk'
  | 'sch'
  | 'scv'
  | 'slv'
  | 'svl'
  | 'sec'
  | 'ses'
  | 'site'
  | 'sso'
  | 'key'
  | 'tok'
  | 'tra'
  | 'upl'
  | 'view'
  | 'tag'
  | 'rtg'
  | 'dl';

// Crockford's base 32 in lower case: no i, l, o, u, and text order is number order.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_LENGTH = 10;

let last = 0;

/** An id that sorts by the time it was made, also within one millisecond of one process. */
export function newId(prefix: IdPrefix, now = Date.now()): string {
  last = Math.max(last + 1, now * 4096);
  return `${prefix}_${inBase32(last, TIME_LENGTH + 2)}${randomText(13)}`;
}

/** Whatever was made before that moment sorts before this. */
export const firstId = (prefix: IdPrefix, at: Date): string =>
  `${prefix}_${inBase32(at.getTime() * 4096, TIME_LENGTH + 2)}`;

/** When an id of ours was made. */
export function timeOf(id: string): number {
  const digits = id.slice(id.indexOf('_') + 1).slice(0, TIME_LENGTH + 2);
  const value = [...digits].reduce((sum, digit) => sum * 32 + ALPHABET.indexOf(digit), 0);
  return Math.floor(value / 4096);
}

/** `length` characters of 5 random bits each. */
export function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte & 31]).join('');
}

function inBase32(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32))
    text = ALPHABET[rest % 32] + text;
  return text;
}
