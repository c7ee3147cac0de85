import type { AstroGlobal } from 'astro';

import { accountForContacts, changeContact, findContact } from '#api/accounts/contacts.ts';
import { ChangeAccount, ChangeContact } from '#api/accounts/schemas.ts';
import { accountHistory, changeAccount, findAccount, readOnly } from '#api/accounts/service.ts';
import { version } from '#api/core/parse.ts';
import type { Translate } from '#api/i18n/index.ts';
import { submit } from '../../form.ts';

export const companyFields = [
  'name',
  'website',
  'phone',
  'industry',
  'employees',
  'street',
  'postcode',
  'city',
  'country',
] as const;
export const contactFields = ['name', 'title', 'email', 'phone'] as const;

export const companyLabels = (t: Translate): Record<string, string> =>
  Object.fromEntries(companyFields.map((field) => [field, t(`accounts.${field}`)]));
export const contactLabels = (t: Translate): Record<string, string> =>
  Object.fromEntries(contactFields.map((field) => [field, t(`contacts.${field}`)]));

type Page = Pick<AstroGlobal, 'request' | 'response' | 'locals'>;

/** The form that changes a company. @throws 403 for who may only read it */
export async function editAccount(page: Page, id: string) {
  const { scope } = page.locals;
  const found = await findAccount(scope, id);
  if (found.fields.identity.access !== 'edit') throw readOnly();

  const { account } = found;
  const { form, result, error } = await submit(
    page,
    ChangeAccount.extend({ version }),
    ({ version: read, ...change }) => changeAccount(scope, id, read, change),
    { initial: { ...texts(account, companyFields), version: account.version } },
  );
  const stale = error?.status === 412;
  if (stale) form.values['version'] = String(account.version);
  return { found, form, saved: result !== undefined, now: stale ? texts(account, companyFields) : undefined };
}

export async function editContact(page: Page, id: string) {
  const { scope } = page.locals;
  const { contact } = await findContact(scope, id);
  const { account } = await accountForContacts(scope, contact.accountId);

  const { form, result, error } = await submit(
    page,
    ChangeContact.extend({ version }),
    ({ version: read, ...change }) => changeContact(scope, id, read, change),
    { initial: { ...texts(contact, contactFields), version: contact.version } },
  );
  const stale = error?.status === 412;
  if (stale) form.values['version'] = String(contact.version);
  return {
    account,
    contact,
    form,
    saved: result !== undefined,
    now: stale ? texts(contact, contactFields) : undefined,
  };
}

/** Who saved last, as far as the reader may know. */
export async function lastChangedBy(page: Page, accountId: string, subjectId: string) {
  const entries = await accountHistory(page.locals.scope, accountId);
  const last = entries.find((entry) => entry.subjectId === subjectId);
  return last?.actorName ?? last?.actorAccountName ?? undefined;
}

const texts = <K extends string>(
  row: Record<K, string | null>,
  fields: readonly K[],
): Record<string, string | null> => Object.fromEntries(fields.map((field) => [field, row[field]]));
