const MOST_WORDS = 24;

/** Letters, digits and the marks on them; what joins two of them ("KX-200", "v4.2") keeps them together. */
const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+(?:[-_.'’/+#]+[\p{L}\p{N}\p{M}\p{Co}]+)*/gu;

const ASCII = /^[\x20-\x7e]*$/;

/** The words of what somebody typed. */
export const wordsOf = (text: string): string[] => [...new Set(text.match(WORD) ?? [])].slice(0, MOST_WORDS);

/** As the index keeps words: without case and without the marks on letters. */
export const fold = (text: string): string =>
  (ASCII.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, '')).toLowerCase();

/** One thing to look for: any of these spellings, and for the last one perhaps only its beginning. */
export type Term = { spellings: string[]; prefix: boolean };

/**
 * An FTS5 expression. Every word is quoted, so nothing that is typed is ever read as syntax; a quoted "KX-200" means
 * kx followed by 200.
 */
export function expression(terms: Term[], how: 'AND' | 'OR'): string {
  return terms
    .map(
      ({ spellings, prefix }) =>
        `(${spellings.map((word) => `"${word}"${prefix ? ' *' : ''}`).join(' OR ')})`,
    )
    .join(` ${how} `);
}
