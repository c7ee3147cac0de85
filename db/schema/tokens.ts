import { sql } from 'drizzle-orm';
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, holder, house, owner } from '../access.ts';
import { id, moment, stamps } from '../columns.ts';
import type { Level, Right } from '../enums.ts';
import { accounts } from './accounts.ts';
import { memberships, people } from './people.ts';

/**
 * What a program shows to act for a person, or for an account through a person that is a program itself. One's own
 * are one's own; those of others are for whoever looks after the people of the account.
 */
export const tokens = guarded(
  'people',
  sqliteTable(
    'tokens',
    {
      id: id('tok'),
      membershipId: text('membership_id')
        .notNull()
        .references(() => memberships.id),
      personId: text('person_id')
        .notNull()
        .references(() => people.id),
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      /** Who made it; the same person where it acts for himself. */
      madeBy: text('made_by')
        .notNull()
        .references(() => people.id),
      name: text('name').notNull(),
      /** SHA-256 of what is shown once: it holds 260 random bits, so nothing slower is needed. */
      hash: text('hash').notNull(),
      /** How it begins, to be known again by. */
      prefix: text('prefix').notNull(),
      /** Which rights it may use, and how far: never further than the role of its membership goes at the time. */
      scopes: text('scopes', { mode: 'json' }).$type<Partial<Record<Right, Level>>>().notNull(),
      expiresAt: moment('expires_at').notNull(),
      lastUsedAt: moment('last_used_at'),
      revokedAt: moment('revoked_at'),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('tokens_hash').on(table.hash),
      index('tokens_person').on(table.personId, table.createdAt, table.id),
      index('tokens_account').on(table.accountId, table.createdAt, table.id),
    ],
  ),
  (table) => [holder(table.personId, table.accountId, sql`1`), owner(table.accountId), house()],
  'people.manage',
);

export type Token = typeof tokens.$inferSelect;
