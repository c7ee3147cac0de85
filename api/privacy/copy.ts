import type { SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';

import type { Person } from '#db/schema/people.ts';

type Columns = Record<string, SQLiteColumn | SQL.Aliased>;
export type Owner = Pick<Person, 'id' | 'email'>;

/** One file of the copy: rows of one table that are about somebody, and what is told of them. */
export type Copy = {
  file: string;
  table: SQLiteTable;
  key: SQLiteColumn;
  columns: Columns | ((owner: Owner) => Columns);
  where: (owner: Owner) => SQL | undefined;
  /** What gives a name to an id of the row. */
  joins?: [SQLiteTable, SQL][];
};
