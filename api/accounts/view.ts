import type { Contact } from '#db/schema/accounts.ts';
import type { AccountEntry, Found } from './service.ts';

/** An account as it leaves the house, with what its reader may do. */
export const accountView = ({ account, fields }: Pick<Found, 'account' | 'fields'>) => ({
  id: account.id,
  kind: account.kind,
  name: account.name,
  website: account.website,
  phone: account.phone,
  industry: account.industry,
  employees: account.employees,
  street: account.street,
  postcode: account.postcode,
  city: account.city,
  country: account.country,
  closedAt: account.closedAt,
  updatedAt: account.updatedAt,
  version: account.version,
  access: {
    name: fields.name.access,
    identity: fields.identity.access,
    contacts: fields.contacts.access,
  },
});

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
