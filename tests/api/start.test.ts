import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

import { Secrets } from '#api/core/secrets.ts';
import { start } from '#api/start.ts';
import { openDatabase } from '#db/client.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { totps } from '#db/schema/factors.ts';
import { people } from '#db/schema/people.ts';
import { folder } from '../support/database.ts';

const [FORMER, SECRET] = ['a'.repeat(40), 'b'.repeat(40)] as [string, string];

/** A start happens once per process, hence a file of its own. */
test('a start with the secret of before beside the new one locks anew what it finds', async () => {
  const data = join(folder, 'started');
  vi.stubEnv('PORTICO_DATA', data);
  vi.stubEnv('PORTICO_LOG', 'silent');
  vi.stubEnv('PORTICO_SECRET', SECRET);
  vi.stubEnv('PORTICO_FORMER_SECRET', FORMER);
  const db = await openDatabase(await prepared(data));
  await (await start()).close();

  const [one] = await db.reader.select().from(totps);
  expect(new Secrets(SECRET).unlock('totp', 'per_old', one?.secret ?? '')).toBe('JBSWY3DP');
  db.close();
});

/** An installation in which somebody has an app, from before the secret was changed. */
async function prepared(data: string): Promise<string> {
  await mkdir(data);
  const url = `file:${data}/portico.db`;
  const db = await openDatabase(url);
  await migrateToLatest(db);
  const old = { id: 'per_old', email: 'old@dune.example', name: 'Old', locale: 'en', zone: 'UTC' } as const;
  await db.direct.insert(people).values(old);
  const secret = new Secrets(FORMER).lock('totp', old.id, 'JBSWY3DP');
  await db.direct.insert(totps).values({ personId: old.id, secret });
  db.close();
  return url;
}
