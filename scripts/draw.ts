import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { redraw } from '#api/articles/drawing.ts';
import { drawnFile, drawnFolder } from '#api/demo/content/pictures/drawn.ts';
import { drawings } from '#api/demo/content/pictures/index.ts';

/** Draws the pictures of the demo's help anew, for the commit that changes them. */
rmSync(drawnFolder, { recursive: true, force: true });
mkdirSync(drawnFolder);
for (const [name, draw] of drawings) {
  const svg = draw();
  const { webp } = await redraw(Buffer.from(svg));
  writeFileSync(join(drawnFolder, drawnFile(name, svg)), webp);
}
