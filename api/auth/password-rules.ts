import { invalid } from '#api/core/errors.ts';
import { normal } from './passwords.ts';

/** NIST SP 800-63B-4 §3.1.1: fifteen characters where the password is the only factor, eight beside a second one. */
export const PASSWORD_MIN = 15;
export const PASSWORD_MIN_BESIDE = 8;
/** Long ones are welcome. */
export const PASSWORD_MAX = 256;

const LETTERS_OF_A_WORD = 4;
/** So many of the most common are not taken with something beside them either. */
const TRIED_FIRST = 3_000;
const LONGEST_PATTERN = 4;
const ROWS = [
  '0123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'йцукенгшщзхъфывапролджэячсмитьбю',
];

/** Whose password it is to be, and what everybody knows of them. */
export type About = { hasSecond: boolean; words: string[] };

/** Each code point counts as one, whatever it takes to write it. */
const lengthOf = (password: string) => [...normal(password)].length;

export const isLong = (password: string): boolean => lengthOf(password) >= PASSWORD_MIN;

/**
 * Asks for nothing but length, and that nobody would try it first: no rules about signs and digits.
 *
 * @throws 422 with the field `password`
 */
export async function checkPassword(password: string, { hasSecond, words }: About): Promise<void> {
  if (lengthOf(password) < (hasSecond ? PASSWORD_MIN_BESIDE : PASSWORD_MIN))
    throw invalid({ password: 'too_small' });
  const plain = normal(password).toLowerCase();
  if (isPattern(plain) || (await isCommon(plain)) || (await isFilledUp(plain)))
    throw invalid({ password: 'auth.common_password' });
  if (isMadeOf(plain, words)) throw invalid({ password: 'auth.guessable_password' });
}

/** The same few signs again and again, or a row of the keyboard. */
function isPattern(plain: string): boolean {
  const repeated = Array.from({ length: LONGEST_PATTERN }, (_, n) => plain.slice(0, n + 1));
  if (repeated.some((part) => part.repeat(Math.ceil(plain.length / part.length)).startsWith(plain)))
    return true;
  const runs = ROWS.map((row) => row.repeat(Math.ceil(plain.length / row.length) + 1));
  return runs.some((row) => row.includes(plain) || [...row].reverse().join('').includes(plain));
}

/** Nothing is left of it but a few signs when its owner's words are taken out. */
function isMadeOf(plain: string, words: string[]): boolean {
  const parts = words
    .flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)])
    .map((word) => normal(word).toLowerCase())
    .filter((word) => word.length >= LETTERS_OF_A_WORD)
    .sort((a, b) => b.length - a.length);
  const rest = parts.reduce((text, part) => text.replaceAll(part, ''), plain);
  return rest.length < plain.length && letters(rest) < LETTERS_OF_A_WORD;
}

const letters = (text: string) => text.replaceAll(/[^\p{L}]/gu, '').length;

/** One that everybody tries, doubled or with a few signs and years beside it, until it was long enough. */
async function isFilledUp(plain: string): Promise<boolean> {
  const known = [...(await (common ??= listOfCommon()))].slice(0, TRIED_FIRST);
  return known.some((one) => {
    const rest = plain.replaceAll(one, '');
    if (rest.length === plain.length || letters(rest) >= LETTERS_OF_A_WORD) return false;
    return letters(one) >= LETTERS_OF_A_WORD || rest.length < LETTERS_OF_A_WORD;
  });
}

/** The most common first. */
let common: Promise<Set<string>> | undefined;

/** The list is large, so it comes when the first password is chosen. */
const isCommon = async (plain: string): Promise<boolean> => (await (common ??= listOfCommon())).has(plain);

async function listOfCommon(): Promise<Set<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}
