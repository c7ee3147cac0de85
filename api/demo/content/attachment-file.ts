import { makeChart } from './chart.ts';
import { makePaper } from './paper.ts';
import type { Attachment } from './script.ts';

const TYPES: Record<string, string> = {
  csv: 'text/csv',
  log: 'text/plain',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
};

/**
 * The file that somebody attached: its text as it stands, `chart 4.1 4.3 …` as a picture of the values, or `pdf A
 * title` as a page with the text.
 */
export function attachmentFile({ name, recipe: [kind, ...words], text }: Attachment) {
  const type = TYPES[name.split('.').at(-1) ?? ''];
  if (!type) throw new Error(`The demo has no files like ${name}`);
  return { name, type, bytes: bytesOf(kind, words, text) };
}

function bytesOf(kind: string | undefined, words: string[], text: string): Uint8Array<ArrayBuffer> {
  if (kind === 'chart') return makeChart(words.map(Number));
  if (kind === 'pdf') return makePaper(words.join(' '), text.trim().split('\n'));
  return new TextEncoder().encode(text);
}
