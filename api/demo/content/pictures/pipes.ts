import { flowMeter, transmitter, valve } from './parts.ts';
import {
  accent,
  arrow,
  callout,
  dashed,
  dot,
  faint,
  line,
  pointer,
  ring,
  sheet,
  sheetOf,
  solid,
  tint,
} from './sheet.ts';

const pipe = (from: number, to: number, y: number, half = 26) =>
  tint(`M${from} ${y - half}H${to}V${y + half}H${from}z`) +
  line(`M${from} ${y - half}H${to}M${from} ${y + half}H${to}`);

const measure = (from: number, to: number, y: number) =>
  line(`M${from} ${y - 8}v16M${to} ${y - 8}v16`) + accent(`M${from} ${y}H${to}`);

const section = (x: number, y: number) => [
  tint(ring(x, y, 44)),
  solid(
    `M${x - 58} ${y}a58 58 0 1 1 116 0a58 58 0 1 1 -116 0z M${x - 44} ${y}a44 44 0 1 0 88 0a44 44 0 1 0 -88 0z`,
  ),
  dashed(`M${x - 74} ${y}h148`),
  dot(ring(x - 44, y, 7), ring(x + 44, y, 7)),
];

export const straightLengths = () =>
  sheet(
    720,
    280,
    solid('M20 214v-34q0 -36 36 -36h14v52h-4q-4 0 -4 6v12z'),
    pipe(70, 500, 170),
    arrow('M92 170H150'),
    ...flowMeter([330, 170]),
    measure(70, 278, 236),
    measure(382, 466, 236),
    dashed('M70 150V246M278 214V246M382 214V246M466 200V246'),
    callout(1, 174, 236),
    callout(2, 424, 260),
    ...section(620, 158),
    pointer(3, [620, 240], [664, 166]),
    faint('M620 240L576 166'),
    callout(3, 620, 240),
  );

export const stillPipe = () =>
  sheet(
    720,
    270,
    pipe(20, 700, 180),
    ...valve([190, 180]),
    ...flowMeter([370, 180]),
    ...valve([560, 180]),
    sheetOf('M462 154v-34h16v34'),
    tint('M462 154v-20h16v20z'),
    line('M454 120h32M470 120v-14m-10 0h20'),
    arrow('M470 92V58'),
    ...[464, 477, 469].map((x, nth) => faint(ring(x, 146 - nth * 9, 2.6))),
    pointer(1, [510, 70], [478, 104]),
    callout(2, 190, 236),
    callout(3, 560, 236),
  );

const tube = (d: string) =>
  `<path d="${d}" stroke-width="9"/><path d="${d}" stroke="#d3e6ee" stroke-width="5.5"/>`;
const cut = (x: number, y: number, fill: string) => [
  sheetOf(ring(x, y, 46)),
  fill,
  line(ring(x, y, 46)),
  faint(`M${x - 60} ${y}h120M${x} ${y - 60}v120`),
];
const drops = (x: number, y: number) =>
  [-16, 0, 16].map((dx) => line(`M${x + dx} ${y}q-4 7 0 9q4 -2 0 -9`)).join('');
const steam = (x: number, y: number) =>
  [-18, 0, 18].map((dx) => line(`M${x + dx} ${y + 14}q-7 -7 0 -14t0 -14`)).join('');

export const ways = () =>
  sheet(
    720,
    310,
    dashed('M240 30V280M480 30V280'),
    ...cut(86, 190, tint(ring(86, 190, 46))),
    tube('M132 190H168V170'),
    ...transmitter([168, 168]),
    ...cut(360, 214, drops(360, 222)),
    tube('M360 168V136'),
    ...transmitter([360, 134]),
    ...cut(566, 228, steam(566, 228)),
    tube('M566 182V118a24 24 0 0 1 48 0V158a20 20 0 0 0 40 0V130'),
    ...transmitter([654, 128]),
    callout(1, 86, 270),
    callout(2, 290, 270),
    callout(3, 654, 270),
  );
