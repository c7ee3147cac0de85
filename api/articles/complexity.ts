const DEEP_QUOTE = /^(?:[^\S\n]*(?:>|[-*+][^\S\n]|\d{1,9}[.)][^\S\n])){33}/m;
const DEEP_LIST = /^[^\S\n]{100,}(?:>|[-*+]|\d{1,9}[.)])\s/m;
const MARKED_LINE = /^[^\S\n]*(?:>|[-*+][^\S\n]|\d{1,9}[.)][^\S\n])/gm;
const MOST_MARKED_LINES = 2_500;
const MOST_WORK = 2_500 ** 2;

const TAG = /<(\/?)([a-z][a-z\d]*)/gi;
/** What holds nothing, or is closed by what follows it. */
const SHALLOW =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|d[dt]|t[dhr]|tbody|thead|tfoot)$/i;
const DEEPEST = 200;
const MOST_TAGS_BY_DEPTH = 20_000;

/**
 * The Markdown parser takes quadratic time over the marks in one block, the cells in one line and the quotes and items
 * of lists in one text, and recurses into them. What people write stays far below these limits; what is written
 * against us does not.
 */
export const isTooComplex = (source: string): boolean =>
  DEEP_QUOTE.test(source) ||
  DEEP_LIST.test(source) ||
  isTangled(source) ||
  count(source, MARKED_LINE) > MOST_MARKED_LINES ||
  work(source.split(/\n[^\S\n]*\n/), /[*_~]+|[[\]]/g) + work(source.split('\n'), /\|/g) > MOST_WORK;

const work = (parts: string[], mark: RegExp) => parts.reduce((sum, part) => sum + count(part, mark) ** 2, 0);

const count = (text: string, mark: RegExp) => text.match(mark)?.length ?? 0;

function isTangled(source: string): boolean {
  let [tags, open, deepest] = [0, 0, 0];
  for (const [, closing, name = ''] of source.matchAll(TAG)) {
    tags += 1;
    if (!SHALLOW.test(name)) open = Math.max(0, open + (closing ? -1 : 1));
    deepest = Math.max(deepest, open);
  }
  return deepest > DEEPEST || tags * (deepest + 1) > MOST_TAGS_BY_DEPTH;
}
