import { cloud, gateway, probe, transmitter } from './parts.ts';
import {
  accent,
  arrow,
  box,
  callout,
  cross,
  dark,
  dashed,
  faint,
  line,
  ring,
  sheet,
  sheetOf,
  solid,
  tick,
} from './sheet.ts';

const socket = (x: number, y: number) =>
  sheetOf(box([x, y], [14, 12], 1)) + line(`M${x + 4} ${y + 12}v-4h6v4`);

const wall = (x: number, y: number) =>
  solid(box([x - 26, y - 52], [52, 104], 2)) +
  faint(
    ...[-26, 0, 26].map((dy) => `M${x - 26} ${y + dy}h52`),
    `M${x} ${y - 52}v26M${x - 13} ${y - 26}v26M${x + 13} ${y - 26}v26M${x} ${y}v26M${x - 13} ${y + 26}v26M${x + 13} ${y + 26}v26`,
  );

export const topology = () =>
  sheet(
    720,
    240,
    ...probe([52, 40]),
    ...transmitter([52, 200]),
    line('M52 40V28H112V98H130M72 156H112V118H130'),
    ...gateway([130, 66], 112, 80),
    arrow('M242 106H296'),
    solid(box([300, 82], [100, 48], 5)),
    ...[0, 1, 2, 3].map((nth) => socket(312 + nth * 20, 100)),
    arrow('M400 106H452'),
    wall(484, 106),
    arrow('M510 106H558'),
    cloud([630, 104]),
    callout(1, 98, 186),
    callout(2, 186, 176),
    callout(3, 350, 160),
    callout(4, 484, 188),
    callout(5, 630, 164),
  );

export const faultChain = () =>
  sheet(
    720,
    210,
    cloud([92, 88]),
    ...gateway([206, 50], 120, 78),
    '<path d="M396 90q18 -40 36 0t36 0t36 0" stroke-width="7"/><path d="M396 90q18 -40 36 0t36 0t36 0" stroke="#d3e6ee" stroke-width="3.6"/>',
    ...probe([636, 56]),
    line('M636 56V40H590V90H566'),
    arrow('M202 90H166'),
    arrow('M388 90H332'),
    arrow('M562 90H512'),
    ...[178, 360, 538].flatMap((x) => [
      faint(`M${x} 98V142`),
      sheetOf(ring(x, 158, 16)),
      line(`M${x - 9} 163a10 10 0 0 1 18 0M${x} 163l5 -9`),
    ]),
    callout(1, 92, 158),
    callout(2, 266, 158),
    callout(3, 450, 158),
    callout(4, 636, 158),
  );

const waves = [20, 34].flatMap((r) => [
  `M${590 + r * 0.8} ${46 - r * 0.7}a${r} ${r} 0 0 1 0 ${r * 1.4}`,
  `M${590 - r * 0.8} ${46 - r * 0.7}a${r} ${r} 0 0 0 0 ${r * 1.4}`,
]);

export const antenna = () =>
  sheet(
    720,
    330,
    solid('M300 300V150L420 96L540 150V300z'),
    line('M286 156L420 96L554 156'),
    solid(box([90, 170], [120, 130], 5)),
    dark(ring(200, 236, 3)),
    line('M60 300H690'),
    sheetOf(box([110, 220], [78, 56], 4)),
    line('M149 220V198'),
    cross(149, 200, 15),
    line('M590 62V262q0 18 -18 18t-18 -14V250H500'),
    accent('M590 62V28', ...waves),
    line('M554 178H590M554 200H590'),
    sheetOf(box([440, 226], [60, 48], 4)),
    dashed('M420 96H668M600 62H668'),
    line('M656 64V94m-4 -6l4 6l4 -6M652 70l4 -6l4 6'),
    tick(652, 30),
    callout(1, 149, 150),
    callout(2, 688, 79),
    callout(3, 618, 280),
  );
