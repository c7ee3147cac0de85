import type { Client, InStatement } from '@libsql/client';

import type { World } from './world.ts';

export type Select = { sql: string; args: unknown[] };

/** Writes down every SELECT that is asked from now on, until `stop`. */
export function listen({ db }: World) {
  const heard: Select[] = [];
  const { reading } = db;
  const { execute, batch } = reading;
  const hear = (statement: InStatement) => {
    const { sql, args = [] } = typeof statement === 'string' ? { sql: statement } : statement;
    if (/^\s*(select|with)\b/i.test(sql)) heard.push({ sql, args: Object.values(args) });
  };
  reading.execute = ((...given: Parameters<Client['execute']>) => {
    hear(given.length > 1 ? ({ sql: given[0], args: given[1] } as InStatement) : (given[0] as InStatement));
    return execute.apply(reading, given);
  }) as Client['execute'];
  reading.batch = ((statements, mode) => {
    for (const statement of statements) hear(statement as InStatement);
    return batch.call(reading, statements, mode);
  }) as Client['batch'];

  return {
    heard,
    stop() {
      Object.assign(reading, { execute, batch });
    },
  };
}
