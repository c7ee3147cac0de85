import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { migrate } from 'drizzle-orm/libsql/migrator';

import type { Database } from './client.ts';

const migrationsFolder = join(import.meta.dirname, 'migrations');

/** Brings the schema up to date. drizzle turns foreign keys off meanwhile, so they are checked afterwards. */
export async function migrateToLatest(db: Database): Promise<void> {
  await migrate(db.direct, { migrationsFolder });
  const broken = await db.writing.execute('pragma foreign_key_check');
  if (broken.rows.length) throw new Error(`migration left ${broken.rows.length} dangling references`);
}

/** How many migrations this build knows and the database lacks. */
export async function missingMigrations(db: Database): Promise<number> {
  const journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8')) as {
    entries: unknown[];
  };
  const { rows } = await db.reading.execute('select count(*) as applied from __drizzle_migrations');
  return journal.entries.length - Number(rows[0]?.['applied']);
}
