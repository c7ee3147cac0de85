import { makeDocx } from './docx.ts';
import { makeLogo } from './logo.ts';
import type { Material } from './materials.ts';
import { makePaper } from './paper.ts';
import { makeSlides } from './slides.ts';
import { makeZip } from './zip.ts';

type Source = Material['file'];
type Bytes = Uint8Array<ArrayBuffer>;

/** How a file is made from the words behind its name and the lines below. */
const makers: Record<string, (source: Source) => Bytes> = {
  pdf: ({ words, lines }) => makePaper(words.join(' '), lines),
  slides: ({ words, lines }) => makeSlides(words.join(' '), lines),
  docx: ({ words, lines }) => makeDocx(words.join(' '), lines),
  text: ({ lines }) => new TextEncoder().encode(`${lines.join('\n')}\n`),
  logo: ({ words: [size, ground] }) => makeLogo(Number(size), ground === 'dark' ? 'dark' : 'light'),
  zip: ({ lines }) => makeZip(lines.map(memberOf)),
};

const TYPES: Record<string, string> = {
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  zip: 'application/zip',
};

export function materialFile({ file }: Material): { name: string; type: string; bytes: Bytes } {
  const type = TYPES[file.name.split('.').at(-1) ?? ''];
  const make = makers[file.maker];
  if (!type || !make) throw new Error(`The demo makes no files like ${file.maker} ${file.name}`);
  return { name: file.name, type, bytes: make(file) };
}

/** A line of a ZIP: `logo mark.png 256 dark`, or `text read-me.txt` and the text. */
function memberOf(line: string) {
  const [maker = '', name = '', ...words] = line.split(' ');
  const make = makers[maker];
  if (!make) throw new Error(`The demo makes no files like ${line}`);
  return { name, bytes: make({ maker, name, words, lines: [words.join(' ')] }) };
}
