import { accent, callout, dashed, dot, faint, line, pointer, ring, sheet, tint } from './sheet.ts';

const axes = (left: number, top: number, right: number, bottom: number) =>
  line(
    `M${left} ${top}V${bottom}H${right}`,
    `M${left - 5} ${top + 8}l5 -8l5 8`,
    `M${right - 8} ${bottom - 5}l8 5l-8 5`,
  );

const grid = (xs: number[], ys: number[], [left, right]: [number, number], [top, bottom]: [number, number]) =>
  faint(...xs.map((x) => `M${x} ${top}V${bottom}`), ...ys.map((y) => `M${left} ${y}H${right}`));

/** 3.6 mA and 20 mA are where they belong between the 4 mA at 264 and the 20 mA at 72. */
export const scaling = () =>
  sheet(
    720,
    340,
    grid([220, 320, 420, 520, 620], [72, 120, 168, 216, 264], [120, 660], [52, 312]),
    axes(120, 36, 680, 312),
    dashed('M120 264H220M120 168H420V312M120 72H620V312'),
    accent('M220 264L620 72'),
    accent('M620 72L650 66'),
    accent('M150 269H190'),
    dot(ring(220, 264, 6), ring(420, 168, 6), ring(620, 72, 6)),
    callout(1, 240, 288),
    callout(2, 604, 46),
    callout(3, 452, 186),
    callout(4, 168, 290),
  );

const frame = (x: number) => [axes(x, 30, x + 290, 250), dashed(`M${x} 140H${x + 276}`)];

export const errorBands = () =>
  sheet(
    720,
    290,
    ...frame(40),
    tint('M40 132L310 62V218L40 148z'),
    accent('M40 132L310 62M40 148L310 218'),
    ...frame(390),
    tint('M390 104H660V176H390z'),
    accent('M390 104H660M390 176H660'),
    callout(1, 180, 272),
    callout(2, 530, 272),
    pointer(1, [180, 272], [180, 180]),
    pointer(2, [530, 272], [530, 180]),
  );
