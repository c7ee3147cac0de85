import type { Part } from './index.ts';
import { fold, type Term } from './match.ts';

const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;
const AROUND = 60;
const LONGEST = 240;

type Span = { start: number; end: number };

/** Whether a word of a document is one that was looked for. */
export type Matcher = (word: string) => boolean;

export function matcher(terms: Term[]): Matcher {
  const whole = new Set<string>();
  const beginnings: string[] = [];
  for (const { spellings, prefix } of terms) {
    for (const spelling of spellings) {
      const pieces = (spelling.match(WORD) ?? []).map(fold);
      const last = prefix ? pieces.pop() : undefined;
      if (last) beginnings.push(last);
      for (const piece of pieces) whole.add(piece);
    }
  }
  const seen = new Map<string, boolean>();
  return (word) => {
    const known = seen.get(word);
    if (known !== undefined) return known;
    const folded = fold(word);
    const isHit = whole.has(folded) || beginnings.some((beginning) => folded.startsWith(beginning));
    seen.set(word, isHit);
    return isHit;
  };
}

/** The whole text, in pieces. */
export const highlight = (text: string, isHit: Matcher): Part[] =>
  parts(text, 0, text.length, hits(text, isHit));

/** The place where most of the words are found together, or the beginning. */
export function snippet(text: string, isHit: Matcher): Part[] {
  const flat = text.replace(/\s+/g, ' ').trim();
  const found = hits(flat, isHit);
  const first = densest(flat, found);
  const start = first ? wordStart(flat, first.start - AROUND) : 0;
  const end = wordEnd(flat, start + LONGEST);
  const dots = (shown: boolean) => (shown ? [{ text: '…', hit: false }] : []);
  return [...dots(start > 0), ...parts(flat, start, end, found), ...dots(end < flat.length)];
}

const hits = (text: string, isHit: Matcher): Span[] =>
  [...text.matchAll(WORD)].flatMap(({ 0: word, index }) =>
    isHit(word) ? [{ start: index, end: index + word.length }] : [],
  );

/** The first hit of the window that holds the most different words. */
function densest(text: string, found: Span[]): Span | undefined {
  let best: { span: Span; words: number } | undefined;
  for (const [index, span] of found.entries()) {
    const words = new Set<string>();
    for (let next = index; next < found.length; next++) {
      const { start, end } = found[next]!;
      if (end - span.start > LONGEST - AROUND) break;
      words.add(fold(text.slice(start, end)));
    }
    if (!best || words.size > best.words) best = { span, words: words.size };
  }
  return best?.span;
}

function wordStart(text: string, from: number): number {
  if (from <= 0) return 0;
  const space = text.indexOf(' ', from);
  return space === -1 ? from : space + 1;
}

function wordEnd(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const space = text.lastIndexOf(' ', to);
  return space <= 0 ? to : space;
}

function parts(text: string, start: number, end: number, found: Span[]): Part[] {
  const result: Part[] = [];
  let position = start;
  const push = (to: number, hit: boolean) => {
    if (to > position) result.push({ text: text.slice(position, to), hit });
    position = Math.max(position, to);
  };
  for (const span of found) {
    if (span.start < start || span.end > end) continue;
    push(span.start, false);
    push(span.end, true);
  }
  push(end, false);
  return result;
}
