import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, house } from '../access.ts';
import { flag, id, moment, stamps } from '../columns.ts';
import { requestCategories } from '../enums.ts';
import { inboundReasons, inboundStates, mailVerdicts } from '../inbound-fates.ts';
import { messages, requests } from './requests.ts';

/** An address of the house that customers write to. */
export const mailboxes = guarded(
  'mail',
  sqliteTable(
    'mailboxes',
    {
      id: id('box'),
      name: text('name').notNull(),
      address: text('address').notNull(),
      /** What a request is that begins here. */
      category: text('category', { enum: requestCategories }).notNull(),
      /** Where its mails are fetched, with the password, encrypted; empty where they are brought. */
      imapUrl: text('imap_url'),
      /** What whoever brings mails signs them with, encrypted. */
      hookSecret: text('hook_secret').notNull(),
      /** The name under which our own mail server writes down whom it has recognised. */
      trustedServer: text('trusted_server'),
      active: flag('active').notNull().default(true),
      /** How far it is fetched: a number of the server's, and of which generation. */
      uidValidity: text('uid_validity'),
      lastUid: integer('last_uid').notNull().default(0),
      fetchedAt: moment('fetched_at'),
      lastError: text('last_error'),
      /** Until then nothing is answered by itself: too much was. */
      quietUntil: moment('quiet_until'),
      ...stamps(),
    },
    (table) => [uniqueIndex('mailboxes_address').on(table.address)],
  ),
  () => [house()],
  'settings.read',
);

/** Every mail that came in, whatever became of it. The whole of it is in storage, under the id. */
export const inboundMails = guarded(
  'requests',
  sqliteTable(
    'inbound_mails',
    {
      id: id('inm'),
      mailboxId: text('mailbox_id')
        .notNull()
        .references(() => mailboxes.id),
      /** What the same mail has when it comes again by the same door. */
      onceKey: text('once_key').notNull(),
      hash: text('hash').notNull(),
      size: integer('size').notNull(),
      messageId: text('message_id'),
      fromAddress: text('from_address'),
      fromName: text('from_name'),
      subject: text('subject'),
      text: text('text'),
      verdict: text('verdict', { enum: mailVerdicts }),
      /** How often it was begun to read it. */
      tries: integer('tries').notNull().default(0),
      state: text('state', { enum: inboundStates }).notNull(),
      reason: text('reason', { enum: inboundReasons }),
      requestId: text('request_id').references(() => requests.id),
      postId: text('post_id').references(() => messages.id),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('inbound_mails_once').on(table.onceKey),
      index('inbound_mails_hash').on(table.hash),
      index('inbound_mails_message').on(table.messageId),
      index('inbound_mails_request').on(table.requestId, table.createdAt),
      index('inbound_mails_post').on(table.postId),
      index('inbound_mails_mailbox').on(table.mailboxId),
      index('inbound_mails_from').on(table.fromAddress, table.createdAt),
      index('inbound_mails_created').on(table.createdAt, table.id),
      index('inbound_mails_waiting')
        .on(table.createdAt, table.id)
        .where(sql`state = 'suspended'`),
    ],
  ),
  () => [house()],
);

export type Mailbox = typeof mailboxes.$inferSelect;
export type InboundMail = typeof inboundMails.$inferSelect;
