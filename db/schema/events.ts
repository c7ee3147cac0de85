import { sql } from 'drizzle-orm';
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { guarded, house, owner, person } from '../access.ts';
import { id, moment } from '../columns.ts';
import { eventAudiences } from '../enums.ts';
import { eventNames } from '../event-names.ts';
import { accounts } from './accounts.ts';

/**
 * One row says what happened: audit trail, activity feed and outbox. It names no person's data; values that do
 * are in `event_values`, where erasure may empty them and the story still holds.
 */
export const events = guarded(
  'events',
  sqliteTable(
    'events',
    {
      id: id('evt'),
      name: text('name', { enum: eventNames }).notNull(),
      at: moment('at').notNull(),
      audience: text('audience', { enum: eventAudiences }).notNull(),
      /** The account the event is about. */
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      subjectType: text('subject_type').notNull(),
      subjectId: text('subject_id').notNull(),
      actorKind: text('actor_kind').notNull(),
      /** A person, a site, or the name of a job. */
      actorId: text('actor_id').notNull(),
      actorAccountId: text('actor_account_id'),
      requestId: text('request_id'),
      data: text('data', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
      dispatchedAt: moment('dispatched_at'),
    },
    (table) => [
      index('events_at').on(table.at, table.id),
      index('events_account').on(table.accountId, table.at, table.id),
      index('events_actor_account').on(table.actorAccountId, table.at, table.id),
      index('events_type').on(table.subjectType, table.at, table.id),
      index('events_actor').on(table.actorId, table.at, table.id),
      index('events_subject').on(table.subjectId, table.at, table.id),
      index('events_waiting')
        .on(table.id)
        .where(sql`dispatched_at is null`),
    ],
  ),
  (table) => [
    owner(table.accountId, sql`${table.audience} <> 'staff'`),
    owner(table.actorAccountId, sql`${table.audience} <> 'staff'`),
    person(table.actorId, table.actorAccountId),
    house(sql`${table.audience} <> 'owner'`),
  ],
);

/** Old and new value of one field, with who may read them. */
export const eventValues = sqliteTable(
  'event_values',
  {
    eventId: text('event_id')
      .notNull()
      .references(() => events.id),
    field: text('field').notNull(),
    audience: text('audience', { enum: eventAudiences }).notNull(),
    before: text('before', { mode: 'json' }).$type<unknown>(),
    after: text('after', { mode: 'json' }).$type<unknown>(),
  },
  (table) => [
    index('event_values_event').on(table.eventId),
    index('event_values_visits')
      .on(table.eventId)
      .where(sql`field in ('device', 'network')`),
  ],
);

export type Event = typeof events.$inferSelect;
