import { createClient, type Client, type InStatement, type InValue } from '@libsql/client';

import type { Database } from '#db/client.ts';

type Statement = { sql: string; args: InValue[] };

/** The statements that a client is asked while `act` runs, so that a bare handler can ask the very same. */
export async function statementsOf(client: Client, act: () => Promise<unknown>): Promise<Statement[]> {
  const asked: Statement[] = [];
  const { execute } = client;
  client.execute = ((...call: [InStatement]) => {
    asked.push(plain(call[0]));
    return execute.apply(client, call as unknown as [string]);
  }) as Client['execute'];
  await act();
  client.execute = execute;
  return asked;
}

/** The same for the batches that are written. */
export async function batchOf(client: Client, act: () => Promise<unknown>): Promise<Statement[]> {
  const asked: Statement[] = [];
  const { batch } = client;
  client.batch = ((statements: InStatement[], mode: 'write') => {
    asked.push(...statements.map(plain));
    return batch.call(client, statements, mode);
  }) as Client['batch'];
  await act();
  client.batch = batch;
  return asked;
}

const plain = (statement: InStatement): Statement =>
  typeof statement === 'string'
    ? { sql: statement, args: [] }
    : { sql: statement.sql, args: (statement.args ?? []) as InValue[] };

/** Another connection to the same file, as the driver makes it. */
export async function plainClient({ reading }: Pick<Database, 'reading'>): Promise<Client> {
  const { rows } = await reading.execute('pragma database_list');
  return createClient({ url: `file:${String(rows[0]?.['file'])}`, concurrency: 1 });
}
