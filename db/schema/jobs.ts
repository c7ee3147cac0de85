import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { shared } from '../access.ts';
import { createdAt, id, moment } from '../columns.ts';

/** Work that follows from an event. A row is deleted when done; one that failed eight times stays parked. */
export const jobs = sqliteTable(
  'jobs',
  {
    id: id('job'),
    name: text('name').notNull(),
    eventId: text('event_id').notNull(),
    runAt: moment('run_at').notNull(),
    leasedUntil: moment('leased_until'),
    leasedBy: text('leased_by'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    parkedAt: moment('parked_at'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('jobs_event_name').on(table.eventId, table.name),
    index('jobs_due')
      .on(table.runAt, table.id)
      .where(sql`parked_at is null`),
  ],
);

/** The first answer to a POST that carried an Idempotency-Key, kept for a day. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    /** Hash of actor and key. */
    id: text('id').primaryKey(),
    route: text('route').notNull(),
    bodyHash: text('body_hash').notNull(),
    /** Whoever asked: the answer holds what that person wrote. */
    personId: text('person_id'),
    status: integer('status'),
    body: text('body'),
    createdAt: createdAt(),
  },
  (table) => [index('idempotency_keys_person').on(table.personId)],
);

/** Running numbers, such as those in the references of requests. */
export const counters = sqliteTable('counters', {
  name: text('name').primaryKey(),
  value: integer('value').notNull(),
});

export const settings = shared(
  'what the house chose to show and how',
  sqliteTable('settings', {
    key: text('key').primaryKey(),
    value: text('value', { mode: 'json' }).$type<unknown>().notNull(),
    version: integer('version').notNull().default(1),
  }),
);

/** Attempts at sign-in, reset and public forms, in the shape that rate-limiter-flexible asks for. */
export const rateLimits = sqliteTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull(),
  expire: moment('expire'),
});

export type Job = typeof jobs.$inferSelect;
