import { createClient, type Client, type Config } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';

import { preparing } from './reading.ts';
import * as schema from './schema/index.ts';
import { Writer } from './writer.ts';

export type Database = ReturnType<typeof assemble>;

const BUSY_TIMEOUT_MS = 100;

const EVERY_CONNECTION = [
  'pragma foreign_keys = on',
  'pragma trusted_schema = off',
  'pragma cell_size_check = on',
];
/** What is deleted is written over with zeros: without `secure_delete` it would stand in the file for years. */
const WRITING = [
  'pragma journal_mode = wal',
  'pragma synchronous = full',
  'pragma defensive = on',
  'pragma secure_delete = on',
];
const READING = ['pragma query_only = on', 'pragma wal_autocheckpoint = 0'];

/**
 * Opens the database. A file gets two connections of this process: one writes and alone checkpoints, one reads and
 * so never meets an open transaction. A libSQL server does this by itself.
 *
 * @param url `file:…`, or `http:`, `https:` or `libsql:` of a libSQL server
 */
export async function openDatabase(url: string, authToken?: string): Promise<Database> {
  const config: Config = { url, timeout: BUSY_TIMEOUT_MS, ...(authToken ? { authToken } : {}) };
  if (!url.startsWith('file:')) {
    const client = createClient(config);
    return assemble(client, client, async () => {});
  }

  const writing = createClient({ ...config, concurrency: 1 });
  const prepare = (client: Client, pragmas: string[]) => all(client, [...EVERY_CONNECTION, ...pragmas]);
  await prepare(writing, WRITING);
  const reading = createClient({ ...config, concurrency: 1 });
  await prepare(reading, READING);
  const prepared = preparing(reading, url.slice('file:'.length), config, [...EVERY_CONNECTION, ...READING]);
  return assemble(prepared, writing, () => prepare(writing, WRITING));
}

function assemble(reading: Client, writing: Client, prepare: () => Promise<void>) {
  return {
    reading,
    writing,
    reader: drizzle(reading, { schema }),
    /** For the parts that bring their own statements (lucia, the rate limiter); features write through a Scope. */
    direct: drizzle(writing, { schema }),
    writer: new Writer(writing, prepare),
    close() {
      reading.close();
      writing.close();
    },
  };
}

async function all(client: Client, statements: string[]) {
  for (const statement of statements) await client.execute(statement);
}
