const DEEP_QUOTE = /^(?:[^\S\n]*(?:>|[-*+][^\S\n]|\d{1,9}[.)][^\S\n])){33}/m;
const DEEP_LIST = /^[^\S\n]{100,}(?:>|[-*+]|\d{1,9}[.)])\s/m;
const MOST_WORK = 2_500 ** 2;

/**
 * The Markdown parser takes quadratic time over the marks in one block and the cells in one line, and recurses into
 * quotes and lists. What people write stays far below these limits; what is written against us does not.
 */
export const isTooComplex = (source: string): boolean =>
  DEEP_QUOTE.test(source) ||
  DEEP_LIST.test(source) ||
  work(source.split(/\n[^\S\n]*\n/), /[*_~]+|\[/g) + work(source.split('\n'), /\|/g) > MOST_WORK;

const work = (parts: string[], mark: RegExp) =>
  parts.reduce((sum, part) => sum + (part.match(mark)?.length ?? 0) ** 2, 0);
