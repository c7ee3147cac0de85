import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { guarded, house } from '../access.ts';
import { flag, id, stamps } from '../columns.ts';
import { assignmentMethods, type Locale } from '../enums.ts';
import { accounts } from './accounts.ts';
import type { Request } from './requests.ts';

/** To whom a request is given that nobody has taken yet. */
export const assignmentRules = guarded(
  'requests',
  sqliteTable(
    'assignment_rules',
    {
      id: id('asr'),
      name: text('name').notNull(),
      /** The first that applies counts. */
      position: integer('position').notNull(),
      enabled: flag('enabled').notNull(),
      /** What a request must be; an empty list asks nothing. */
      categories: text('categories', { mode: 'json' }).$type<Request['category'][]>().notNull(),
      typeIds: text('type_ids', { mode: 'json' }).$type<string[]>().notNull(),
      locales: text('locales', { mode: 'json' }).$type<Locale[]>().notNull(),
      accountId: text('account_id').references(() => accounts.id),
      method: text('method', { enum: assignmentMethods }).notNull(),
      /** The team, in the order in which it is dealt to. */
      agentIds: text('agent_ids', { mode: 'json' }).$type<string[]>().notNull(),
      /** How many it has given to somebody: whose turn it is, and that nobody else has dealt meanwhile. */
      dealt: integer('dealt').notNull().default(0),
      ...stamps(),
    },
    (table) => [
      index('assignment_rules_position').on(table.position, table.id),
      index('assignment_rules_account').on(table.accountId),
    ],
  ),
  () => [house()],
  'requests.work',
);

export type AssignmentRule = typeof assignmentRules.$inferSelect;
