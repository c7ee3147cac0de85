import { sql } from 'drizzle-orm';
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { guarded, house, maker } from '../access.ts';
import { flag, id, moment, stamps } from '../columns.ts';
import { people } from './people.ts';

/** A list of requests that somebody comes back to: what it is narrowed by, under a name. */
export const views = guarded(
  'requests',
  sqliteTable(
    'views',
    {
      id: id('view'),
      ownerId: text('owner_id')
        .notNull()
        .references(() => people.id),
      /** Whether all of the house have it, or its owner alone. */
      shared: flag('shared').notNull(),
      name: text('name').notNull(),
      /** As an address has it. */
      filter: text('filter', { mode: 'json' }).$type<Record<string, string>>().notNull(),
      /** For a while it can be had back. */
      removedAt: moment('removed_at'),
      ...stamps(),
    },
    (table) => [
      index('views_owner').on(table.ownerId, table.name),
      index('views_name').on(table.name, table.id),
    ],
  ),
  (table) => [maker(table.ownerId), house(sql`${table.shared} = 1`)],
);

export type View = typeof views.$inferSelect;
