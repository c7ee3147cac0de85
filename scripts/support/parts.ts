import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { mustRun } from './run.ts';

type Part = {
  name: string;
  needs: string;
  sources: string[];
  outputs: string[];
  command: [string, ...string[]];
};

const PARTS: Part[] = [
  {
    name: 'portal',
    needs: 'portal',
    // The API is not in the bundle, so a change there needs no build.
    sources: ['portal/**/*', 'widgets/**/*', 'astro.config.mjs'],
    outputs: ['dist/client', 'dist/server'],
    command: ['astro', 'build'],
  },
  {
    name: 'widgets',
    needs: 'widgets/vite.config.ts',
    sources: ['widgets/**/*', 'portal/styles/**/*'],
    outputs: ['dist/widgets'],
    command: ['vite', 'build', '--config', 'widgets/vite.config.ts'],
  },
];

const SHARED = ['package-lock.json', 'package.json', 'tsconfig.json'];

/** Builds the parts whose sources differ from those of the last build. */
export async function buildWhatIsStale(): Promise<void> {
  for (const part of PARTS.filter(({ needs }) => existsSync(needs))) {
    const stamp = `dist/.${part.name}`;
    const hash = fingerprint([...SHARED, ...part.sources]);
    const isFresh = part.outputs.every((folder) => existsSync(folder)) && read(stamp) === hash;
    if (isFresh) continue;

    console.log(`Building the ${part.name} …`);
    for (const path of [stamp, ...part.outputs]) rmSync(path, { recursive: true, force: true });
    const [program, ...args] = part.command;
    await mustRun(program, args, { ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' });
    mkdirSync('dist', { recursive: true });
    writeFileSync(stamp, hash);
  }
}

function fingerprint(patterns: string[]): string {
  const hash = createHash('sha256');
  const files = globSync(patterns, { withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => `${parentPath}/${name}`).sort();
  for (const path of paths) hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
