import { cloud, gateway, probe } from './parts.ts';
import {
  arrow,
  box,
  callout,
  dark,
  dot,
  faint,
  line,
  pointer,
  ring,
  sheet,
  sheetOf,
  solid,
} from './sheet.ts';

const phone = (x: number, y: number) =>
  solid(box([x - 24, y - 44], [48, 88], 8)) +
  sheetOf(box([x - 18, y - 34], [36, 62], 2)) +
  dark(ring(x, y + 36, 3));

export const firstChain = () =>
  sheet(
    720,
    210,
    ...probe([90, 76]),
    line('M90 76C90 40 120 46 150 60S190 96 214 96'),
    ...gateway([214, 62], 140, 92),
    arrow('M364 108H424'),
    cloud([496, 106]),
    arrow('M572 108H612'),
    phone(646, 106),
    line('M628 112l8 -8l7 10l9 -20l9 14'),
    callout(1, 90, 172),
    callout(2, 284, 184),
    callout(3, 496, 172),
    callout(4, 646, 182),
  );

/** The flap hangs open below; what it covers is seen. */
export const lights = () =>
  sheet(
    720,
    330,
    solid(box([130, 24], [460, 214], 16)),
    faint(box([154, 46], [180, 40], 4)),
    sheetOf(box([144, 116], [432, 108], 8)),
    ...[188, 252, 468, 532].map((x) => solid(box([x - 13, 238], [26, 18], 3))),
    sheetOf('M150 238H570L586 306H134z'),
    faint('M160 250H560M158 294H562'),
    ...[250, 310, 370, 430].flatMap((x) => [solid(ring(x, 150, 12)), dot(ring(x, 150, 7))]),
    solid(ring(510, 150, 14)),
    line(ring(510, 150, 9)),
    ...[250, 310, 370, 430, 510].map((x, index) => pointer(index + 1, [x, 202], [x, 168])),
  );

const terminal = (x: number) =>
  solid(box([x, 190], [18, 34], 2)) + dark(ring(x + 9, 214, 4)) + faint(`M${x + 5} 198h8`);
const terminals = (x: number, count: number) =>
  Array.from({ length: count }, (_, nth) => terminal(x + nth * 20)).join('');

const wires = [96, 174, 274, 378, 494].map((x) => line(`M${x} 224v40`));

export const terminalRow = () =>
  sheet(
    720,
    330,
    solid(box([50, 30], [620, 240], 16)),
    sheetOf(box([58, 102], [604, 156], 8)),
    faint(box([80, 46], [220, 40], 4)),
    ...[326, 344, 362, 380].map((x) => dot(ring(x, 118, 4))),
    line(ring(402, 118, 5)),
    ...wires,
    terminals(78, 2),
    terminals(136, 4),
    terminals(236, 4),
    terminals(340, 4),
    solid(box([436, 182], [122, 50], 4)),
    line('M500 192l-10 16h10l-8 14'),
    sheetOf(box([576, 188], [40, 36], 3)),
    line('M586 224v-14h20v14'),
    line(ring(640, 206, 9), ring(640, 206, 3)),
    ...[96, 174, 274, 378, 494, 600].map((x) => solid(box([x - 14, 270], [28, 16], 3))),
    pointer(1, [97, 150], [97, 188]),
    pointer(2, [175, 150], [175, 188]),
    pointer(3, [275, 150], [275, 188]),
    pointer(4, [379, 150], [379, 188]),
    pointer(5, [497, 150], [497, 180]),
    pointer(6, [596, 150], [596, 186]),
    pointer(7, [640, 150], [640, 195]),
  );
