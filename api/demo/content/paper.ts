import { textAt, wrap, writePdf } from './pdf.ts';

const PAPER = { width: 595, height: 842 };
const MARGIN = 56;
const LINE = 16;
const COLUMNS = 88;
const BOTTOM = 72;
const HOUSE = 'www.northlight.example   +46 31 390 06 10   Göteborg';

/**
 * An A4 document in Latin script. A line that starts with `# ` is a heading, one with `- ` a bullet, and an empty one
 * a gap; long lines are wrapped, and what does not fit goes on the next page.
 */
export function makePaper(title: string, lines: string[]): Uint8Array<ArrayBuffer> {
  const pages: string[][] = [];
  let y = 0;
  for (const line of lines.flatMap((one) => wrap(one, COLUMNS))) {
    if (y < BOTTOM) {
      pages.push(heading(title));
      y = PAPER.height - 132;
    }
    pages.at(-1)?.push(drawn(line, line.startsWith('# ') ? (y -= 6) : y));
    y -= line === '' ? LINE / 2 : LINE;
  }
  const contents = pages.map((page, index) => [...page, ...footer(index + 1, pages.length)].join('\n'));
  return writePdf(title, PAPER, contents);
}

function drawn(line: string, y: number): string {
  if (line.startsWith('# ')) return textAt('F2', 12.5, [MARGIN, y], line.slice(2));
  return textAt('F1', 10.5, [MARGIN, y], line.startsWith('- ') ? `•  ${line.slice(2)}` : line);
}

const heading = (title: string) => [
  `0.04 0.29 0.36 rg 0 ${PAPER.height - 12} ${PAPER.width} 12 re f`,
  textAt('F2', 9, [MARGIN, PAPER.height - 52], 'NORTHLIGHT INSTRUMENTS'),
  '0.1 0.12 0.14 rg',
  textAt('F2', 22, [MARGIN, PAPER.height - 92], title),
];

const footer = (page: number, pages: number) => [
  '0.4 0.43 0.46 rg',
  textAt('F1', 8.5, [MARGIN, 40], HOUSE),
  ...(pages > 1 ? [textAt('F1', 8.5, [PAPER.width - MARGIN - 24, 40], `${page} / ${pages}`)] : []),
];
