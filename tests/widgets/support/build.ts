import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

import { build } from 'vite';

/** The widgets as they are shipped, in a folder of their own. */
export async function buildWidgets() {
  const folder = await mkdtemp(join(tmpdir(), 'portico-widgets-'));
  await build({
    configFile: join(import.meta.dirname, '../../../widgets/vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder },
  });
  return {
    folder,
    remove: () => rm(folder, { recursive: true }),
    /** Bytes of each file as a visitor downloads it, by its name without the hash. */
    sizes: () =>
      Object.fromEntries(
        readdirSync(folder).map((file) => [
          file.replace(/(-.{8})?\.js$/, ''),
          brotliCompressSync(readFileSync(join(folder, file))).length,
        ]),
      ),
  };
}
