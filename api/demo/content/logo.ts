import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];

const DEEP: Colour = [11, 74, 92];
const LIGHT: Colour = [255, 255, 255];
const SAMPLES = 4;

/** The mark of Northlight as a square PNG: a four-pointed star, in the colour that shows on the ground. */
export function makeLogo(size: number, ground: 'light' | 'dark'): Uint8Array<ArrayBuffer> {
  const colour = ground === 'light' ? DEEP : LIGHT;
  const rows = Array.from({ length: size }, (_, y) => [
    0,
    ...Array.from({ length: size }, (_, x) => [...colour, Math.round(255 * coverage(x, y, size))]).flat(),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Uint8Array.from(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Uint8Array.from(rows.flat()))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
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
  const radius = Math.hypot(u, v);
  return Math.sqrt(u / 0.94) + Math.sqrt(v / 0.94) <= 1 || (radius > 0.56 && radius < 0.64);
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
