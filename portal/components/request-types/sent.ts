import { z } from 'zod';

import { version } from '#api/core/parse.ts';
import { locales } from '#db/enums.ts';
import type { Words } from '#db/schema/request-types.ts';
import type { submit } from '../../form.ts';

export type Page = Parameters<typeof submit>[0] & { url: URL };

/** A form as a browser sends it: texts, which the schemas of the API then judge. */
export const Sent = z.looseObject({ version: version.default(1) });
export type Sent = z.infer<typeof Sent>;

export const textOf = (sent: Record<string, unknown>, name: string): string =>
  String(sent[name] ?? '').trim();

/** What was left empty was not given. */
export const given = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));

/** Words in several languages, from the fields `name.en` and so on. */
export const wordsFrom = (sent: Sent, name: string): Record<string, unknown> =>
  given(Object.fromEntries(locales.map((locale) => [locale, textOf(sent, `${name}.${locale}`)])));

/** The same where nothing at all is a valid answer. */
export function someWordsFrom(sent: Sent, name: string): Record<string, unknown> | undefined {
  const words = wordsFrom(sent, name);
  return Object.keys(words).length ? words : undefined;
}

export const wordsInto = (name: string, words: Words | undefined): Record<string, string> =>
  Object.fromEntries(locales.map((locale) => [`${name}.${locale}`, words?.[locale] ?? '']));

export function numberOf(sent: Sent, name: string): number | string | undefined {
  const text = textOf(sent, name).replace(',', '.');
  return text && Number.isFinite(Number(text)) ? Number(text) : text || undefined;
}

/** A key out of words, and another one where it is taken or nothing is left of them. */
export function keyFrom(words: string, taken: Iterable<string>, otherwise: string): string {
  const plain = words
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[\d_]+|_+$/g, '')
    .slice(0, 30);
  const all = new Set(taken);
  const first = plain || otherwise;
  const after = (n: number): string => (all.has(`${first}_${n}`) ? after(n + 1) : `${first}_${n}`);
  return all.has(first) ? after(2) : first;
}
