import { encodePng } from './png.ts';

const DEEP = 0x0b4a5c;
const WHITE = 0xffffff;

/** The mark of Northlight as a square PNG: a four-pointed star, in the colour that shows on the ground. */
export function makeLogo(size: number, ground: 'light' | 'dark'): Uint8Array<ArrayBuffer> {
  const rgb = ground === 'light' ? DEEP : WHITE;
  const pixels = new Uint8Array(size * size * 4);
  const view = new DataView(pixels.buffer);
  const paint = (x: number, y: number, colour: number) => view.setUint32((y * size + x) * 4, colour);
  const half = size / 2;
  const last = size - 1;
  // The mark is the same in all four quarters, so one of them is reckoned.
  for (let y = 0; y < half; y += 1)
    for (let x = 0; x < half; x += 1) {
      const colour = rgb * 256 + Math.round(255 * coverage(x, y, size));
      paint(x, y, colour);
      paint(last - x, y, colour);
      paint(x, last - y, colour);
      paint(last - x, last - y, colour);
    }
  return encodePng({ width: size, height: size, pixels });
}

/** How much of a pixel the star covers: all or nothing where its corners agree, else what a grid of samples says. */
function coverage(x: number, y: number, size: number): number {
  const corners = share(x, y, size, CORNERS);
  return corners === 0 || corners === 1 ? corners : share(x, y, size, GRID);
}

const CORNERS = [0, 1];
const GRID = [0.125, 0.375, 0.625, 0.875];

function share(x: number, y: number, size: number, offsets: number[]): number {
  let inside = 0;
  for (const right of offsets)
    for (const down of offsets) {
      const u = (x + right) / size;
      const v = (y + down) / size;
      if (isStar(Math.abs(u * 2 - 1), Math.abs(v * 2 - 1))) inside += 1;
    }
  return inside / offsets.length ** 2;
}

/** An astroid, and the ring of the horizon around it. */
function isStar(u: number, v: number): boolean {
  const radius = Math.sqrt(u * u + v * v);
  return Math.sqrt(u / 0.94) + Math.sqrt(v / 0.94) <= 1 || (radius > 0.56 && radius < 0.64);
}
