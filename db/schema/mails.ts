import { sql } from 'drizzle-orm';
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, house } from '../access.ts';
import { createdAt, id, moment } from '../columns.ts';
import { mailStates } from '../enums.ts';

/** Every mail that goes out, once. Without an SMTP server it stays here to be read at /desk/mail. */
export const mails = guarded(
  'mail',
  sqliteTable(
    'mails',
    {
      id: id('mail'),
      /** Event and recipient: the same mail is not written twice. */
      onceKey: text('once_key').notNull(),
      toAddress: text('to_address').notNull(),
      subject: text('subject').notNull(),
      text: text('text').notNull(),
      html: text('html').notNull(),
      headers: text('headers', { mode: 'json' }).$type<Record<string, string>>().notNull(),
      messageId: text('message_id').notNull(),
      /** What the mail is about, for threads: the id of a request. */
      subjectId: text('subject_id'),
      state: text('state', { enum: mailStates }).notNull(),
      error: text('error'),
      createdAt: createdAt(),
      sentAt: moment('sent_at'),
    },
    (table) => [
      uniqueIndex('mails_once').on(table.onceKey),
      index('mails_created').on(table.createdAt, table.id),
      index('mails_kept')
        .on(table.createdAt, table.id)
        .where(sql`text <> ''`),
      index('mails_to').on(table.toAddress),
      index('mails_subject').on(table.subjectId, table.createdAt),
    ],
  ),
  () => [house()],
);

export type Mail = typeof mails.$inferSelect;
