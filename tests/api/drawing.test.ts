import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { redraw } from '#api/articles/drawing.ts';
import { folder } from '../support/database.ts';

const secret = join(folder, 'secret.png');
const words = join(folder, 'secret.txt');
const asked: string[] = [];
const elsewhere = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end();
});

beforeAll(async () => {
  await writeFile(
    secret,
    await sharp({ create: { width: 40, height: 40, channels: 3, background: 'red' } })
      .png()
      .toBuffer(),
  );
  await writeFile(words, '<rect width="40" height="40" fill="red"/>');
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', () => resolve()));
});
afterAll(() => new Promise<void>((resolve) => elsewhere.close(() => resolve())));

const XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"';
const drawing = (inner: string, type = '') =>
  Buffer.from(
    `${type}<svg xmlns="http://www.w3.org/2000/svg" ${XLINK} width="40" height="40"><rect width="40" height="40" fill="blue"/>${inner}</svg>`,
  );
const image = (address: string) => `<image width="40" height="40" xlink:href="${address}"/>`;
const there = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/red.png`;

test.each([
  ['no file by its address', () => drawing(image(pathToFileURL(secret).href))],
  ['no file by its path', () => drawing(image(secret))],
  ['no other server', () => drawing(image(there()))],
  [
    'no file as an entity',
    () => drawing('&more;', `<!DOCTYPE svg [<!ENTITY more SYSTEM "${pathToFileURL(words).href}">]>`),
  ],
])('a drawing reads nothing but itself: %s', async (_what, svg) => {
  // Whether it is refused or drawn without, nothing red has come in.
  const made = await redraw(svg()).catch(() => undefined);
  const red = made ? (await sharp(made.webp).stats()).dominant.r : 0;

  expect(red).toBeLessThan(50);
  expect(asked).toEqual([]);
});
