import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  sqliteTable,
  text,
  uniqueIndex,
  type AnySQLiteColumn,
} from 'drizzle-orm/sqlite-core';

import { engagement, guarded, house, owner, participant, person, row } from '../access.ts';
import { createdAt, id, moment, stamps } from '../columns.ts';
import {
  impacts,
  locales,
  requestCategories,
  requestChannels,
  requestPriorities,
  requestResolutions,
  requestStatuses,
  sides,
  urgencies,
} from '../enums.ts';
import { accounts } from './accounts.ts';
import { articles } from './articles.ts';
import { files } from './files.ts';
import { people } from './people.ts';
import { problems } from './problems.ts';
import { requestForms } from './request-types.ts';
import { sites } from './sites.ts';

export const requests = guarded(
  'requests',
  sqliteTable(
    'requests',
    {
      id: id('req'),
      number: integer('number').notNull(),
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      /** Empty for a guest, whose name and address are in the two columns below. */
      requesterId: text('requester_id').references(() => people.id),
      guestName: text('guest_name'),
      guestEmail: text('guest_email'),
      siteId: text('site_id').references(() => sites.id),
      category: text('category', { enum: requestCategories }).notNull(),
      priority: text('priority', { enum: requestPriorities }).notNull(),
      /** What the priority was worked out from, where it was asked. */
      impact: text('impact', { enum: impacts }),
      urgency: text('urgency', { enum: urgencies }),
      /** What was filled in; empty where something was asked in free words. */
      formId: text('form_id').references(() => requestForms.id),
      /** How it came; empty when nobody has said so. */
      channel: text('channel', { enum: requestChannels }),
      status: text('status', { enum: requestStatuses }).notNull(),
      subject: text('subject').notNull(),
      locale: text('locale', { enum: locales }).notNull(),
      assigneeId: text('assignee_id').references(() => people.id),
      /** When whoever must act next should have acted. */
      dueAt: moment('due_at'),
      /** When the house first answered, and when it was solved, as far as that is known. */
      firstResponseAt: moment('first_response_at'),
      resolvedAt: moment('resolved_at'),
      lastMessageAt: moment('last_message_at').notNull(),
      lastSide: text('last_side', { enum: sides }).notNull(),
      /** Number of the newest entry; messages and notes share it so that a timeline pages by one key. */
      lastSeq: integer('last_seq').notNull().default(0),
      searchText: text('search_text').notNull(),
      /** How it was solved, the last time. */
      resolution: text('resolution', { enum: requestResolutions }),
      reopenCount: integer('reopen_count').notNull().default(0),
      /** When the clock moves it on by itself: a reminder, a day to look again, the end of the time to object. */
      wakesAt: moment('wakes_at'),
      /** How often the customer was reminded of the question that waits for it. */
      reminders: integer('reminders').notNull().default(0),
      /** For whom or what the house waits; nobody else reads it. */
      waitReason: text('wait_reason'),
      /** The request that goes on in its place. */
      mergedIntoId: text('merged_into_id').references((): AnySQLiteColumn => requests.id),
      problemId: text('problem_id').references(() => problems.id),
      /** What was written for everybody out of it. */
      articleId: text('article_id').references(() => articles.id),
      ...stamps(),
    },
    (table) => [
      index('requests_wakes')
        .on(table.wakesAt, table.id)
        .where(sql`wakes_at is not null`),
      index('requests_merged')
        .on(table.mergedIntoId)
        .where(sql`merged_into_id is not null`),
      index('requests_problem')
        .on(table.problemId, table.id)
        .where(sql`problem_id is not null`),
      index('requests_article')
        .on(table.articleId)
        .where(sql`article_id is not null`),
      uniqueIndex('requests_number').on(table.number),
      index('requests_account').on(table.accountId, table.lastMessageAt, table.id),
      index('requests_account_status').on(table.accountId, table.status, table.lastMessageAt, table.id),
      index('requests_requester').on(table.requesterId, table.lastMessageAt, table.id),
      index('requests_status').on(table.status, table.lastMessageAt, table.id),
      index('requests_moved').on(table.lastMessageAt, table.id),
      index('requests_due').on(table.dueAt, table.id),
      index('requests_account_due').on(table.accountId, table.dueAt, table.id),
      index('requests_requester_due').on(table.requesterId, table.dueAt, table.id),
      index('requests_assignee_due').on(table.assigneeId, table.dueAt, table.id),
      index('requests_guest')
        .on(table.guestEmail)
        .where(sql`guest_email is not null`),
      index('requests_assignee').on(table.assigneeId, table.lastMessageAt, table.id),
      index('requests_form')
        .on(table.formId)
        .where(sql`form_id is not null`),
    ],
  ),
  (table) => [
    owner(table.accountId, sql`${table.status} <> 'quarantined'`),
    person(table.requesterId, table.accountId),
    engagement(table.accountId, 'requests'),
    participant(table.id),
    house(),
  ],
);

/** What the customer reads. Internal notes are a table of their own, so that no customer query can meet one. */
export const messages = guarded(
  'requests',
  sqliteTable(
    'messages',
    {
      id: id('msg'),
      requestId: text('request_id')
        .notNull()
        .references(() => requests.id),
      seq: integer('seq').notNull(),
      authorId: text('author_id').references(() => people.id),
      side: text('side', { enum: sides }).notNull(),
      /** The address it was mailed from, where nobody known has written it. */
      sender: text('sender'),
      body: text('body').notNull(),
      createdAt: createdAt(),
    },
    (table) => [
      uniqueIndex('messages_seq').on(table.requestId, table.seq),
      index('messages_author').on(table.authorId),
    ],
  ),
  (table) => [row(table.requestId, requests)],
);

export const notes = guarded(
  'requests',
  sqliteTable(
    'request_notes',
    {
      id: id('note'),
      requestId: text('request_id')
        .notNull()
        .references(() => requests.id),
      seq: integer('seq').notNull(),
      authorId: text('author_id')
        .notNull()
        .references(() => people.id),
      body: text('body').notNull(),
      createdAt: createdAt(),
    },
    (table) => [uniqueIndex('request_notes_seq').on(table.requestId, table.seq)],
  ),
  () => [house()],
);

export const attachments = guarded(
  'requests',
  sqliteTable(
    'attachments',
    {
      id: id('att'),
      requestId: text('request_id')
        .notNull()
        .references(() => requests.id),
      messageId: text('message_id')
        .notNull()
        .references(() => messages.id),
      fileId: text('file_id')
        .notNull()
        .references(() => files.id),
      createdAt: createdAt(),
    },
    (table) => [
      index('attachments_request').on(table.requestId),
      uniqueIndex('attachments_file').on(table.fileId),
      index('attachments_message').on(table.messageId),
      index('attachments_created').on(table.createdAt, table.id),
    ],
  ),
  (table) => [row(table.requestId, requests)],
);

export type Request = typeof requests.$inferSelect;
export type Message = typeof messages.$inferSelect;
export type Note = typeof notes.$inferSelect;
export type Attachment = typeof attachments.$inferSelect;
