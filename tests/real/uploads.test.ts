import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { HEAD_BYTES, sniff } from '#api/files/sniff.ts';

const corpus = process.env['PORTICO_CORPUS'];

/** The smallest valid files of sixty formats; those that are text through and through are text. */
test.skipIf(!corpus)('of real files only the allowed formats pass (needs PORTICO_CORPUS)', async () => {
  const folder = join(corpus!, 'abuse-file-formats/input');
  const passed: Record<string, string> = {};
  for (const name of readdirSync(folder)) {
    const head = readFileSync(join(folder, name)).subarray(0, HEAD_BYTES);
    const type = await sniff(head, name).catch(() => undefined);
    if (type) passed[name] = type;
  }

  expect(passed).toEqual({
    'gif87.gif': 'image/gif',
    'gif89.gif': 'image/gif',
    'jpg.jpg': 'image/jpeg',
    'mp4.mp4': 'video/mp4',
    'pdf.pdf': 'application/pdf',
    'png.png': 'image/png',
    'protobuf.txt': 'text/plain',
    'webp.webp': 'image/webp',
    'webpl.webp': 'image/webp',
    'zip.zip': 'application/zip',
  });
});
