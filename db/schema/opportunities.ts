import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { guarded, house, owner, person, row, tree } from '../access.ts';
import { createdAt, day, flag, id, moment, stamps } from '../columns.ts';
import { currencies, opportunityStages } from '../enums.ts';
import { accounts } from './accounts.ts';
import { people } from './people.ts';
import { products } from './products.ts';

export const opportunities = guarded(
  'opportunities',
  sqliteTable(
    'opportunities',
    {
      id: id('opp'),
      /** The partner that works it, or the house. */
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      customerId: text('customer_id')
        .notNull()
        .references(() => accounts.id),
      ownerId: text('owner_id')
        .notNull()
        .references(() => people.id),
      productId: text('product_id').references(() => products.id),
      title: text('title').notNull(),
      stage: text('stage', { enum: opportunityStages }).notNull(),
      stageSince: moment('stage_since').notNull(),
      /** In minor units of `currency`. */
      amount: integer('amount').notNull(),
      currency: text('currency', { enum: currencies }).notNull(),
      closeOn: day('close_on').notNull(),
      nextStep: text('next_step'),
      nextStepOn: day('next_step_on'),
      /** Why it was lost; empty for every other stage. */
      lostReason: text('lost_reason'),
      shared: flag('shared').notNull().default(false),
      lastActivityAt: moment('last_activity_at').notNull(),
      searchText: text('search_text').notNull(),
      ...stamps(),
    },
    (table) => [
      index('opportunities_account').on(table.accountId, table.closeOn, table.id),
      index('opportunities_account_stage').on(table.accountId, table.stage, table.closeOn, table.id),
      index('opportunities_owner').on(table.ownerId, table.closeOn, table.id),
      index('opportunities_customer').on(table.customerId, table.closeOn, table.id),
      index('opportunities_open')
        .on(table.accountId, table.closeOn, table.id)
        .where(sql`stage not in ('won', 'lost')`),
      index('opportunities_steps')
        .on(table.accountId, table.nextStepOn, table.id)
        .where(sql`next_step_on is not null and stage not in ('won', 'lost')`),
      // With the account in them, a count need not look at the rows.
      index('opportunities_shared')
        .on(table.closeOn, table.id, table.accountId)
        .where(sql`shared = 1`),
      index('opportunities_shared_stage')
        .on(table.stage, table.closeOn, table.id, table.accountId)
        .where(sql`shared = 1`),
      index('opportunities_shared_open')
        .on(table.closeOn, table.id, table.accountId)
        .where(sql`shared = 1 and stage not in ('won', 'lost')`),
      index('opportunities_shared_pace')
        .on(table.stage, table.stageSince, table.accountId)
        .where(sql`shared = 1 and stage not in ('won', 'lost')`),
    ],
  ),
  (table) => [
    owner(table.accountId),
    person(table.ownerId, table.accountId),
    tree(table.accountId),
    house(sql`${table.shared} = 1`),
  ],
);

export const opportunityNotes = guarded(
  'opportunities',
  sqliteTable(
    'opportunity_notes',
    {
      id: id('note'),
      opportunityId: text('opportunity_id')
        .notNull()
        .references(() => opportunities.id),
      authorId: text('author_id')
        .notNull()
        .references(() => people.id),
      body: text('body').notNull(),
      createdAt: createdAt(),
    },
    (table) => [
      index('opportunity_notes_opportunity').on(table.opportunityId, table.createdAt, table.id),
      index('opportunity_notes_author').on(table.authorId),
    ],
  ),
  (table) => [row(table.opportunityId, opportunities)],
);

export type Opportunity = typeof opportunities.$inferSelect;
export type OpportunityNote = typeof opportunityNotes.$inferSelect;
