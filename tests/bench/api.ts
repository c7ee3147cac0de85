import { Hono } from 'hono';

import { busyHouse } from './support/busy-house.ts';
import { compare } from './support/measure.ts';
import { plainClient, statementsOf } from './support/recorded.ts';

const REQUESTS = 10_000;

/** api.list: a page of requests through the whole API, against a bare handler with the same SQL and body. */
export async function run(): Promise<void> {
  const w = await busyHouse(REQUESTS);
  const headers = { cookie: await w.as('dan').cookie() };
  const ask = async () => (await w.app.request('/api/requests', { headers })).text();
  const body: unknown = JSON.parse(await ask());
  const statements = await statementsOf(w.db.reading, ask);

  const plain = await plainClient(w.db);
  const bare = new Hono().get('/', async (c) => {
    for (const statement of statements) await plain.execute(statement);
    return c.json(body);
  });

  await compare('api.list', 200, ask, async () => (await bare.request('/')).text());
  plain.close();
  w.db.close();
}
