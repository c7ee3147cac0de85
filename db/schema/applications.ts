import { sql } from 'drizzle-orm';
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, house, owner, row } from '../access.ts';
import { createdAt, day, id, moment, stamps } from '../columns.ts';
import {
  applicationKinds,
  applicationStatuses,
  locales,
  reapplyRules,
  rejectionReasons,
  sides,
} from '../enums.ts';
import { accounts } from './accounts.ts';
import { people } from './people.ts';

/**
 * Somebody who wants to come in without an invitation. Until the address has proven itself nobody sees it; then the
 * house does, and for a registration the customer whose company it seems to be.
 */
export const applications = guarded(
  'people',
  sqliteTable(
    'applications',
    {
      id: id('apl'),
      kind: text('kind', { enum: applicationKinds }).notNull(),
      status: text('status', { enum: applicationStatuses }).notNull(),
      /** Whoever decides: the house, or a customer for its own people. */
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      email: text('email').notNull(),
      name: text('name').notNull(),
      locale: text('locale', { enum: locales }).notNull(),
      company: text('company').notNull(),
      website: text('website'),
      country: text('country'),
      sells: text('sells'),
      message: text('message'),
      /** What the address says of the company; empty for addresses that anybody can have. */
      mailDomain: text('mail_domain'),
      webDomain: text('web_domain'),
      provenAt: moment('proven_at'),
      /** By when whoever acts next should have acted. */
      dueAt: moment('due_at'),
      decidedAt: moment('decided_at'),
      decidedBy: text('decided_by').references(() => people.id),
      reason: text('reason', { enum: rejectionReasons }),
      /** What the applicant is told beside the reason. */
      note: text('note'),
      reapply: text('reapply', { enum: reapplyRules }),
      /** From this day on, where the rule is "later". */
      reapplyOn: day('reapply_on'),
      /** The account into which it has led. */
      admittedTo: text('admitted_to').references(() => accounts.id),
      searchText: text('search_text').notNull(),
      ...stamps(),
    },
    (table) => [
      index('applications_status').on(table.status, table.provenAt, table.id),
      index('applications_account').on(table.accountId, table.status, table.provenAt, table.id),
      index('applications_email').on(table.email, table.createdAt),
      index('applications_mail_domain').on(table.mailDomain),
      index('applications_web_domain').on(table.webDomain),
      uniqueIndex('applications_open')
        .on(table.email, table.kind)
        .where(sql`status in ('submitted', 'more_asked')`),
    ],
  ),
  (table) => [
    owner(table.accountId, sql`${table.status} <> 'unproven'`),
    house(sql`${table.status} <> 'unproven'`),
  ],
  'people.manage',
);

/** What the house asked an applicant and what he answered. */
export const applicationMessages = guarded(
  'people',
  sqliteTable(
    'application_messages',
    {
      id: id('apm'),
      applicationId: text('application_id')
        .notNull()
        .references(() => applications.id),
      side: text('side', { enum: sides }).notNull(),
      authorId: text('author_id').references(() => people.id),
      body: text('body').notNull(),
      createdAt: createdAt(),
    },
    (table) => [index('application_messages_of').on(table.applicationId, table.createdAt, table.id)],
  ),
  (table) => [row(table.applicationId, applications)],
  'people.manage',
);

export type Application = typeof applications.$inferSelect;
export type ApplicationMessage = typeof applicationMessages.$inferSelect;
