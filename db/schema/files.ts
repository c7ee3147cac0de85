import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { guarded, holder } from '../access.ts';
import { createdAt, id, moment } from '../columns.ts';
import { accounts } from './accounts.ts';
import { people } from './people.ts';

/**
 * What is kept in storage. Only the one who uploaded a file reaches the row, until it is attached to something;
 * from then on it is read through what it is attached to.
 */
export const files = guarded(
  'requests',
  sqliteTable(
    'files',
    {
      id: id('file'),
      name: text('name').notNull(),
      type: text('type').notNull(),
      size: integer('size').notNull(),
      sha256: text('sha256').notNull(),
      uploadedBy: text('uploaded_by')
        .notNull()
        .references(() => people.id),
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      attachedAt: moment('attached_at'),
      createdAt: createdAt(),
    },
    (table) => [
      index('files_uploaded').on(table.uploadedBy, table.createdAt),
      index('files_unattached')
        .on(table.createdAt, table.id)
        .where(sql`attached_at is null`),
    ],
  ),
  (table) => [holder(table.uploadedBy, table.accountId, sql`${table.attachedAt} is null`)],
);

export type File = typeof files.$inferSelect;
