import type { Client, Config, InArgs, InStatement, InValue, Row } from '@libsql/client';
import Libsql from 'libsql';

/** Far more than the shapes of SELECT that pages ask; a search for many words makes shapes of its own. */
const KEPT = 500;

/** `row` is the prototype of its rows; there is none where a statement returns no rows. */
type Statement = { all: (args: unknown) => unknown[][]; row?: object };

/**
 * Gives a client of a file statements that are prepared once: to prepare a SELECT anew each time takes several times
 * as long as to run it. All else goes on as before. Rows can be read by index and by name, as the client's own.
 */
export function preparing(client: Client, file: string, config: Config, pragmas: string[]): Client {
  const connection = new Libsql(file, config as Libsql.Options);
  for (const pragma of pragmas) connection.exec(pragma);
  const statements = new Map<string, Statement>();
  const unprepared = client.execute.bind(client) as (statement: InStatement) => ReturnType<Client['execute']>;
  const close = client.close.bind(client);

  function prepared(sql: string): Statement {
    const statement = statements.get(sql) ?? prepare(connection, sql);
    // To the end of the line, so that the first in it is the one not asked for longest.
    statements.delete(sql);
    statements.set(sql, statement);
    const [oldest] = statements.keys();
    if (statements.size > KEPT && oldest !== undefined) statements.delete(oldest);
    return statement;
  }

  return Object.assign(client, {
    async execute(given: InStatement | string, args: InArgs = []) {
      const asked = typeof given === 'string' ? { sql: given, args } : given;
      const { row, all } = prepared(asked.sql);
      if (!row) return unprepared(asked);
      const rows = all(bound(asked.args ?? [])).map((values) => Object.setPrototypeOf(values, row) as Row);
      return { columns: [], columnTypes: [], rows, rowsAffected: 0, lastInsertRowid: undefined };
    },
    close() {
      statements.clear();
      connection.close();
      close();
    },
  }) as Client;
}

function prepare(connection: Libsql.Database, sql: string): Statement {
  const statement = connection.prepare(sql);
  const all = statement.all.bind(statement) as Statement['all'];
  if (!statement.reader) return { all };
  const columns = statement.raw(true).columns();
  const getters = columns.map(({ name }, index) => [name, { get: at(index), configurable: true }] as const);
  return { all, row: Object.create(Array.prototype, Object.fromEntries(getters.toReversed())) as object };
}

const at = (index: number) =>
  function (this: unknown[]) {
    return this[index];
  };

const bound = (args: InArgs) => (Array.isArray(args) ? args.map(plain) : args);

function plain(value: InValue): unknown {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'boolean' ? Number(value) : value;
}
