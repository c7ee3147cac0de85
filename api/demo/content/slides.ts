import { textAt, wrap, writePdf } from './pdf.ts';

const SLIDE = { width: 842, height: 474 };
const MARGIN = 64;
const COLUMNS = 64;
const LINE = 27;
const TOP = 310;

/** Slides as a PDF, Latin script: each line that starts with `# ` begins one, and the first one is the cover. */
export function makeSlides(title: string, lines: string[]): Uint8Array<ArrayBuffer> {
  const slides = lines
    .join('\n')
    .split(/^# /m)
    .slice(1)
    .map((slide) => slide.trim().split('\n'));
  const pages = slides.map(([head = '', ...rest], index) =>
    index === 0 ? cover(head, rest) : slide(head, rest, `${index + 1} / ${slides.length}`),
  );
  return writePdf(title, SLIDE, pages);
}

const cover = (head: string, rest: string[]) =>
  [
    `0.04 0.29 0.36 rg 0 0 ${SLIDE.width} ${SLIDE.height} re f`,
    '1 1 1 rg',
    textAt('F2', 11, [MARGIN, 400], 'NORTHLIGHT INSTRUMENTS'),
    textAt('F2', 38, [MARGIN, 250], head),
    ...rest.map((line, index) => textAt('F1', 18, [MARGIN, 210 - index * LINE], line)),
  ].join('\n');

function slide(head: string, rest: string[], page: string): string {
  const lines = rest.flatMap((line) => wrap(line, COLUMNS));
  return [
    `0.04 0.29 0.36 rg 0 ${SLIDE.height - 10} ${SLIDE.width} 10 re f`,
    '0.1 0.12 0.14 rg',
    textAt('F2', 28, [MARGIN, 370], head),
    ...lines.map((line, index) => textAt('F1', 17, [MARGIN, TOP - index * LINE], line.replace(/^- /, '•  '))),
    '0.4 0.43 0.46 rg',
    textAt('F1', 10, [SLIDE.width - MARGIN - 30, 32], page),
  ].join('\n');
}
