const LONGEST = 200;
/** No lead is as long as this; what is written to keep us busy is. */
const LOOKED_AT = 5_000;
const FENCED = /^(```+|~~~+)[\s\S]*?^\1[^\n]*$/gm;
const BLOCK = /<\/?(?:p|div|li|ul|ol|h[1-6]|table|tr|td|th|section|form|br|hr)\b[^<>]*>/gi;
/** Headings, quotes, tables, pictures and rules are no sentences. */
const NO_SENTENCE = /^\s*(?:[#>|!]|---|\*\*\*|===)/;

/** The first sentences of a text, where nobody has written what it is about. */
export function summaryOf(markdown: string, title: string): string {
  const first = markdown
    .replace(FENCED, '')
    .replace(BLOCK, '\n\n')
    .split(/\n\s*\n/)
    .filter((block) => !NO_SENTENCE.test(block))
    .map((block) => wordsOf(block.replace(/\n\s*(?:[-*+]|\d+[.)])\s[\s\S]*/, '')))
    .find((words) => words.length >= 30);
  return first === undefined ? title : shortened(first);
}

/** The text without the paragraph it begins with, where that is said above it already. */
export function withoutLead(markdown: string, summary: string): string {
  const [lead = '', ...rest] = markdown.split(/\n\s*\n/);
  const plain = !NO_SENTENCE.test(lead) && !/\]\(|</.test(lead);
  return plain && rest.length > 0 && wordsOf(lead) === summary ? rest.join('\n\n').trimStart() : markdown;
}

const wordsOf = (line: string) =>
  line
    .slice(0, LOOKED_AT)
    .replace(/\[\^[^\]]*\]/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^<>]*>|\{[.#][^}]*\}/g, '')
    .replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '')
    .replace(/[*_`\\]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();

function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  const sentence = /^.{40,200}?[.!?](?=\s)/u.exec(text)?.[0];
  return sentence ?? `${text.slice(0, LONGEST - 1).replace(/\s+\S*$/, '')}…`;
}
