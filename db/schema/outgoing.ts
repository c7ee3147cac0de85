import { sql } from 'drizzle-orm';
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { guarded, holder } from '../access.ts';
import { createdAt, id, moment } from '../columns.ts';
import { accounts } from './accounts.ts';
import { people } from './people.ts';
import { requests } from './requests.ts';

/** A reply on its way: until its moment comes nobody but its writer knows of it, and he can take it back. */
export const outgoing = guarded(
  'requests',
  sqliteTable(
    'outgoing_replies',
    {
      id: id('out'),
      requestId: text('request_id')
        .notNull()
        .references(() => requests.id),
      personId: text('person_id')
        .notNull()
        .references(() => people.id),
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      body: text('body').notNull(),
      choice: text('choice').notNull(),
      attachments: text('attachments', { mode: 'json' }).$type<string[]>().notNull(),
      sendAt: moment('send_at').notNull(),
      createdAt: createdAt(),
    },
    (table) => [
      index('outgoing_due').on(table.sendAt, table.id),
      index('outgoing_person').on(table.personId, table.requestId),
    ],
  ),
  (table) => [holder(table.personId, table.accountId, sql`1`)],
);

export type Outgoing = typeof outgoing.$inferSelect;
