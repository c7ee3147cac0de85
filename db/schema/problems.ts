import { sql } from 'drizzle-orm';
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { everybody, guarded, house } from '../access.ts';
import { flag, id, stamps } from '../columns.ts';
import { problemStates } from '../enums.ts';
import { people } from './people.ts';

/** One cause behind many requests. What is known of it is told to customers once it is made public. */
export const problems = guarded(
  'requests',
  sqliteTable(
    'problems',
    {
      id: id('prb'),
      title: text('title').notNull(),
      state: text('state', { enum: problemStates }).notNull().default('open'),
      ownerId: text('owner_id').references(() => people.id),
      /** What is wrong and what helps until it is mended. */
      knownError: text('known_error').notNull().default(''),
      isPublic: flag('is_public').notNull().default(false),
      ...stamps(),
    },
    (table) => [
      index('problems_moved').on(table.updatedAt, table.id),
      index('problems_public')
        .on(table.updatedAt, table.id)
        .where(sql`is_public = 1 and state = 'known'`),
    ],
  ),
  (table) => [house(), everybody(sql`${table.isPublic} = 1 and ${table.state} <> 'open'`)],
);

export type Problem = typeof problems.$inferSelect;
