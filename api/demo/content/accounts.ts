import type { AccountKind, currencies } from '#db/enums.ts';
import type { Account, Correction, Dealing, Engagement } from './shape.ts';
import { readTable } from './table.ts';

const COLUMNS = [
  'key',
  'kind',
  'under',
  'name',
  'industry',
  'size',
  'website',
  'phone',
  'street',
  'city',
  'region',
  'postcode',
  'country',
  'since',
] as const;

/** The house, its partners and their customers; `since` counts days. */
export const accounts: Account[] = readTable('accounts.txt', COLUMNS).map(
  ({ kind, website, since, ...row }) => ({
    ...row,
    kind: kind as AccountKind,
    website: `https://${website}`,
    since: { daysAgo: Number(since), at: '09:30' },
  }),
);

export const engagements: Engagement[] = readTable('engagements.txt', [
  'partner',
  'customer',
  'identity',
  'commercial',
  'financial',
  'contacts',
  'requests',
  'since',
] as const).map(({ since, ...row }) => ({
  ...(row as Omit<Engagement, 'since'>),
  since: { daysAgo: Number(since), at: '11:20' },
}));

/** How the house deals with each company. */
export const dealings: Dealing[] = readTable('dealings.txt', [
  'account',
  'segment',
  'vatId',
  'billingEmail',
  'paymentDays',
  'creditLimit',
  'creditCurrency',
  'manager',
  'rating',
  'remark',
] as const).map(({ paymentDays, creditLimit, creditCurrency, ...row }) => ({
  ...(row as Omit<Dealing, 'paymentDays' | 'credit'>),
  paymentDays: Number(paymentDays),
  credit: creditLimit
    ? { limit: Number(creditLimit), currency: creditCurrency as (typeof currencies)[number] }
    : undefined,
}));

/** What people corrected over the last weeks. */
export const corrections: Correction[] = readTable('corrections.txt', [
  'account',
  'by',
  'daysAgo',
  'at',
  'field',
  'before',
] as const).map(({ daysAgo, at, ...row }) => ({
  ...row,
  field: row.field as Correction['field'],
  at: { daysAgo: Number(daysAgo), at: at as Correction['at']['at'] },
}));
