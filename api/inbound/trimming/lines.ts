import { ABOVE, DEVICES, HEADERS, SAID } from './words.ts';

/** What a line is: empty, quoted, a rule, a device's signature, an introduction, a header, or text. */
export type Kind = 'empty' | 'quote' | 'rule' | 'device' | 'intro' | 'header' | 'text';
export type Line = { kind: Kind; text: string };

const LONGEST_INTRO = 400;
const MOST_LINES = 5;
/** Nobody signs with more words than that; a sentence that begins like a signature goes on. */
const LONGEST_DEVICE = 120;

const QUOTE = /^\s{0,3}(?:[>|]|\p{L}{1,12}>)/u;
const RULE = /^\s*(?:[-_=+~#*—–]{2,}|—)\s*$/;
const FENCE = /^\s*(?:```|~~~\w)/;
const DATE = /\d{4}|\d{1,2}[:.]\d{2}|\d{1,2}[/.]\d{1,2}/;
const DATE_FIRST = /^\d{4}[-/]\d{1,2}[-/]\d{1,2}\b/;
const ADDRESS = /\S@\S/;
const HEADER = /^\s*\*?([\p{L}-]{1,16})\*?\s?[:：]\*?(?:\s|$)/u;

/** Each line of a text with what it is. One look ahead of a few lines, so it takes as long as the text is long. */
export function classify(text: string): Line[] {
  const lines = text.split('\n');
  const found: Line[] = [];
  let fenced = false;
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    if (FENCE.test(line)) fenced = !fenced;
    const spans = fenced ? 0 : introAt(lines, at);
    for (const part of lines.slice(at, at + Math.max(1, spans)))
      found.push({ kind: spans ? 'intro' : kindOf(part, fenced), text: part });
    at += Math.max(1, spans);
  }
  return found;
}

function kindOf(line: string, fenced: boolean): Kind {
  if (line.trim() === '') return 'empty';
  if (fenced) return 'text';
  if (QUOTE.test(line)) return 'quote';
  if (RULE.test(line)) return 'rule';
  if (isDevice(line)) return 'device';
  return isHeader(line) ? 'header' : 'text';
}

function isDevice(line: string): boolean {
  if (line.length > LONGEST_DEVICE) return false;
  const bare = line
    .trim()
    .replace(/^[<([*_]+/, '')
    .toLowerCase();
  if (/^[\p{L} ]{1,30} from mobile$/u.test(bare)) return true;
  // "Sent from my desk, is much easier then my mobile phone." is said by a person.
  return DEVICES.some((start) => bare.startsWith(start)) && !/, (?:is|was|it|and|but|so)\b/.test(bare);
}

const isHeader = (line: string) => {
  const name = HEADER.exec(line)?.[1]?.toLowerCase();
  return name !== undefined && HEADERS.has(name);
};

/** @returns how many lines from here on say who wrote what follows, and when */
function introAt(lines: string[], at: number): number {
  const first = lines[at]?.trim() ?? '';
  if (first === '' || first.length > LONGEST_INTRO || QUOTE.test(first)) return 0;
  if (isAbove(first)) return 1;
  if (!mayBegin(first)) return 0;
  return joinedFrom(lines, at) ?? (isBare(first) ? 1 : 0);
}

const mayBegin = (line: string) =>
  (DATE.test(line) || line.includes('<') || ADDRESS.test(line)) &&
  (!/[.!?]$/.test(line) || /\d\.$/.test(line));

/** "2016-03-03 17:21 GMT+01:00 Somebody", and nothing behind it. */
const isBare = (line: string) =>
  DATE_FIRST.test(line) && (/(?:GMT|UTC)/.test(line) || /<\S+@\S+>:?$/.test(line));

/** Programs break such a line where it is long. */
function joinedFrom(lines: string[], at: number): number | undefined {
  let joined = '';
  for (const [n, line] of lines.slice(at, at + MOST_LINES).entries()) {
    const next = line.trim();
    if (next === '' && !lines[at + n + 1]?.trim().startsWith('<')) return undefined;
    if (n > 0 && RULE.test(next)) return undefined;
    joined = `${joined} ${next}`.trim();
    if (joined.length > LONGEST_INTRO) return undefined;
    if (isIntro(joined)) return n + 1;
    if (/[:!?]$/.test(next)) return undefined;
  }
  return undefined;
}

function isIntro(line: string): boolean {
  if (!/(?:[:：]|-{2,})$/.test(line)) return false;
  if (DATE_FIRST.test(line) && ADDRESS.test(line)) return true;
  const says = line
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((word) => SAID.has(word));
  return says && (DATE.test(line) || ADDRESS.test(line));
}

const isAbove = (line: string) => {
  if (!/^[*\s]*-{3,}/.test(line)) return false;
  const bare = line
    .replace(/[-*\s]+/g, ' ')
    .trim()
    .toLowerCase();
  return ABOVE.includes(bare);
};
