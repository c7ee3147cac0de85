import { fold } from '#db/fold.ts';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const inHtml = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** How a text may stand in a column: as it is, in HTML, in JSON. */
const spellings = (mark: string): string[] => [...new Set([mark, inHtml(mark), inJson(mark)])];

/** ASCII alone, as SQLite has it. */
const lower = (text: string) => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** Letters of other languages are looked for in each case. */
const cases = (text: string): string[] => [text, text.toLowerCase(), text.toUpperCase()].map(lower);

/** What a query looks for to find the rows in which a mark may stand. */
export const needlesOf = (marks: string[], folded: boolean): string[] => [
  ...new Set(marks.flatMap((mark) => (folded ? [fold(mark)] : spellings(mark).flatMap(cases)))),
];

/** Puts something else in the place of each mark, where it is a word of its own, in whatever case. */
export function replacer(marks: string[], by: string, folded: boolean): (text: string) => string {
  const all = folded ? marks.map((mark) => fold(mark)) : marks.flatMap(spellings);
  const longestFirst = [...new Set(all)].filter(Boolean).sort((a, b) => b.length - a.length);
  const put = folded ? fold(by) : by;
  const without = (text: string, mark: string) =>
    text
      .split(PLACEHOLDER)
      .map((piece, n) => (n % 2 ? piece : withoutWord(piece, mark, put)))
      .join('');
  return (text) => longestFirst.reduce(without, text);
}

/** Whoever is gone already stays so, even where the next one was called "User". */
const PLACEHOLDER = /(Deleted user \d+)/i;

const ENDS_IN_WORD = /[\p{L}\p{N}]$/u;
const BEGINS_WITH_WORD = /^[\p{L}\p{N}]/u;
/** What makes another address of one. */
const ENDS_IN_PART = /[\p{L}\p{N}][.+_-]$/u;
const BEGINS_WITH_PART = /^[.-][a-z0-9]/;

function withoutWord(text: string, mark: string, by: string): string {
  const [lowered, wanted] = [text.toLowerCase(), mark.toLowerCase()];
  // Some letters become two when they are lowered; places in the one text are not those in the other then.
  const [where, what] = lowered.length === text.length ? [lowered, wanted] : [text, mark];
  let rest = '';
  let from = 0;
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1)) {
    const end = at + what.length;
    if (at < from || !standsAlone(text, at, end) || isOtherAddress(text, at, end)) continue;
    rest += text.slice(from, at) + by;
    from = end;
  }
  return rest + text.slice(from);
}

/** A letter may take two places in a text. */
const standsAlone = (text: string, at: number, end: number) =>
  !ENDS_IN_WORD.test(text.slice(Math.max(0, at - 2), at)) && !BEGINS_WITH_WORD.test(text.slice(end, end + 2));

const isOtherAddress = (text: string, at: number, end: number) =>
  text.slice(at, end).includes('@') &&
  (ENDS_IN_PART.test(text.slice(Math.max(0, at - 3), at)) || BEGINS_WITH_PART.test(text.slice(end, end + 2)));
