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

/** Puts something else in the place of each mark, where it is a word of its own. */
export function replacer(marks: string[], by: string, folded: boolean): (text: string) => string {
  const all = folded ? marks.map((mark) => fold(mark)) : marks.flatMap(spellings);
  const longestFirst = [...new Set(all)].sort((a, b) => b.length - a.length);
  if (!longestFirst.length) return (text) => text;
  const words = longestFirst.map((mark) => mark.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|');
  const found = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'giu');
  return (text) => text.replaceAll(found, () => (folded ? fold(by) : by));
}
