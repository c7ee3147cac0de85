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

/** What a query looks for to find the rows in which a mark may stand. */
export const needlesOf = (marks: string[], folded: boolean): string[] => [
  ...new Set(marks.flatMap((mark) => (folded ? [fold(mark)] : spellings(mark).map(lower)))),
];

/** Puts something else in the place of each mark, where it is a word of its own, in whatever case. */
export function replacer(marks: string[], by: string, folded: boolean): (text: string) => string {
  const all = folded ? marks.map((mark) => fold(mark)) : marks.flatMap(spellings);
  const longestFirst = [...new Set(all)].filter(Boolean).sort((a, b) => b.length - a.length);
  const put = folded ? fold(by) : by;
  return (text) => longestFirst.reduce((rest, mark) => withoutWord(rest, mark, put), text);
}

const ENDS_IN_WORD = /[\p{L}\p{N}]$/u;
const BEGINS_WITH_WORD = /^[\p{L}\p{N}]/u;

function withoutWord(text: string, mark: string, by: string): string {
  const [lowered, wanted] = [text.toLowerCase(), mark.toLowerCase()];
  // Some letters become two when they are lowered; places in the one text are not those in the other then.
  const [where, what] = lowered.length === text.length ? [lowered, wanted] : [text, mark];
  let rest = '';
  let from = 0;
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1)) {
    const end = at + what.length;
    if (at < from || !standsAlone(text, at, end)) continue;
    rest += text.slice(from, at) + by;
    from = end;
  }
  return rest + text.slice(from);
}

/** A letter may take two places in a text. */
const standsAlone = (text: string, at: number, end: number) =>
  !ENDS_IN_WORD.test(text.slice(Math.max(0, at - 2), at)) && !BEGINS_WITH_WORD.test(text.slice(end, end + 2));
