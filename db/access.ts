import { sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';

import type { Right } from './enums.ts';

/**
 * The ways a row can belong to somebody. Each table lists its paths beside its schema; `api/core/reach.ts`
 * compiles those of an actor into the WHERE of every query. A row that no path leads to does not exist for him.
 */
export type Path =
  /** The account in this column owns the row. `only` narrows it to some rows. */
  | { via: 'owner'; column: SQLiteColumn; only?: SQL }
  /** The person in this column made it; what a role of reach "own" sees. */
  | { via: 'person'; column: SQLiteColumn; account?: SQLiteColumn }
  /** The person in this column has the row in hand: it is his alone, whatever his role, while `only` holds. */
  | { via: 'holder'; column: SQLiteColumn; account?: SQLiteColumn; only: SQL }
  /** The actor takes part in the request in this column, for the account he acts for. */
  | { via: 'participant'; column: SQLiteColumn }
  /** A partner serves the customer in this column and the engagement opens this group of fields. */
  | { via: 'engagement'; column: SQLiteColumn; group: EngagementGroup }
  /** The account in this column has the actor's account as parent; needs reach "tree". */
  | { via: 'tree'; column: SQLiteColumn }
  /** Staff; `only` narrows it to what the owner shows the house. */
  | { via: 'house'; only?: SQL }
  /** Whoever is signed in, as far as `only` says. */
  | { via: 'everybody'; only: SQL }
  /** The accounts in this column, a list of ids, see the row, whatever the role of who asks. */
  | { via: 'listed'; column: SQLiteColumn; only: SQL }
  /** Published for a group of readers. `only` says which rows are published. */
  | { via: 'audience'; column: SQLiteColumn; only: SQL }
  /** Whoever reaches a row of `table` reaches the rows that point at it; `only` narrows it to some of them. */
  | { via: 'row'; column: SQLiteColumn; table: Guarded; key: SQLiteColumn; only?: SQL };

export type EngagementGroup = 'identity' | 'commercial' | 'financial' | 'contacts' | 'requests';

export const ACCESS: unique symbol = Symbol.for('portico.access');

/** `right` is what opens the paths; how far it goes says how many of them. */
export type Access = { right: Right; paths: () => Path[] };
export type Feature =
  | 'accounts'
  | 'opportunities'
  | 'materials'
  | 'requests'
  | 'articles'
  | 'sites'
  | 'people'
  | 'products'
  | 'events'
  | 'imports'
  | 'mail'
  | 'privacy'
  | 'sso';

/** A table whose access paths are declared. Only such a table can be read or written through a Scope. */
export type Guarded<T extends SQLiteTable = SQLiteTable> = T & { id: SQLiteColumn; [ACCESS]: Access };

export function guarded<T extends SQLiteTable & { id: SQLiteColumn }>(
  feature: Feature,
  table: T,
  paths: (table: T) => Path[],
  right: Right = `${feature}.read`,
): T & { [ACCESS]: Access } {
  return Object.assign(table, { [ACCESS]: { right, paths: () => paths(table) } });
}

export const owner = (column: SQLiteColumn, only?: SQL): Path =>
  only ? { via: 'owner', column, only } : { via: 'owner', column };
export const person = (column: SQLiteColumn, account?: SQLiteColumn): Path =>
  account ? { via: 'person', column, account } : { via: 'person', column };
export const holder = (column: SQLiteColumn, account: SQLiteColumn, only: SQL): Path => ({
  via: 'holder',
  column,
  account,
  only,
});
export const participant = (column: SQLiteColumn): Path => ({ via: 'participant', column });
export const engagement = (column: SQLiteColumn, group: EngagementGroup): Path => ({
  via: 'engagement',
  column,
  group,
});
export const tree = (column: SQLiteColumn): Path => ({ via: 'tree', column });
/** The person in this column made it for himself, whatever account he acts for. */
export const maker = (column: SQLiteColumn): Path => ({ via: 'holder', column, only: sql`1` });
export const house = (only?: SQL): Path => (only ? { via: 'house', only } : { via: 'house' });
export const everybody = (only: SQL): Path => ({ via: 'everybody', only });
export const listed = (column: SQLiteColumn, only: SQL): Path => ({ via: 'listed', column, only });
export const audience = (column: SQLiteColumn, only: SQL): Path => ({ via: 'audience', column, only });
export const row = (
  column: SQLiteColumn,
  table: Guarded,
  key: SQLiteColumn = table.id,
  only?: SQL,
): Path => ({ via: 'row', column, table, key, ...(only ? { only } : {}) });

export const SHARED: unique symbol = Symbol.for('portico.shared');

/** A table that belongs to nobody and holds nothing private; `why` says so. Everybody may read it. */
export type Shared<T extends SQLiteTable = SQLiteTable> = T & { [SHARED]: string };

export const shared = <T extends SQLiteTable>(why: string, table: T): Shared<T> =>
  Object.assign(table, { [SHARED]: why });
