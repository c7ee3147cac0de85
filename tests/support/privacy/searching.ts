import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { World } from '#tests/support/world.ts';

/** Every file that Portico keeps, of the database and in storage, with the words that stand in it, in any case. */
export async function filesWith(w: World, words: string[]): Promise<string[]> {
  const kept = await readdir(w.portico.config.data, { recursive: true, withFileTypes: true });
  const stored = kept.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const found: string[] = [];
  for (const path of [...(await databaseFiles(w)), ...stored]) {
    const bytes = (await readFile(path).catch(() => Buffer.alloc(0))).toString('latin1').toLowerCase();
    for (const word of words) if (bytes.includes(word.toLowerCase())) found.push(`${word} in ${path}`);
  }
  return found;
}

/** A libSQL server keeps logs of its own, for its replicas, and folds them in when it is set to: no client can. */
async function databaseFiles({ db }: World): Promise<string[]> {
  if (db.writing.protocol !== 'file') return [];
  const { rows } = await db.reading.execute('pragma database_list');
  const database = String(rows[0]?.['file']);
  return [database, `${database}-wal`];
}

/** Every row that says one of the words, for whoever has to find out where it comes from. */
export async function rowsWith({ db }: World, words: string[]): Promise<string[]> {
  const { rows } = await db.reading.execute(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'search_index%'",
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const all = await db.reading.execute(`select * from "${String(name)}"`);
    for (const row of all.rows) {
      const text = JSON.stringify(row).toLowerCase();
      const hits = words.filter((word) => text.includes(word.toLowerCase()));
      found.push(...hits.map((word) => `${word} in ${String(name)}: ${text}`));
    }
  }
  return found;
}
