import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { guarded, holder } from '../access.ts';
import { createdAt, id } from '../columns.ts';
import { accounts } from './accounts.ts';
import { people } from './people.ts';

/** A file that comes in parts, so that one which is cut off goes on where it was. */
export const uploads = guarded(
  'requests',
  sqliteTable(
    'uploads',
    {
      id: id('upl'),
      personId: text('person_id')
        .notNull()
        .references(() => people.id),
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      name: text('name').notNull(),
      size: integer('size').notNull(),
      /** How many of its bytes are there. */
      received: integer('received').notNull(),
      parts: integer('parts').notNull(),
      createdAt: createdAt(),
    },
    (table) => [
      index('uploads_person').on(table.personId, table.createdAt),
      index('uploads_created').on(table.createdAt, table.id),
    ],
  ),
  (table) => [holder(table.personId, table.accountId, sql`1`)],
);

export type PartialUpload = typeof uploads.$inferSelect;
