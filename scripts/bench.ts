import { globSync } from 'node:fs';
import { basename } from 'node:path';

import { run } from './support/run.ts';

const benches = globSync('tests/bench/*.ts')
  .map((file) => basename(file, '.ts'))
  .sort();
const [name] = process.argv.slice(2);

if (name === undefined) {
  // Each in a process of its own, so that none measures the heap of another.
  for (const bench of benches) await run(process.execPath, ['scripts/bench.ts', bench]);
} else {
  // `api.list` is a figure of tests/bench/api.ts.
  const bench = name.split('.')[0] ?? name;
  if (!benches.includes(bench)) {
    console.error(`There is no tests/bench/${bench}.ts. There is: ${benches.join(', ') || 'none yet'}.`);
    process.exit(1);
  }
  const measured = (await import(`../tests/bench/${bench}.ts`)) as { run: () => Promise<void> };
  await measured.run();
}
