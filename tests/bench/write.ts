import { randomUUID } from 'node:crypto';

import { busyHouse } from './support/busy-house.ts';
import { compare } from './support/measure.ts';
import { batchOf } from './support/recorded.ts';

const REQUESTS = 10_000;

/** write.submit: a request through the whole API, against its bare batch of statements. */
export async function run(): Promise<void> {
  const w = await busyHouse(REQUESTS);
  const dan = w.as('dan');
  const question = {
    subject: 'Where do I see the firmware?',
    body: 'I looked everywhere.',
    category: 'question',
    priority: 'normal',
  };
  const submit = async () => (await dan.post('/requests', question)).text();
  // The first one signs in as well.
  await submit();
  const statements = await batchOf(w.db.writing, submit);
  const ids = new Set(
    statements.flatMap(({ args }) => args).filter((arg) => /^(req|msg|evt)_/.test(String(arg))),
  );

  /** The same rows under new ids. */
  const bare = () => {
    const fresh = new Map([...ids].map((id) => [id, `${String(id).slice(0, 4)}${randomUUID()}`]));
    return w.db.writing.batch(
      statements.map(({ sql, args }) => ({ sql, args: args.map((arg) => fresh.get(arg) ?? arg) })),
      'write',
    );
  };

  await compare('write.submit', 100, submit, bare);
  w.db.close();
}
