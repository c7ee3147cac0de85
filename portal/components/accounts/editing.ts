import type { AstroGlobal } from 'astro';
import { z } from 'zod';

import { accountForContacts, changeContact, findContact } from '#api/accounts/contacts.ts';
import { fieldNames, type Field } from '#api/accounts/fields.ts';
import { companyOpen } from '#api/accounts/policy.ts';
import { ChangeAccount, ChangeContact } from '#api/accounts/schemas.ts';
import { accountHistory, changeAccount, findAccount, readOnly, type Found } from '#api/accounts/service.ts';
import { version } from '#api/core/parse.ts';
import type { Locale, Translate } from '#api/i18n/index.ts';
import { submit, type Form } from '../../form.ts';
import { readAmount, writeAmount } from '../opportunities/amount.ts';

export const contactFields = ['name', 'title', 'email', 'phone'] as const;

const contactLabel = {
  name: 'accounts.person_name',
  title: 'accounts.title',
  email: 'accounts.email',
  phone: 'accounts.phone',
} as const;

export const companyLabels = (t: Translate): Record<string, string> =>
  Object.fromEntries(fieldNames.map((field) => [field, t(`accounts.${field}`)]));
export const contactLabels = (t: Translate): Record<string, string> =>
  Object.fromEntries(contactFields.map((field) => [field, t(contactLabel[field])]));

type Page = Pick<AstroGlobal, 'request' | 'response' | 'locals'>;

/** What the form showed when it was opened, so that what nobody touched gives way to what others have saved. */
const read = z.string().max(5_000).exactOptional();

/** The form that changes a company. @throws 403 for who may only read it */
export async function editAccount(page: Page, id: string) {
  const { scope, locale } = page.locals;
  const found = await findAccount(scope, id);
  if (!companyOpen(found.fields)) throw readOnly();

  const now = companyTexts(locale, found);
  const { form, result, error } = await submit(
    page,
    z.preprocess((sent) => inMinorUnits(locale, sent), ChangeAccount.extend({ version, read })),
    (input) => changeAccount(scope, id, input.version, changeIn(input)),
    { initial: opened(now, found.account) },
  );
  const stale = error?.status === 412;
  if (stale) giveWay(form, now, found.account);
  return { found, form, saved: result !== undefined, now: stale ? now : undefined };
}

export async function editContact(page: Page, id: string) {
  const { scope } = page.locals;
  const { contact } = await findContact(scope, id);
  const { account } = await accountForContacts(scope, contact.accountId);

  const now = texts(contact, contactFields);
  const { form, result, error } = await submit(
    page,
    ChangeContact.extend({ version, read }),
    (input) => changeContact(scope, id, input.version, changeIn(input)),
    { initial: opened(now, contact) },
  );
  const stale = error?.status === 412;
  if (stale) giveWay(form, now, contact);
  return { account, contact, form, saved: result !== undefined, now: stale ? now : undefined };
}

/** The fields of the form without what it carries along. */
function changeIn<T extends { version: number; read?: string }>(input: T): Omit<T, 'version' | 'read'> {
  const { version: _version, read: _read, ...change } = input;
  return change;
}

type Texts = Record<string, string>;

/** What the form shows and may change; nothing else is in it. */
function companyTexts(locale: Locale, { account, fields }: Found): Texts {
  const open = fieldNames.filter((field) => fields.each[field].access === 'edit');
  const shown = (field: Field): string => {
    const value = account[field];
    return field === 'creditLimit' && account.creditLimit !== null
      ? writeAmount(locale, account.creditLimit)
      : String(value ?? '');
  };
  return Object.fromEntries(open.map((field) => [field, shown(field)]));
}

function inMinorUnits(locale: Locale, sent: unknown): unknown {
  const { creditLimit, ...rest } = sent as Record<string, unknown>;
  if (typeof creditLimit !== 'string' || !creditLimit.trim()) return sent;
  return { ...rest, creditLimit: readAmount(locale, creditLimit) ?? creditLimit };
}

const texts = <K extends string>(row: Record<K, string | null>, fields: readonly K[]): Texts =>
  Object.fromEntries(fields.map((field) => [field, row[field] ?? '']));

const opened = (now: Texts, row: { version: number }): Texts => ({
  ...now,
  version: String(row.version),
  read: JSON.stringify(now),
});

/** Keeps what was typed, takes the rest from what was saved meanwhile, and lets the next sending count as a choice. */
function giveWay(form: Form, now: Texts, row: { version: number }): void {
  const before = seenIn(form.values['read']);
  const untouched = Object.entries(now).filter(([field]) => form.values[field] === before[field]);
  Object.assign(form.values, Object.fromEntries(untouched), {
    version: String(row.version),
    read: JSON.stringify(now),
  });
}

function seenIn(json: string | undefined): Texts {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(json ?? '{}'));
  } catch {
    return {};
  }
}

/** Who saved last, as far as the reader may know. */
export async function lastChangedBy(page: Page, accountId: string, subjectId: string) {
  const entries = await accountHistory(page.locals.scope, accountId);
  const last = entries.find((entry) => entry.subjectId === subjectId);
  return last?.actorName ?? last?.actorAccountName ?? undefined;
}
