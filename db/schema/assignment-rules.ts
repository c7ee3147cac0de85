import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { guarded, house } from '../access.ts';
import { id, stamps } from '../columns.ts';
import { assignmentMethods, requestCategories } from '../enums.ts';
import { accounts } from './accounts.ts';

/** Who answers new requests: the first rule that a request meets names those who can. */
export const assignmentRules = guarded(
  'requests',
  sqliteTable(
    'assignment_rules',
    {
      id: id('asr'),
      position: integer('position').notNull(),
      /** Of every kind and every account where these are empty. */
      category: text('category', { enum: requestCategories }),
      accountId: text('account_id').references(() => accounts.id),
      method: text('method', { enum: assignmentMethods }).notNull(),
      /** The people who can, in their order. */
      members: text('members', { mode: 'json' }).$type<string[]>().notNull(),
      /** Whose turn it was last. */
      lastId: text('last_id'),
      ...stamps(),
    },
    (table) => [
      index('assignment_rules_position').on(table.position, table.id),
      index('assignment_rules_account').on(table.accountId),
    ],
  ),
  () => [house()],
);

export type AssignmentRule = typeof assignmentRules.$inferSelect;
