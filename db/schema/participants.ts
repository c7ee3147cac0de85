import { sql } from 'drizzle-orm';
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, row } from '../access.ts';
import { id, moment, stamps } from '../columns.ts';
import { participantRights, participantSources } from '../enums.ts';
import { accounts } from './accounts.ts';
import { people } from './people.ts';
import { requests } from './requests.ts';

/**
 * Who takes part in a request besides whoever asked, and only in that one. Somebody invited by his address stands
 * here with it alone until he has proven it; then he takes part as the person he is, for the account he acts for.
 */
export const participants = guarded(
  'requests',
  sqliteTable(
    'participants',
    {
      id: id('par'),
      requestId: text('request_id')
        .notNull()
        .references(() => requests.id),
      personId: text('person_id').references(() => people.id),
      accountId: text('account_id').references(() => accounts.id),
      /** Empty as soon as it is known whose it is. */
      email: text('email'),
      right: text('right', { enum: participantRights }).notNull(),
      source: text('source', { enum: participantSources }).notNull(),
      addedById: text('added_by_id')
        .notNull()
        .references(() => people.id),
      endedAt: moment('ended_at'),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('participants_person').on(table.requestId, table.personId),
      uniqueIndex('participants_email')
        .on(table.requestId, table.email)
        .where(sql`email is not null`),
      index('participants_taking_part').on(table.personId, table.accountId, table.requestId),
    ],
  ),
  (table) => [row(table.requestId, requests)],
);

export type Participant = typeof participants.$inferSelect;
