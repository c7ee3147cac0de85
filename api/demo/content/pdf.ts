/** The parts of a PDF that every document of ours shares: Helvetica, Latin script, and the bytes around it. */

/** Windows-1252 beyond Latin-1, as far as our texts use it. */
const CP1252: Record<string, number> = {
  '€': 0x80,
  '…': 0x85,
  Œ: 0x8c,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '•': 0x95,
  '–': 0x96,
  '—': 0x97,
  œ: 0x9c,
};

type Size = { width: number; height: number };

/** @param pages what is drawn on each, as `textAt` and PDF's own operators say it */
export function writePdf(title: string, { width, height }: Size, pages: string[]): Uint8Array<ArrayBuffer> {
  const first = 6;
  const numbers = pages.map((_, index) => first + 2 * index);
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /DisplayDocTitle true >> >>',
    `<< /Type /Pages /Kids [${numbers.map((number) => `${number} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    `<< /Title (${encode(title)}) /Author (Northlight Instruments) /Producer (Portico demo) >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${first + 2 * index + 1} 0 R
/Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ]);
}

/** Strings here hold one byte a character, so that lengths and offsets are those of the file. */
function assemble(objects: string[]): Uint8Array<ArrayBuffer> {
  let file = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${rows}`;
  file += `trailer\n<< /Size ${size} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(file, (character) => character.charCodeAt(0));
}

/** F1 is regular, F2 bold. */
export const textAt = (font: 'F1' | 'F2', size: number, [x, y]: [number, number], words: string): string =>
  `BT /${font} ${size} Tf ${x} ${y} Td (${encode(words)}) Tj ET`;

/** Continuation lines of a bullet are indented like its text. */
export function wrap(line: string, columns: number): string[] {
  const rows = [''];
  const indent = line.startsWith('- ') ? '    ' : '';
  for (const word of line.split(' ')) {
    const row = rows.at(-1) ?? '';
    if (row.trim() && row.length + 1 + word.length > columns) rows.push(indent + word);
    else rows[rows.length - 1] = row ? `${row} ${word}` : word;
  }
  return rows;
}

function encode(words: string): string {
  return Array.from(words, (character) => {
    const code = CP1252[character] ?? character.codePointAt(0) ?? 0;
    if (code > 0xff) throw new Error(`A PDF of the demo is in Latin script only, not "${character}"`);
    return '()\\'.includes(character) ? `\\${character}` : String.fromCharCode(code);
  }).join('');
}
