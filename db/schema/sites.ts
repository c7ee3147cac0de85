import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, house, owner, row } from '../access.ts';
import { createdAt, id, moment, stamps } from '../columns.ts';
import { accounts } from './accounts.ts';

/** A website that embeds our widgets. */
export const sites = guarded(
  'sites',
  sqliteTable(
    'sites',
    {
      id: id('site'),
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      name: text('name').notNull(),
      /** Exact origins, such as `https://www.example.com`. */
      origins: text('origins', { mode: 'json' }).$type<string[]>().notNull(),
      closedAt: moment('closed_at'),
      ...stamps(),
    },
    (table) => [index('sites_account').on(table.accountId, table.name, table.id)],
  ),
  (table) => [owner(table.accountId), house()],
);

/** Publishable keys. Two may be valid at once, so that a page need not change in the minute a key does. */
export const siteKeys = guarded(
  'sites',
  sqliteTable(
    'site_keys',
    {
      id: id('key'),
      siteId: text('site_id')
        .notNull()
        .references(() => sites.id),
      key: text('key').notNull(),
      revokedAt: moment('revoked_at'),
      createdAt: createdAt(),
    },
    (table) => [uniqueIndex('site_keys_key').on(table.key), index('site_keys_site').on(table.siteId)],
  ),
  (table) => [row(table.siteId, sites)],
);

export type Site = typeof sites.$inferSelect;
export type SiteKey = typeof siteKeys.$inferSelect;
