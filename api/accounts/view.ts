import type { Account, Contact } from '#db/schema/accounts.ts';
import { fieldNames, type Field } from './fields.ts';
import { groups } from './policy.ts';
import type { AccountEntry, Found } from './service.ts';

/** An account as it leaves the house, with what its reader may do. */
export const accountView = ({ account, fields, lock }: Pick<Found, 'account' | 'fields' | 'lock'>) => ({
  id: account.id,
  kind: account.kind,
  name: account.name,
  ...readable(account, fields),
  closedAt: account.closedAt,
  updatedAt: account.updatedAt,
  version: account.version,
  access: {
    name: fields.each.name.access,
    ...Object.fromEntries(groups.map((group) => [group, fields[group].access])),
  },
  lock: lock ?? null,
});

/** What the reader may not read is not there at all. */
const readable = (account: Account, { each }: Found['fields']): Partial<Pick<Account, Field>> =>
  Object.fromEntries(
    fieldNames.filter((field) => each[field].access !== 'none').map((field) => [field, account[field]]),
  );

export const contactView = (contact: Contact) => ({
  id: contact.id,
  accountId: contact.accountId,
  name: contact.name,
  title: contact.title,
  email: contact.email,
  phone: contact.phone,
  updatedAt: contact.updatedAt,
  version: contact.version,
});

export const historyView = (entry: AccountEntry) => ({
  id: entry.id,
  name: entry.name,
  at: entry.at,
  subject: { id: entry.subjectId, contact: entry.contactName ?? null },
  by: { kind: entry.actorKind, name: entry.actorName, account: entry.actorAccountName },
  values: entry.values.map(({ field, before, after }) => ({ field, before, after })),
});
