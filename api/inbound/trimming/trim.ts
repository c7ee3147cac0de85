import { classify, type Kind, type Line } from './lines.ts';

/** A rule that so much text follows is one that the writer drew himself. */
const SIGNATURE_LINES = 15;
const HEADERS_AT_LEAST = 3;

/**
 * What somebody has written himself: without the mail that he answers, without his signature. Where it cannot be
 * told it stays. The time it takes grows with the length of the text and with nothing else.
 */
export function trimReply(text: string): string {
  const normal = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b\u200e\u200f\ufeff\u1427]/g, '')
    .replace(/^\n+/, '');
  const own = [withoutSignature, withoutForwarded, withoutQuoted, withoutTail].reduce(
    (lines, step) => step(lines),
    classify(normal).filter(({ kind }) => kind !== 'device'),
  );
  return own
    .map((line) => line.text.trimEnd())
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd();
}

const has = (lines: Line[], kind: Kind) => lines.some((line) => line.kind === kind);
const count = (lines: Line[], kind: Kind) => lines.filter((line) => line.kind === kind).length;

/** Everything behind the first rule, as far as it may be a signature or a mail taken over. */
function withoutSignature(lines: Line[]): Line[] {
  const first = lines.findIndex(({ kind }) => kind === 'text');
  let left = count(lines, 'text');
  for (const [at, { kind }] of lines.entries()) {
    if (kind === 'text') left -= 1;
    if (kind !== 'rule' || first === -1 || at < first) continue;
    if (left <= SIGNATURE_LINES || opensAnother(lines, at + 1)) return lines.slice(0, at);
  }
  return lines;
}

/** Looks at the lines right behind: further down another mail does not begin because of this rule. */
function opensAnother(lines: Line[], from: number): boolean {
  const next = lines.slice(from, from + 3).find(({ kind }) => kind !== 'empty');
  return next?.kind === 'header' || next?.kind === 'intro';
}

/** A block of headers opens a mail that was taken over whole; above it stands what is new, if anything does. */
function withoutForwarded(lines: Line[]): Line[] {
  const start = lines.findIndex((_, at) => headersFrom(lines, at) >= HEADERS_AT_LEAST);
  if (start === -1) return lines.map(asText);
  const above = lines.slice(0, start);
  if (has(above, 'text')) return above;
  const end = endOfHeaders(lines, start);
  return lines.slice(end).map(asText);
}

/** How many headers follow each other, each of at most two lines. */
function headersFrom(lines: Line[], start: number): number {
  if (lines[start]?.kind !== 'header') return 0;
  return count(lines.slice(start, endOfHeaders(lines, start)), 'header');
}

function endOfHeaders(lines: Line[], start: number): number {
  let at = start;
  while (lines[at]?.kind === 'header') {
    at += 1;
    if (lines[at]?.kind === 'text' && lines[at + 1]?.kind === 'header') at += 1;
  }
  return at;
}

const asText = (line: Line): Line => (line.kind === 'header' ? { ...line, kind: 'text' } : line);

/** The mail that is answered: below an introduction, quoted or as it was. */
function withoutQuoted(lines: Line[]): Line[] {
  const intro = lines.findIndex(({ kind }) => kind === 'intro');
  if (intro === -1) return lines;
  const rest = lines.slice(intro).filter(({ kind }) => kind !== 'intro');
  const first = rest.find(({ kind }) => kind !== 'empty')?.kind;
  const above = lines.slice(0, intro);
  if (has(above, 'text')) return first === 'quote' && has(rest, 'text') ? [...above, ...rest] : above;
  if (first !== 'quote') return rest;
  const answer = rest.findIndex(({ kind }) => kind === 'text');
  return answer === -1 ? [] : rest.slice(answer);
}

/** Quotes and rules that nothing follows. */
function withoutTail(lines: Line[]): Line[] {
  if (!has(lines, 'text')) return lines;
  const last = lines.findLastIndex(({ kind }) => kind === 'text');
  return lines.slice(0, last + 1);
}
