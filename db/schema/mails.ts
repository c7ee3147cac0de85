import { sql } from 'drizzle-orm';
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, house } from '../access.ts';
import { createdAt, flag, id, moment } from '../columns.ts';
import { mailStates } from '../enums.ts';
import { mailboxes } from './mailboxes.ts';

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
      /** Finds the mail by the address that answers to it go to. */
      replyHash: text('reply_hash'),
      /** Nobody pressed a key for it: a machine answers. */
      automatic: flag('automatic').notNull().default(false),
      /** Where answers to it go. */
      mailboxId: text('mailbox_id').references(() => mailboxes.id),
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
      index('mails_to').on(table.toAddress, table.createdAt),
      index('mails_mailbox')
        .on(table.mailboxId, table.createdAt)
        .where(sql`mailbox_id is not null`),
      index('mails_reply')
        .on(table.replyHash)
        .where(sql`reply_hash is not null`),
      index('mails_subject').on(table.subjectId, table.createdAt),
    ],
  ),
  () => [house()],
);

export type Mail = typeof mails.$inferSelect;
