import { sql } from 'drizzle-orm';
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { guarded, house, maker } from '../access.ts';
import { flag, id, moment, stamps } from '../columns.ts';
import { people } from './people.ts';

/** What is done to a request all at once; whatever is left out stays as it is. */
export type MacroActions = {
  /** With placeholders. */
  reply?: string | undefined;
  /** What is meant by the reply. */
  choice?: 'ask' | 'answer' | 'solve' | undefined;
  note?: string | undefined;
  priority?: 'low' | 'normal' | 'high' | 'urgent' | undefined;
  /** Whom it is given to: "me" is whoever applies it. */
  assignee?: string | undefined;
  tags?: string[] | undefined;
};

/** Several steps that agents take together, under a name. */
export const macros = guarded(
  'requests',
  sqliteTable(
    'macros',
    {
      id: id('mac'),
      ownerId: text('owner_id')
        .notNull()
        .references(() => people.id),
      /** Whether all of the house have it, or its owner alone. */
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
);

export type Macro = typeof macros.$inferSelect;
