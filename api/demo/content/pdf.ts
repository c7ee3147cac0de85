const PAGE = { width: 595, height: 842, margin: 56 };
const LINE = 16;
const COLUMNS = 88;

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

/**
 * A one-page A4 document in Latin script. A line that starts with `# ` is a heading, one with `- ` a
 * bullet, and an empty one a gap; long lines are wrapped.
 */
export function makePdf(title: string, lines: string[]): Uint8Array<ArrayBuffer> {
  const content = pageContent(title, lines);
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /DisplayDocTitle true >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Contents 4 0 R
/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    `<< /Title (${encode(title)}) /Author (Northlight Instruments) /Producer (Portico demo) >>`,
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
  file += `trailer\n<< /Size ${size} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(file, (character) => character.charCodeAt(0));
}

function pageContent(title: string, lines: string[]): string {
  const { width, height } = PAGE;
  const drawn = [
    `0.04 0.29 0.36 rg 0 ${height - 12} ${width} 12 re f`,
    text('F2', 9, height - 52, 'NORTHLIGHT INSTRUMENTS'),
    '0.1 0.12 0.14 rg',
    text('F2', 22, height - 92, title),
  ];
  let y = height - 132;
  for (const line of lines.flatMap(wrap)) {
    if (line.startsWith('# ')) drawn.push(text('F2', 12.5, (y -= 6), line.slice(2)));
    else if (line.startsWith('- ')) drawn.push(text('F1', 10.5, y, `•  ${line.slice(2)}`));
    else drawn.push(text('F1', 10.5, y, line));
    y -= line === '' ? LINE / 2 : LINE;
  }
  drawn.push('0.4 0.43 0.46 rg', text('F1', 8.5, 40, 'www.northlight.example   +46 31 390 06 10   Göteborg'));
  return drawn.join('\n');
}

const text = (font: 'F1' | 'F2', size: number, y: number, words: string) =>
  `BT /${font} ${size} Tf ${PAGE.margin} ${y} Td (${encode(words)}) Tj ET`;

/** Continuation lines of a bullet are indented like its text. */
function wrap(line: string): string[] {
  const rows = [''];
  const indent = line.startsWith('- ') ? '    ' : '';
  for (const word of line.split(' ')) {
    const row = rows.at(-1) ?? '';
    if (row.trim() && row.length + 1 + word.length > COLUMNS) rows.push(indent + word);
    else rows[rows.length - 1] = row ? `${row} ${word}` : word;
  }
  return rows;
}

function encode(words: string): string {
  return Array.from(words, (character) => {
    const code = CP1252[character] ?? character.codePointAt(0) ?? 0;
    if (code > 0xff) throw new Error(`makePdf writes Latin script only, not "${character}"`);
    return '()\\'.includes(character) ? `\\${character}` : String.fromCharCode(code);
  }).join('');
}
