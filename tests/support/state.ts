import { readdir } from 'node:fs/promises';

import type { World } from './world.ts';

/** What an answer alone may change: who is signed in, and how often somebody has tried. */
const PASSING = /^(sessions|rate_limits|search_index.*|search_words|sqlite_.*|__drizzle.*)$/;

/** Everything that is kept: all rows, and the names of all files. Two states are equal when nothing was written. */
export async function stateOf({ db, portico }: World): Promise<Record<string, string>> {
  const { rows } = await db.reading.execute("select name from sqlite_master where type = 'table'");
  const tables = rows.map(({ name }) => String(name)).filter((name) => !PASSING.test(name));
  const read = await db.reading.batch(tables.map((name) => `select * from "${name}" order by 1`));
  const kept = tables.map((name, n) => [name, JSON.stringify(read[n]?.rows)] as const);
  const files = await readdir(portico.config.data, { recursive: true }).catch(() => []);
  return Object.fromEntries([...kept, ['files on disk', files.sort().join('\n')]]);
}
