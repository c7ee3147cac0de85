import type { Contact, Locale, Person } from './shape.ts';
import { readTable } from './table.ts';

const COLUMNS = ['key', 'account', 'role', 'name', 'email', 'phone', 'title', 'locale', 'zone'] as const;

/** Everybody who can sign in. */
export const people: Person[] = readTable('people.txt', COLUMNS).map((row) => ({
  ...row,
  locale: row.locale as Locale,
}));

/** Whom the house calls at its customers, with an account here or without. */
export const contacts: Contact[] = readTable('contacts.txt', [
  'account',
  'name',
  'email',
  'phone',
  'title',
] as const);
