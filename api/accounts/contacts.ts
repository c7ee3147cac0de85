import { changes } from '#api/core/changes.ts';
import { forbidden, stale } from '#api/core/errors.ts';
import { locked } from '#api/core/lock.ts';
import type { Paging } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import type { EventAudience } from '#db/enums.ts';
import { contacts, type Contact } from '#db/schema/accounts.ts';
import { contactsOf, contactsPage } from './queries.ts';
import type { AddContact, ChangeContact } from './schemas.ts';
import { findAccount, readOnly, stillEngaged, stillOpen, type Found } from './service.ts';

export const CONTACT_HISTORY: { [Field in keyof ChangeContact]-?: EventAudience } = {
  name: 'account',
  title: 'account',
  email: 'account',
  phone: 'account',
};

/** @throws 403 when the engagement leaves the contacts closed */
export async function listContacts(scope: Scope, accountId: string, paging: Paging) {
  const { fields } = await findAccount(scope, accountId);
  if (fields.contacts.access === 'none') throw forbidden('accounts.contacts_closed');
  return contactsPage(scope, accountId, paging);
}

/** The contacts of several accounts that were found before, as far as they are open to the actor. */
export async function listContactsOf(scope: Scope, found: Found[], paging: Paging) {
  const open = found.filter(({ fields }) => fields.contacts.access !== 'none');
  return contactsOf(
    scope,
    open.map(({ account }) => account.id),
    paging,
  );
}

export async function findContact(scope: Scope, id: string): Promise<Found & { contact: Contact }> {
  const contact = await scope.find(contacts, id);
  return { contact, ...(await findAccount(scope, contact.accountId)) };
}

/** The account, once it is sure that its contacts may be changed. @throws 403, 409 `accounts.closed` */
export async function accountForContacts(scope: Scope, accountId: string): Promise<Found> {
  return changeable(await findAccount(scope, accountId));
}

function changeable<T extends Found>(found: T): T {
  const { access, lock } = found.fields.contacts;
  if (access !== 'edit' && lock !== 'closed') throw readOnly();
  if (found.lock) throw locked(found.lock);
  return found;
}

export async function addContact(scope: Scope, accountId: string, input: AddContact): Promise<Contact> {
  const found = await accountForContacts(scope, accountId);
  const { name, title = null, email = null, phone = null } = input;
  return scope.write((write) => {
    const contact = write.insert(contacts, { accountId, name, title, email, phone });
    stillEngaged(write, found.engagement, 'contacts');
    stillOpen(write, found);
    const nobody = { name: null, title: null, email: null, phone: null };
    const values = changes<Record<string, unknown>>(nobody, { name, title, email, phone }, CONTACT_HISTORY);
    write.record('contact.added', { id: contact.id, accountId }, { values });
    return contact;
  });
}

/** @throws 403 when the contacts are read only, 409 `accounts.closed`, 412 when somebody changed the contact since `version` */
export async function changeContact(scope: Scope, id: string, version: number, change: ChangeContact) {
  const found = changeable(await findContact(scope, id));
  const { contact, engagement } = found;
  if (version !== contact.version) throw stale();
  const changed = changes(contact, change, CONTACT_HISTORY);
  if (!Object.keys(changed).length) return contact;

  await scope.write((write) => {
    write.update(contacts, contact, change);
    stillEngaged(write, engagement, 'contacts');
    stillOpen(write, found);
    write.record('contact.changed', { id, accountId: contact.accountId }, { values: changed });
  });
  return { ...contact, ...change, version: version + 1, updatedAt: new Date() };
}
