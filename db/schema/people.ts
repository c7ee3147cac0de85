import { sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  index,
  integer,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

import { everybody, guarded, house, owner, person, row, type Path } from '../access.ts';
import { createdAt, domainOf, flag, id, moment, stamps } from '../columns.ts';
import { accountKinds, codeKinds, locales, type FieldGroup, type Level, type Right } from '../enums.ts';
import { newId } from '../ids.ts';
import { accounts } from './accounts.ts';
import { ssoConnections } from './sso.ts';

/** A role is a row: presets that Portico brings, and roles that the house or an account makes for itself. */
export const roles = guarded(
  'people',
  sqliteTable(
    'roles',
    {
      id: id('role'),
      kind: text('kind', { enum: accountKinds }).notNull(),
      /** What a preset is called in code; roles of one's own have a name. */
      key: text('key').notNull(),
      name: text('name'),
      /** Whose role it is; empty for those that every account of the kind may give. */
      accountId: text('account_id').references(() => accounts.id),
      rights: text('rights', { mode: 'json' }).$type<Partial<Record<Right, Level>>>().notNull(),
      /** Which groups of a company's fields it opens, as far as its rights reach. */
      fields: text('fields', { mode: 'json' })
        .$type<Partial<Record<FieldGroup, 'read' | 'edit'>>>()
        .notNull()
        .default({}),
      preset: flag('preset').notNull().default(false),
      /** Since then it is given to nobody any more. */
      retiredAt: moment('retired_at'),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('roles_kind_key').on(table.kind, table.key),
      index('roles_account').on(table.accountId),
    ],
  ),
  (table) => [everybody(sql`${table.accountId} is null`), owner(table.accountId), house()],
);

export const people = guarded(
  'people',
  sqliteTable(
    'people',
    {
      id: id('per'),
      email: text('email').notNull(),
      name: text('name').notNull(),
      locale: text('locale', { enum: locales }).notNull().default('en'),
      zone: text('zone').notNull().default('UTC'),
      disabledAt: moment('disabled_at'),
      /** Since then the row names nobody. */
      erasedAt: moment('erased_at'),
      /** A program that acts for its account. It has no address, cannot sign in and leads nothing. */
      robot: flag('robot').notNull().default(false),
      /** As whom this person goes on, where two rows were one and the same. */
      mergedIntoId: text('merged_into_id').references((): AnySQLiteColumn => people.id),
      /** The terms of the house that the person has accepted last. */
      termsVersion: text('terms_version'),
      termsAcceptedAt: moment('terms_accepted_at'),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('people_email').on(table.email),
      index('people_name').on(sql`name collate nocase`),
      index('people_domain').on(domainOf),
    ],
  ),
  (table): Path[] => [person(table.id), row(table.id, memberships, memberships.personId)],
);

export const memberships = guarded(
  'people',
  sqliteTable(
    'memberships',
    {
      id: id('mem'),
      personId: text('person_id')
        .notNull()
        .references(() => people.id),
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      roleId: text('role_id')
        .notNull()
        .references(() => roles.id),
      endedAt: moment('ended_at'),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('memberships_pair').on(table.personId, table.accountId),
      index('memberships_account').on(table.accountId, table.createdAt, table.id),
    ],
  ),
  (table) => [owner(table.accountId), house()],
);

/** Whom an account has asked in; the secret of the link is a code that is made when the mail is. */
export const invitations = guarded(
  'people',
  sqliteTable(
    'invitations',
    {
      id: id('cod'),
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      roleId: text('role_id')
        .notNull()
        .references(() => roles.id),
      email: text('email').notNull(),
      invitedBy: text('invited_by')
        .notNull()
        .references(() => people.id),
      acceptedAt: moment('accepted_at'),
      revokedAt: moment('revoked_at'),
      ...stamps(),
    },
    (table) => [
      index('invitations_account').on(table.accountId, table.createdAt, table.id),
      index('invitations_created').on(table.createdAt, table.id),
      index('invitations_email').on(table.email),
      index('invitations_open')
        .on(table.createdAt, table.id)
        .where(sql`accepted_at is null and revoked_at is null`),
    ],
  ),
  (table) => [owner(table.accountId), house()],
);

/** A browser in which a person has signed in; it is known again by a cookie, of which only the hash is kept. */
export const devices = sqliteTable(
  'devices',
  {
    id: id('dev'),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    hash: text('hash').notNull(),
    /** Such as "Firefox, Windows"; empty for programs. */
    label: text('label').notNull(),
    ipPrefix: text('ip_prefix').notNull(),
    /** Until then the second factor is not asked for here. */
    trustedUntil: moment('trusted_until'),
    seenAt: moment('seen_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('devices_person_hash').on(table.personId, table.hash),
    index('devices_seen').on(table.seenAt),
  ],
);

/** `id` is the hash of what the cookie holds; `expiresAt` is in seconds, as lucia's adapter wants it. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    /** What the person calls it by. */
    handle: text('handle')
      .notNull()
      .$defaultFn(() => newId('ses')),
    userId: text('person_id')
      .notNull()
      .references(() => people.id),
    membershipId: text('membership_id')
      .notNull()
      .references(() => memberships.id),
    expiresAt: integer('expires_at').notNull(),
    createdAt: createdAt(),
    seenAt: moment('seen_at').notNull(),
    deviceId: text('device_id').references(() => devices.id),
    label: text('label').notNull().default(''),
    ipPrefix: text('ip_prefix').notNull().default(''),
    /** How many factors have been shown: 1 or 2. */
    assurance: integer('assurance').notNull().default(1),
    /** When the person has last proven who it is. */
    provenAt: moment('proven_at').notNull(),
    /** Through whose eyes staff looks for a while. */
    viewingId: text('viewing_id').references(() => memberships.id),
    viewingUntil: moment('viewing_until'),
    /** The provider that has vouched for the person; its word holds for its own account alone. */
    connectionId: text('connection_id').references((): AnySQLiteColumn => ssoConnections.id),
  },
  (table) => [
    index('sessions_person').on(table.userId),
    index('sessions_device').on(table.deviceId),
    index('sessions_connection').on(table.connectionId),
    uniqueIndex('sessions_handle').on(table.handle),
  ],
);

export const passwords = sqliteTable('passwords', {
  personId: text('person_id')
    .primaryKey()
    .references(() => people.id),
  hash: text('hash').notNull(),
  /** It is long enough only beside a second factor. */
  short: flag('short').notNull().default(false),
  changedAt: moment('changed_at').notNull(),
});

/** Secrets of links in mails: only their hash is kept, they expire and work once. */
export const codes = sqliteTable(
  'codes',
  {
    hash: text('hash').primaryKey(),
    kind: text('kind', { enum: codeKinds }).notNull(),
    /** The person, invitation or request that the code opens. */
    subjectId: text('subject_id').notNull(),
    email: text('email').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (table) => [index('codes_subject').on(table.subjectId)],
);

export type Role = typeof roles.$inferSelect;
export type Person = typeof people.$inferSelect;
export type Membership = typeof memberships.$inferSelect;
export type Invitation = typeof invitations.$inferSelect;
