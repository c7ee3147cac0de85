import { fold } from '#db/fold.ts';
import { courteousWords } from './courteous-words.ts';

const MOST_WORDS = 14;
const languages = Object.values(courteousWords).map(({ thanks, beside }) => ({
  thanks: new Set(thanks.map((word) => fold(word))),
  beside: new Set(beside.map((word) => fold(word))),
}));

/**
 * Whether a message only thanks: short, with nothing to answer in it. What is not known for a courtesy is none, so
 * that nobody who still needs help is thanked for his patience.
 *
 * @param names of those who may be greeted in it
 */
export function isCourtesy(
  { body, attachments }: { body: string; attachments: readonly unknown[] },
  names: (string | null)[] = [],
): boolean {
  if (attachments.length || /[?¿؟？]/.test(body)) return false;
  const words = wordsOf(body);
  if (!words.length || words.length > MOST_WORDS) return false;
  const greeted = new Set(wordsOf(names.join(' ')));
  return languages.some(
    ({ thanks, beside }) =>
      words.some((word) => thanks.has(word)) &&
      words.every((word) => thanks.has(word) || beside.has(word) || greeted.has(word)),
  );
}

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
