import { sql } from 'drizzle-orm';
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, holder } from '../access.ts';
import { id, stamps } from '../columns.ts';
import { draftKinds } from '../enums.ts';
import { accounts } from './accounts.ts';
import { people } from './people.ts';

/** What somebody has begun to write and not sent: his alone, on every device. */
export const drafts = guarded(
  'requests',
  sqliteTable(
    'drafts',
    {
      id: id('dra'),
      personId: text('person_id')
        .notNull()
        .references(() => people.id),
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      kind: text('kind', { enum: draftKinds }).notNull(),
      /** The request that it answers; empty for one that begins something. */
      subjectId: text('subject_id').notNull(),
      /** The fields of the form, by name. */
      fields: text('fields', { mode: 'json' }).$type<Record<string, string>>().notNull(),
      /** Ids of files that were uploaded for it. */
      attachments: text('attachments', { mode: 'json' }).$type<string[]>().notNull(),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('drafts_one').on(table.personId, table.accountId, table.kind, table.subjectId),
      index('drafts_updated').on(table.updatedAt, table.id),
    ],
  ),
  (table) => [holder(table.personId, table.accountId, sql`1`)],
);

export type Draft = typeof drafts.$inferSelect;
