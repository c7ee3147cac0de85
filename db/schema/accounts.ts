import { sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  index,
  integer,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

import { engagement, guarded, house, owner, tree } from '../access.ts';
import { domainOf, id, moment, stamps } from '../columns.ts';
import { accountKinds, currencies, engagementRights, ratings, segments } from '../enums.ts';
import { people } from './people.ts';

export const accounts = guarded(
  'accounts',
  sqliteTable(
    'accounts',
    {
      id: id('acc'),
      kind: text('kind', { enum: accountKinds }).notNull(),
      parentId: text('parent_id').references((): AnySQLiteColumn => accounts.id),
      name: text('name').notNull(),
      website: text('website'),
      phone: text('phone'),
      industry: text('industry'),
      employees: text('employees'),
      street: text('street'),
      city: text('city'),
      postcode: text('postcode'),
      country: text('country'),
      segment: text('segment', { enum: segments }),
      vatId: text('vat_id'),
      billingEmail: text('billing_email'),
      paymentDays: integer('payment_days'),
      /** In minor units. */
      creditLimit: integer('credit_limit'),
      creditCurrency: text('credit_currency', { enum: currencies }),
      /** Who of the house answers for it. */
      managerId: text('manager_id').references((): AnySQLiteColumn => people.id),
      rating: text('rating', { enum: ratings }),
      remark: text('remark'),
      closedAt: moment('closed_at'),
      /** Since then whoever acts for it must have shown two factors. */
      secondFactorAt: moment('second_factor_at'),
      searchText: text('search_text').notNull(),
      ...stamps(),
    },
    (table) => [
      index('accounts_parent').on(table.parentId),
      index('accounts_kind_name').on(table.kind, table.name, table.id),
      index('accounts_name').on(sql`name collate nocase`),
      index('accounts_website').on(sql`website collate nocase`),
    ],
  ),
  (table) => [owner(table.id), tree(table.id), engagement(table.id, 'identity'), house()],
);

export const contacts = guarded(
  'accounts',
  sqliteTable(
    'contacts',
    {
      id: id('con'),
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      name: text('name').notNull(),
      title: text('title'),
      email: text('email'),
      phone: text('phone'),
      ...stamps(),
    },
    (table) => [
      index('contacts_account').on(table.accountId, table.name, table.id),
      index('contacts_email').on(table.email),
      index('contacts_domain').on(domainOf),
    ],
  ),
  (table) => [
    owner(table.accountId),
    tree(table.accountId),
    engagement(table.accountId, 'contacts'),
    house(),
  ],
);

/** Which partner serves which customer, and which groups of fields it may read or change. */
export const engagements = guarded(
  'accounts',
  sqliteTable(
    'engagements',
    {
      id: id('eng'),
      partnerId: text('partner_id')
        .notNull()
        .references(() => accounts.id),
      customerId: text('customer_id')
        .notNull()
        .references(() => accounts.id),
      identity: text('identity', { enum: engagementRights }).notNull().default('none'),
      commercial: text('commercial', { enum: engagementRights }).notNull().default('none'),
      financial: text('financial', { enum: engagementRights }).notNull().default('none'),
      contacts: text('contacts', { enum: engagementRights }).notNull().default('none'),
      requests: text('requests', { enum: engagementRights }).notNull().default('none'),
      endedAt: moment('ended_at'),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('engagements_pair').on(table.partnerId, table.customerId),
      index('engagements_customer').on(table.customerId),
    ],
  ),
  (table) => [owner(table.partnerId), owner(table.customerId), house()],
);

export type Account = typeof accounts.$inferSelect;
export type Contact = typeof contacts.$inferSelect;
export type Engagement = typeof engagements.$inferSelect;
