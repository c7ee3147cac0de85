import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createClient, type Client } from '@libsql/client';
import { onTestFinished } from 'vitest';

const SQL = readFileSync(new URL('../../db/migrations/0003_search.sql', import.meta.url), 'utf8');

/** A database with nothing but the search tables, on connections as strict as those of the product. */
export async function searchDatabase(): Promise<{ reader: Client; writer: Client }> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-search-'));
  const url = `file:${join(folder, 'search.db')}`;
  const open = async (pragmas: string[]) => {
    const client = createClient({ url, concurrency: 1 });
    for (const pragma of ['trusted_schema = off', ...pragmas]) await client.execute(`pragma ${pragma}`);
    return client;
  };
  const writer = await open(['journal_mode = wal', 'defensive = on']);
  for (const statement of SQL.split('--> statement-breakpoint')) await writer.execute(statement);
  const reader = await open(['query_only = on']);
  onTestFinished(async () => {
    reader.close();
    writer.close();
    await rm(folder, { recursive: true });
  });
  return { reader, writer };
}
