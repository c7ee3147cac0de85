import { accent, box, dark, dot, faint, line, ring, sheetOf, solid, type Point } from './sheet.ts';

/** What several drawings show. */

export const gateway = ([x, y]: Point, width = 130, height = 90) => [
  solid(box([x, y], [width, height], 8)),
  faint(`M${x} ${y + height * 0.42}h${width}`),
  ...[0, 1, 2, 3].map((nth) => dot(ring(x + 20 + nth * 16, y + height * 0.7, 4))),
  line(`M${x + width - 22} ${y}v-22`, ring(x + width - 22, y - 25, 3)),
];

/** A TH-12, its cap down; `y` is the upper end of the housing. */
export const probe = ([x, y]: Point) => [
  solid(box([x - 7, y], [14, 38], 3)),
  sheetOf(box([x - 6, y + 38], [12, 20], 5)),
  faint(`M${x - 6} ${y + 45}h12m0 6h-12`),
];

/** A PX-3, its thread down at `y`. */
export const transmitter = ([x, y]: Point) => [
  solid(`M${x - 9} ${y}h18v-10h-18z`),
  solid(`M${x - 16} ${y - 10}h32v-9h-32z`),
  solid(box([x - 20, y - 69], [40, 50], 7)),
  faint(`M${x - 20} ${y - 55}h40`),
  dark(ring(x, y - 38, 3)),
];

/** An FM-40 in a pipe whose axis is `y`. */
export const flowMeter = ([x, y]: Point, half = 26) => [
  solid(box([x - 40, y - half - 14], [80, 2 * half + 28], 6)),
  solid(`M${x - 52} ${y - half - 18}h12v${2 * half + 36}h-12z`),
  solid(`M${x + 40} ${y - half - 18}h12v${2 * half + 36}h-12z`),
  solid(`M${x - 8} ${y - half - 14}v-16h16v16`),
  solid(box([x - 34, y - half - 76], [68, 46], 6)),
  sheetOf(box([x - 24, y - half - 68], [48, 20], 3)),
  accent(`M${x - 20} ${y}h34m-9 -7l9 7l-9 7`),
];

export const valve = ([x, y]: Point, half = 26) => [
  solid(`M${x - 20} ${y - half}L${x + 20} ${y + half}V${y - half}L${x - 20} ${y + half}z`),
  line(`M${x} ${y}v${-half - 16}m-18 0h36`),
];

export const cloud = ([x, y]: Point) =>
  solid(
    `M${x - 42} ${y + 26}a24 24 0 0 1 2 -47a32 32 0 0 1 60 -8a27 27 0 0 1 24 55z`,
    `M${x - 42} ${y + 26}h86`,
  );

export const lamp = ([x, y]: Point, r = 22) =>
  solid(ring(x, y, r)) +
  line(`M${x - r * 0.7} ${y - r * 0.7}l${r * 1.4} ${r * 1.4}m0 ${-r * 1.4}l${-r * 1.4} ${r * 1.4}`);

export const resistor = ([x, y]: Point) => sheetOf(box([x - 7, y - 17], [14, 34], 1));
