import { inArray, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';

import { entriesOf, type Whom } from './whom.ts';

/** What belongs together in the words for people. */
export const groups = [
  'access',
  'answers',
  'archives',
  'applications',
  'invitations',
  'memberships',
  'files',
  'mails',
  'messages',
  'notes',
  'history',
  'origins',
  'contacts',
  'requests',
  'opportunities',
  'imports',
  'mentions',
  'person',
] as const;
export type Group = (typeof groups)[number];

/** Rows that an erasure still has to deal with; done again it finds none. */
export type Part = {
  group: Group;
  table: SQLiteTable;
  key: SQLiteColumn;
  where: (whom: Whom) => SQL | undefined;
  /** What they become; without it they go. */
  set?: (whom: Whom) => Record<string, unknown>;
  /** Their keys are those of bytes in storage, which go too. */
  bytes?: true;
};

/** All rows of a person go. */
export const gone = (
  table: SQLiteTable,
  key: SQLiteColumn,
  person: SQLiteColumn,
  group: Group = 'access',
): Part => ({ group, table, key, where: ({ personId }) => inArray(person, entriesOf(personId)) });

/** Everybody who has read the row before is told that it is another one now. */
export const renewed = (version: SQLiteColumn) => ({ version: sql`${version} + 1`, updatedAt: new Date() });
