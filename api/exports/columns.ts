import type { accountView, contactView } from '#api/accounts/view.ts';
import { FIELDS, isField } from '#api/accounts/fields.ts';
import { everReads } from '#api/accounts/policy.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Cell } from '#api/core/csv.ts';
import type { opportunityView } from '#api/opportunities/view.ts';
import type { requestView } from '#api/requests/view.ts';

/** What a file says of each thing, by the head of the column: those that an import knows bear its names. */
export type Columns<T> = Record<string, (thing: T) => Cell>;

const MINOR_UNITS = 100;

const accountColumns: Columns<ReturnType<typeof accountView>> = {
  key: ({ id }) => id,
  name: ({ name }) => name,
  kind: ({ kind }) => kind,
  website: ({ website }) => website ?? null,
  phone: ({ phone }) => phone ?? null,
  street: ({ street }) => street ?? null,
  postcode: ({ postcode }) => postcode ?? null,
  city: ({ city }) => city ?? null,
  country: ({ country }) => country ?? null,
  industry: ({ industry }) => industry ?? null,
  employees: ({ employees }) => employees ?? null,
  segment: ({ segment }) => segment ?? null,
  vatId: ({ vatId }) => vatId ?? null,
  billingEmail: ({ billingEmail }) => billingEmail ?? null,
  paymentDays: ({ paymentDays }) => paymentDays ?? null,
  creditLimit: ({ creditLimit }) => (typeof creditLimit === 'number' ? creditLimit / MINOR_UNITS : null),
  creditCurrency: ({ creditCurrency }) => creditCurrency ?? null,
  rating: ({ rating }) => rating ?? null,
  remark: ({ remark }) => remark ?? null,
};

/** A column that would be empty for this reader in every row is left out. */
export const accountColumnsFor = (actor: Actor): typeof accountColumns =>
  Object.fromEntries(
    Object.entries(accountColumns).filter(
      ([column]) => !isField(column) || column === 'name' || everReads(actor, FIELDS[column].group),
    ),
  );

export const contactColumns: Columns<ReturnType<typeof contactView> & { account: string }> = {
  key: ({ id }) => id,
  account: ({ account }) => account,
  name: ({ name }) => name,
  title: ({ title }) => title,
  email: ({ email }) => email,
  phone: ({ phone }) => phone,
};

export const opportunityColumns: Columns<ReturnType<typeof opportunityView>> = {
  key: ({ id }) => id,
  title: ({ title }) => title,
  customer: ({ customer }) => customer.name,
  partner: ({ account }) => account.name,
  owner: ({ owner }) => owner.name,
  product: ({ product }) => product?.name ?? null,
  stage: ({ stage }) => stage,
  amount: ({ amount }) => amount / MINOR_UNITS,
  currency: ({ currency }) => currency,
  closeOn: ({ closeOn }) => closeOn,
  createdAt: ({ createdAt }) => createdAt,
  lostReason: ({ lostReason }) => lostReason,
  nextStep: ({ nextStep }) => nextStep,
  nextStepOn: ({ nextStepOn }) => nextStepOn,
};

export const requestColumns: Columns<ReturnType<typeof requestView>> = {
  key: ({ reference }) => reference,
  subject: ({ subject }) => subject,
  account: ({ account }) => account.name,
  requester: ({ requester }) => requester.name,
  category: ({ category }) => category,
  priority: ({ priority }) => priority,
  status: ({ status }) => status,
  assignee: ({ assignee }) => assignee?.name ?? null,
  dueAt: ({ dueAt }) => dueAt,
  createdAt: ({ createdAt }) => createdAt,
  lastMessageAt: ({ lastMessageAt }) => lastMessageAt,
};
