import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { drawings } from './index.ts';

export const drawnFolder = join(import.meta.dirname, 'drawn');

/** Named by what was drawn, so that a drawing which has changed since finds no picture. */
export const drawnFile = (name: string, svg: string) =>
  `${basename(name, '.svg')}-${hashOf(svg).slice(0, 8)}.webp`;

/**
 * A picture of the help as readers get it. It was drawn before, by `npm run demo:draw`: to draw them all takes longer
 * than to fill the rest of the demo.
 */
export function drawn(name: string) {
  const svg = drawings.get(name)?.();
  if (!svg) throw new Error(`The demo has no drawing ${name}`);
  const path = join(drawnFolder, drawnFile(name, svg));
  if (!existsSync(path)) throw new Error(`${name} has changed: npm run demo:draw`);
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  return { webp: readFileSync(path), width: Number(width), height: Number(height), hash: hashOf(svg) };
}

const hashOf = (svg: string) => createHash('sha256').update(svg).digest('hex');
