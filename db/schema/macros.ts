import { sql } from 'drizzle-orm';
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { guarded, house, maker } from '../access.ts';
import { flag, id, moment, stamps } from '../columns.ts';
import type { RequestPriority } from '../enums.ts';
import { people } from './people.ts';

/** What is done to a request: something is said, or it is moved on without a word, and what is changed beside that. */
export type MacroActions = {
  /** With placeholders. */
  reply: string | null;
  /** What is meant by it. */
  choice: 'ask' | 'answer' | 'solve';
  status: 'in_progress' | 'closed' | null;
  priority: RequestPriority | null;
  /** Whoever runs it ("me"), "nobody", or a person. */
  assignee: string | null;
  tags: string[];
};

/** What agents do again and again, under a name. */
export const macros = guarded(
  'requests',
  sqliteTable(
    'macros',
    {
      id: id('mac'),
      ownerId: text('owner_id')
        .notNull()
        .references(() => people.id),
      /** Whether all who answer requests have it, or its owner alone. */
      shared: flag('shared').notNull(),
      name: text('name').notNull(),
      actions: text('actions', { mode: 'json' }).$type<MacroActions>().notNull(),
      /** For a while it can be had back. */
      removedAt: moment('removed_at'),
      ...stamps(),
    },
    (table) => [
      index('macros_owner').on(table.ownerId, table.name),
      index('macros_name').on(table.name, table.id),
    ],
  ),
  (table) => [maker(table.ownerId), house(sql`${table.shared} = 1`)],
  'requests.work',
);

export type Macro = typeof macros.$inferSelect;
