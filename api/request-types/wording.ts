import type { Locale } from '#db/enums.ts';
import type { Field, Value, Words } from '#db/schema/request-types.ts';
import { lineOf } from './conditions.ts';

export const wordsIn = (words: Words | undefined, locale: Locale): string =>
  words?.[locale] ?? words?.en ?? '';

/** An answer as a text: what was chosen by its name, and in a tree by all the names above it. */
export function answerText({ kind, options = [] }: Field, value: Value, locale: Locale): string {
  if (kind !== 'choice' && kind !== 'tree') return String(value);
  const named = (key: string) => wordsIn(options.find((option) => option.key === key)?.label, locale) || key;
  if (kind === 'choice') return named(String(value));
  return lineOf(options, value).toReversed().map(named).join(' › ') || String(value);
}
