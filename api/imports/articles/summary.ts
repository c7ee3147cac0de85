const LONGEST = 200;
const FENCED = /^(```+|~~~+)[\s\S]*?^\1[^\n]*$/gm;
/** Headings, quotes, tables, pictures, HTML and rules are no sentences. */
const NO_SENTENCE = /^\s*(?:[#>|<!]|---|\*\*\*|===)/;

/** The first sentences of a text, where nobody has written what it is about. */
export function summaryOf(markdown: string, title: string): string {
  const lines = markdown.replace(FENCED, '').split('\n');
  const first = lines
    .filter((line) => !NO_SENTENCE.test(line))
    .map(wordsOf)
    .find((line) => line.length >= 30);
  return first === undefined ? title : shortened(first);
}

const wordsOf = (line: string) =>
  line
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>|\{[.#][^}]*\}/g, '')
    .replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '')
    .replace(/[*_`\\]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();

function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  const sentence = /^.{40,200}?[.!?](?=\s)/u.exec(text)?.[0];
  return sentence ?? `${text.slice(0, LONGEST - 1).replace(/\s+\S*$/, '')}…`;
}
