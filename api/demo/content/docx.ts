import { makeZip } from './zip.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const OFFICE = 'http://schemas.openxmlformats.org';
const WORDS = `${OFFICE}/wordprocessingml/2006/main`;

const CONTENT_TYPES = `${XML}
<Types xmlns="${OFFICE}/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>`;

const RELATIONS = `${XML}
<Relationships xmlns="${OFFICE}/package/2006/relationships">
<Relationship Id="r1" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>`;

/** A text document in any script, written as `makePaper` takes it: `# ` is a heading, `- ` a bullet. */
export function makeDocx(title: string, lines: string[]): Uint8Array<ArrayBuffer> {
  const body = [paragraph(title, { size: 44, bold: true }), ...lines.map(paragraphOf)].join('\n');
  const parts = {
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': RELATIONS,
    'word/document.xml': `${XML}\n<w:document xmlns:w="${WORDS}"><w:body>${body}</w:body></w:document>`,
  };
  return makeZip(
    Object.entries(parts).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) })),
  );
}

function paragraphOf(line: string): string {
  if (line.startsWith('# ')) return paragraph(line.slice(2), { size: 26, bold: true });
  return paragraph(line.replace(/^- /, '•  '), { size: 21, bold: false });
}

/** Sizes are in half points. */
const paragraph = (text: string, { size, bold }: { size: number; bold: boolean }) =>
  `<w:p><w:pPr><w:spacing w:after="80"/></w:pPr><w:r><w:rPr>${bold ? '<w:b/>' : ''}<w:sz w:val="${size}"/></w:rPr>` +
  `<w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => SIGNS[sign] ?? sign);
