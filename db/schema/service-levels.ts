import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, house, row } from '../access.ts';
import { createdAt, flag, id, moment, stamps } from '../columns.ts';
import { clockTargets, type ClockTarget, type RequestPriority } from '../enums.ts';
import { requests } from './requests.ts';

/** From and to, in minutes of the day. */
export type OpenWindow = [from: number, to: number];
/** A day on which the usual hours do not hold; closed when it has no windows. */
export type Exception = { day: string; windows: OpenWindow[]; name?: string | undefined };
/** Monday first. */
export type Week = OpenWindow[][];

/** When the house works. What its hours are, its newest version says. */
export const schedules = guarded(
  'requests',
  sqliteTable('schedules', { id: id('sch'), name: text('name').notNull(), ...stamps() }, (table) => [
    index('schedules_name').on(table.name, table.id),
  ]),
  () => [house()],
);

/** The hours of a schedule as they were from one change to the next: never changed, so that a clock can be read again. */
export const scheduleVersions = guarded(
  'requests',
  sqliteTable(
    'schedule_versions',
    {
      id: id('scv'),
      scheduleId: text('schedule_id')
        .notNull()
        .references(() => schedules.id),
      number: integer('number').notNull(),
      zone: text('zone').notNull(),
      week: text('week', { mode: 'json' }).$type<Week>().notNull(),
      exceptions: text('exceptions', { mode: 'json' }).$type<Exception[]>().notNull(),
      createdAt: createdAt(),
    },
    (table) => [uniqueIndex('schedule_versions_number').on(table.scheduleId, table.number)],
  ),
  () => [house()],
);

/** To which requests a level applies: to those that meet all of it; an empty list asks for nothing. */
export type Conditions = {
  priorities: RequestPriority[];
  categories: string[];
  accountKinds: string[];
  accountId: string | null;
};
/** In minutes of the schedule; nothing where nothing is promised. */
export type Targets = Partial<Record<ClockTarget, Partial<Record<RequestPriority, number>>>>;
/** Who is told when a promise has been broken for so many minutes of the schedule. */
export type Escalation = { after: number; roleId: string };

/** What the house promises, and to whom. The first that applies counts. */
export const serviceLevels = guarded(
  'requests',
  sqliteTable(
    'service_levels',
    {
      id: id('svl'),
      name: text('name').notNull(),
      position: integer('position').notNull(),
      enabled: flag('enabled').notNull(),
      ...stamps(),
    },
    (table) => [index('service_levels_position').on(table.position, table.id)],
  ),
  () => [house()],
);

/** A promise as it was from one change to the next: never changed. */
export const serviceLevelVersions = guarded(
  'requests',
  sqliteTable(
    'service_level_versions',
    {
      id: id('slv'),
      serviceLevelId: text('service_level_id')
        .notNull()
        .references(() => serviceLevels.id),
      number: integer('number').notNull(),
      /** Day and night when empty. */
      scheduleId: text('schedule_id').references(() => schedules.id),
      conditions: text('conditions', { mode: 'json' }).$type<Conditions>().notNull(),
      targets: text('targets', { mode: 'json' }).$type<Targets>().notNull(),
      /** After how many hundredths of the time somebody is warned. */
      warnPercent: integer('warn_percent').notNull(),
      /** At least so many minutes are left when a clock goes on after a pause. */
      grace: integer('grace').notNull(),
      /** Older requests are none of it. */
      enforceFrom: moment('enforce_from').notNull(),
      escalations: text('escalations', { mode: 'json' }).$type<Escalation[]>().notNull(),
      createdAt: createdAt(),
    },
    (table) => [
      uniqueIndex('service_level_versions_number').on(table.serviceLevelId, table.number),
      index('service_level_versions_schedule').on(table.scheduleId),
    ],
  ),
  () => [house()],
);

/** Where the clock of one promise to one request stands: worked out from its events, and kept to be asked by time. */
export const requestClocks = guarded(
  'requests',
  sqliteTable(
    'request_clocks',
    {
      id: id('clk'),
      requestId: text('request_id')
        .notNull()
        .references(() => requests.id),
      target: text('target', { enum: clockTargets }).notNull(),
      startedAt: moment('started_at').notNull(),
      /** Empty while the clock stands still, and where the schedule opens no more. */
      dueAt: moment('due_at'),
      warnAt: moment('warn_at'),
      pausedAt: moment('paused_at'),
      metAt: moment('met_at'),
      /** Ended without having been met. */
      stoppedAt: moment('stopped_at'),
      warnedAt: moment('warned_at'),
      breachedAt: moment('breached_at'),
      /** How many of the escalations were sent. */
      escalated: integer('escalated').notNull().default(0),
      /** When somebody is to be told something next. */
      nextAt: moment('next_at'),
      levelVersionId: text('level_version_id').references(() => serviceLevelVersions.id),
      scheduleVersionId: text('schedule_version_id').references(() => scheduleVersions.id),
    },
    (table) => [
      uniqueIndex('request_clocks_target').on(table.requestId, table.target),
      index('request_clocks_next')
        .on(table.nextAt, table.id)
        .where(sql`next_at is not null`),
    ],
  ),
  (table) => [row(table.requestId, requests)],
);

export type Schedule = typeof schedules.$inferSelect;
export type ScheduleVersion = typeof scheduleVersions.$inferSelect;
export type ServiceLevel = typeof serviceLevels.$inferSelect;
export type ServiceLevelVersion = typeof serviceLevelVersions.$inferSelect;
export type RequestClock = typeof requestClocks.$inferSelect;
