import { encodePng } from './png.ts';

type Colour = readonly [red: number, green: number, blue: number];

const DEEP: Colour = [11, 74, 92];
const LIGHT: Colour = [255, 255, 255];
const SAMPLES = 4;

/** The mark of Northlight as a square PNG: a four-pointed star, in the colour that shows on the ground. */
export function makeLogo(size: number, ground: 'light' | 'dark'): Uint8Array<ArrayBuffer> {
  const [red, green, blue] = ground === 'light' ? DEEP : LIGHT;
  const pixels = new Uint8Array(size * size * 4);
  const half = size / 2;
  const dot = (x: number, y: number, alpha: number) =>
    pixels.set([red, green, blue, alpha], (y * size + x) * 4);
  // The mark is the same in all four quarters, so one of them is reckoned.
  for (let y = 0; y < half; y += 1)
    for (let x = 0; x < half; x += 1) {
      const alpha = Math.round(255 * coverage(x, y, size));
      const [right, bottom] = [size - 1 - x, size - 1 - y];
      for (const row of [y, bottom]) [x, right].forEach((column) => dot(column, row, alpha));
    }
  return encodePng({ width: size, height: size, pixels });
}

/** How much of a pixel the star covers, from a grid of samples. */
function coverage(x: number, y: number, size: number): number {
  let inside = 0;
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const u = (x + ((sample % SAMPLES) + 0.5) / SAMPLES) / size;
    const v = (y + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size;
    if (isStar(Math.abs(u * 2 - 1), Math.abs(v * 2 - 1))) inside += 1;
  }
  return inside / (SAMPLES * SAMPLES);
}

/** An astroid, and the ring of the horizon around it. */
function isStar(u: number, v: number): boolean {
  const radius = Math.sqrt(u * u + v * v);
  return Math.sqrt(u / 0.94) + Math.sqrt(v / 0.94) <= 1 || (radius > 0.56 && radius < 0.64);
}
