import { probe } from './parts.ts';
import {
  accent,
  box,
  callout,
  cross,
  dashed,
  dot,
  faint,
  line,
  pointer,
  ring,
  sheet,
  sheetOf,
  solid,
  tick,
  tint,
} from './sheet.ts';

const shelf = (x: number, y: number) =>
  line(`M${x} ${y}v150M${x + 70} ${y}v150M${x} ${y + 50}h70M${x} ${y + 100}h70`) +
  faint(
    ...[50, 100, 150].flatMap((dy) => [
      box([x + 6, y + dy - 34], [26, 34]),
      box([x + 38, y + dy - 26], [24, 26]),
    ]),
  );

const heater = (x: number, y: number) =>
  solid(box([x, y], [90, 54], 4)) +
  line(...[18, 36, 54, 72].map((dx) => `M${x + dx} ${y + 6}v42`)) +
  faint(...[20, 45, 70].map((dx) => `M${x + dx} ${y - 10}q-6 -8 0 -16t0 -16`));

const sun = (x: number, y: number) =>
  accent(ring(x, y, 17), ...[0, 45, 90, 135, 180, 225, 270, 315].map((angle) => ray(x, y, angle)));
const ray = (x: number, y: number, angle: number) => {
  const [dx, dy] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  return `M${(x + dx * 24).toFixed(1)} ${(y + dy * 24).toFixed(1)}l${(dx * 9).toFixed(1)} ${(dy * 9).toFixed(1)}`;
};

export const room = () =>
  sheet(
    720,
    330,
    line('M40 290V50H620V110M620 220V290M40 290H620'),
    line('M614 110v110M626 110v110'),
    shelf(98, 140),
    ...probe([68, 186]),
    cross(68, 214),
    solid(box([312, 50], [12, 240])),
    ...probe([340, 112]),
    faint('M324 126h9m-9 12h9'),
    tick(378, 132),
    faint('M362 160q9 -9 18 0t18 0M362 174q9 -9 18 0t18 0'),
    heater(392, 236),
    ...probe([437, 130]),
    cross(437, 160),
    sun(668, 84),
    tint('M614 112L500 250H580L614 218z'),
    ...probe([552, 182]),
    cross(552, 210),
    callout(1, 346, 200),
    callout(2, 68, 158),
    callout(3, 477, 160),
    callout(4, 516, 186),
  );

const leaf = (x: number, y: number, side: number) =>
  `M${x} ${y}q${side * 10} -22 ${side * 36} -18q${side * -8} 22 ${side * -36} 18`;
const plant = (x: number) =>
  tint(...[232, 204, 176].flatMap((y) => [leaf(x, y, 1), leaf(x, y + 12, -1)])) +
  line(`M${x} 276V152`, ...[232, 204, 176].flatMap((y) => [leaf(x, y, 1), leaf(x, y + 12, -1)])) +
  solid(`M${x - 20} 274h40l-5 24h-30z`);

export const greenhouse = () =>
  sheet(
    720,
    330,
    faint('M240 98V140M500 106V140'),
    line('M120 298V142L360 52L600 142V298M60 298H660M120 142H600'),
    ...[190, 268, 462, 540].map(plant),
    faint('M360 142V158'),
    ...[158, 168, 178].map((y) =>
      solid(`M${332 - (y - 158) / 2} ${y + 6}L${346} ${y}H374L${388 + (y - 158) / 2} ${y + 6}z`),
    ),
    ...probe([360, 186]),
    tick(402, 208),
    ...probe([440, 90]),
    cross(440, 112),
    dashed('M140 214H350M372 214H588'),
    pointer(1, [330, 112], [352, 158]),
    callout(2, 650, 214),
    dashed('M600 214H630'),
    callout(3, 600, 96),
    faint('M584 98L462 112'),
  );

/** A room of which one sees the floor, the back and the left: `u` to the right, `v` to the back, `w` up. */
const at = (u: number, v: number, w: number) => [110 + u * 370 + v * 150, 300 - v * 96 - w * 160] as const;
const path = (...points: [number, number, number][]) =>
  points.map((point, index) => `${index ? 'L' : 'M'}${at(...point).join(' ')}`).join('');

const sensor = (u: number, v: number, w: number) => {
  const [x, y] = at(u, v, w);
  return dot(ring(x, y, 6));
};
const drop = (u: number, v: number, w: number) => {
  const [x, y] = at(u, v, w);
  return `M${x} ${y}V${at(u, v, 0)[1]}`;
};

const corners = [0.06, 0.94].flatMap((u) =>
  [0.08, 0.92].flatMap((v) => [0.08, 0.92].map((w) => [u, v, w] as const)),
);
const others = [
  [0.5, 0.5, 0.5],
  [0.985, 0.5, 0.15],
  [0.985, 0.5, 0.45],
  [0.985, 0.5, 0.75],
  [0.3, 0.86, 0.7],
  [0.28, 0.25, 0.58],
] as const;

export const coldStore = () =>
  sheet(
    720,
    350,
    solid(path([0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]) + 'z'),
    line(path([0, 0, 0], [0, 0, 1], [0, 1, 1], [1, 1, 1], [1, 1, 0]), path([0, 1, 1], [0, 1, 0])),
    dashed(path([0, 0, 1], [1, 0, 1], [1, 1, 1]), path([1, 0, 1], [1, 0, 0])),
    sheetOf(path([0.2, 1, 0.62], [0.42, 1, 0.62], [0.42, 1, 0.92], [0.2, 1, 0.92]) + 'z'),
    faint(
      path([0.2, 1, 0.7], [0.42, 1, 0.7]),
      path([0.2, 1, 0.78], [0.42, 1, 0.78]),
      path([0.2, 1, 0.86], [0.42, 1, 0.86]),
    ),
    tint(path([1, 0.32, 0], [1, 0.68, 0], [1, 0.68, 0.85], [1, 0.32, 0.85]) + 'z'),
    line(path([1, 0.32, 0], [1, 0.32, 0.85], [1, 0.68, 0.85], [1, 0.68, 0])),
    faint(path([0.18, 0.15, 0], [0.4, 0.15, 0], [0.4, 0.15, 0.5], [0.18, 0.15, 0.5]) + 'z'),
    faint(
      path([0.18, 0.35, 0.5], [0.4, 0.35, 0.5], [0.4, 0.15, 0.5]),
      path([0.18, 0.15, 0.5], [0.18, 0.35, 0.5]),
    ),
    dashed(...[...corners, ...others].map((point) => drop(...point))),
    ...[...corners, ...others].map((point) => sensor(...point)),
    pointer(1, [70, 190], [...at(0.06, 0.08, 0.92)] as [number, number]),
    pointer(2, [440, 110], [...at(0.5, 0.5, 0.5)] as [number, number]),
    pointer(3, [660, 220], [...at(0.985, 0.5, 0.45)] as [number, number]),
    pointer(4, [300, 30], [...at(0.3, 0.86, 0.7)] as [number, number]),
    pointer(5, [200, 128], [...at(0.28, 0.25, 0.58)] as [number, number]),
  );

export const saltJar = () =>
  sheet(
    720,
    360,
    sheetOf('M260 96H460V316q0 20 -20 20H280q-20 0 -20 -20z'),
    tint('M261 282q40 -12 90 0t108 -2V316q0 19 -19 19H280q-19 0 -19 -19z'),
    line('M261 282q40 -12 90 0t108 -2'),
    faint(...[290, 320, 350, 385, 420, 440].map((x, nth) => ring(x, 302 + (nth % 3) * 9, 2.4))),
    line('M260 96V316q0 20 20 20H440q20 0 20 -20V96'),
    solid(box([248, 72], [224, 26], 5)),
    line('M340 60V40C340 14 410 14 440 30S520 40 560 24'),
    ...jarProbe,
    line(box([414, 44], [12, 150], 6)),
    accent('M420 190V120'),
    dot(ring(420, 190, 9)),
    faint('M300 214H330M300 276H330'),
    line('M312 214V276m-5 -8l5 8l5 -8M307 222l5 -8l5 8'),
    pointer(1, [216, 130], [332, 130]),
    callout(2, 286, 245),
    pointer(3, [520, 300], [440, 300]),
    pointer(4, [520, 150], [428, 150]),
  );

const jarProbe = [
  solid(box([332, 52], [16, 128], 4)),
  sheetOf(box([333, 180], [14, 34], 6)),
  faint('M333 190h14m0 8h-14m0 8h14'),
];
