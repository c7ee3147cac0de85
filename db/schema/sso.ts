import { sql } from 'drizzle-orm';
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, house, owner } from '../access.ts';
import { createdAt, id, moment, stamps } from '../columns.ts';
import { domainProofs } from '../enums.ts';
import { accounts } from './accounts.ts';
import { people, roles } from './people.ts';

/** Which role somebody gets whose claim has this value. */
export type RoleRule = { value: string; roleId: string };

/** The OpenID provider that vouches for the people of an account. */
export const ssoConnections = guarded(
  'sso',
  sqliteTable(
    'sso_connections',
    {
      id: id('sso'),
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      issuer: text('issuer').notNull(),
      clientId: text('client_id').notNull(),
      /** Encrypted; empty for a client that has none. */
      clientSecret: text('client_secret'),
      /** What newcomers get, and everybody whom no rule names. */
      roleId: text('role_id')
        .notNull()
        .references(() => roles.id),
      roleClaim: text('role_claim'),
      roleRules: text('role_rules', { mode: 'json' }).$type<RoleRule[]>().notNull(),
      /** Memberships of those who lead the account and come in otherwise too, should the provider fail. */
      breakGlass: text('break_glass', { mode: 'json' }).$type<string[]>().notNull(),
      /** When the settings, as they are, have last brought somebody back. */
      triedAt: moment('tried_at'),
      /** Since then there is no other way in. */
      enforcedAt: moment('enforced_at'),
      lastUsedAt: moment('last_used_at'),
      ...stamps(),
    },
    (table) => [uniqueIndex('sso_connections_account').on(table.accountId)],
  ),
  (table) => [owner(table.accountId), house()],
);

/** A domain of mail addresses that an account says is its own. */
export const ssoDomains = guarded(
  'sso',
  sqliteTable(
    'sso_domains',
    {
      id: id('dom'),
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      domain: text('domain').notNull(),
      /** What its TXT record must say. */
      proof: text('proof').notNull(),
      verifiedAt: moment('verified_at'),
      verifiedBy: text('verified_by', { enum: domainProofs }),
      /** When its TXT record was last looked for. */
      checkedAt: moment('checked_at'),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('sso_domains_account').on(table.accountId, table.domain),
      uniqueIndex('sso_domains_verified')
        .on(table.domain)
        .where(sql`verified_at is not null`),
    ],
  ),
  (table) => [owner(table.accountId), house()],
);

/**
 * Whom a provider means. It holds for one connection: what another account's provider says of the same subject says
 * nothing here.
 */
export const identities = sqliteTable(
  'identities',
  {
    id: id('idn'),
    connectionId: text('connection_id')
      .notNull()
      .references(() => ssoConnections.id),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('identities_subject').on(table.connectionId, table.issuer, table.subject),
    uniqueIndex('identities_person').on(table.connectionId, table.issuer, table.personId),
    index('identities_whose').on(table.personId),
  ],
);

export type SsoConnection = typeof ssoConnections.$inferSelect;
export type SsoDomain = typeof ssoDomains.$inferSelect;
export type Identity = typeof identities.$inferSelect;
