import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, house } from '../access.ts';
import { createdAt, id, moment, stamps } from '../columns.ts';
import { archiveStates, erasureChannels, erasureStates, locales, refusalReasons } from '../enums.ts';
import { people } from './people.ts';

/** How many rows became of what, by part. */
export type Tally = Record<string, number>;

/** By what somebody is known in texts. Kept only while an erasure runs. */
export type Marks = { names: string[]; emails: string[]; phones: string[] };

/**
 * Somebody asks that what is held about him be erased. What the row says afterwards names nobody: it is the proof
 * that it was done.
 */
export const erasures = guarded(
  'privacy',
  sqliteTable(
    'erasures',
    {
      id: id('era'),
      /** What the erased person is called by from then on. */
      number: integer('number').notNull(),
      personId: text('person_id')
        .notNull()
        .references(() => people.id),
      channel: text('channel', { enum: erasureChannels }).notNull(),
      state: text('state', { enum: erasureStates }).notNull(),
      reason: text('reason'),
      /** The law gives a month. */
      dueAt: moment('due_at').notNull(),
      refusal: text('refusal', { enum: refusalReasons }),
      refusalNote: text('refusal_note'),
      /** The one of the house who decided last. */
      decidedBy: text('decided_by').references(() => people.id),
      /** So many parts are done, in their order. */
      position: integer('position').notNull().default(0),
      marks: text('marks', { mode: 'json' }).$type<Marks>(),
      tally: text('tally', { mode: 'json' }).$type<Tally>().notNull(),
      endedAt: moment('ended_at'),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('erasures_number').on(table.number),
      uniqueIndex('erasures_one')
        .on(table.personId)
        .where(sql`state in ('asked', 'approved', 'running', 'done')`),
      index('erasures_person').on(table.personId, table.createdAt, table.id),
      index('erasures_created').on(table.createdAt, table.id),
      index('erasures_open')
        .on(table.dueAt, table.id)
        .where(sql`state in ('asked', 'approved', 'running')`),
    ],
  ),
  () => [house()],
);

/** A copy of all that is held about somebody. The bytes are in storage under the id. Only he reaches it. */
export const archives = guarded(
  'privacy',
  sqliteTable(
    'archives',
    {
      id: id('arc'),
      personId: text('person_id')
        .notNull()
        .references(() => people.id),
      state: text('state', { enum: archiveStates }).notNull(),
      locale: text('locale', { enum: locales }).notNull(),
      size: integer('size'),
      sha256: text('sha256'),
      expiresAt: moment('expires_at'),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('archives_one')
        .on(table.personId)
        .where(sql`state = 'asked'`),
      index('archives_person').on(table.personId, table.createdAt, table.id),
      index('archives_ready')
        .on(table.expiresAt, table.id)
        .where(sql`state = 'ready'`),
    ],
  ),
  () => [],
);

/** What the rules threw away in one night: counts, and nothing of what it was. */
export const retentionRuns = guarded(
  'privacy',
  sqliteTable(
    'retention_runs',
    {
      id: id('run'),
      tally: text('tally', { mode: 'json' }).$type<Tally>().notNull(),
      createdAt: createdAt(),
    },
    (table) => [index('retention_runs_created').on(table.createdAt, table.id)],
  ),
  () => [house()],
);

export type Erasure = typeof erasures.$inferSelect;
export type Archive = typeof archives.$inferSelect;
export type RetentionRun = typeof retentionRuns.$inferSelect;
