import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from 'vite';

const ROOT = join(import.meta.dirname, '../../..');
/** Below the packages, so that it finds those that are not in it. */
const FOLDER = join(ROOT, `node_modules/.kill-${process.pid}`);

/** What is no JavaScript, or looks for its parts beside itself. */
const AS_IT_IS = ['@libsql/client', 'libsql', 'sharp', '@node-rs/argon2', 'pino'];

/** Reading a thousand small files takes seconds, and each killed server has to: it reads one. @returns its path */
export async function bundled(entry: string): Promise<string> {
  process.once('exit', () => rmSync(FOLDER, { recursive: true, force: true }));
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: { ssr: entry, outDir: FOLDER, target: 'node22', minify: false },
    ssr: { noExternal: true, external: AS_IT_IS },
    plugins: [
      {
        name: 'where-it-was',
        transform: (code, id) =>
          code
            .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
            .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)),
      },
    ],
  });
  return join(FOLDER, 'served.js');
}
