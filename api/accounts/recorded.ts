import type { EventAudience, FieldGroup } from '#db/enums.ts';
import type { Account } from '#db/schema/accounts.ts';
import { fieldNames, FIELDS, isField, type Field } from './fields.ts';

/** How the history calls what it tells in other words: a name instead of an id, an amount with its currency. */
const TOLD_AS = { managerId: 'manager', creditCurrency: 'creditLimit' } as const;

const told = (field: Field): string => (field in TOLD_AS ? TOLD_AS[field as keyof typeof TOLD_AS] : field);

/** Beside the fields themselves: a parent comes with an import. */
const OTHERS: Record<string, FieldGroup> = { manager: 'internal', parent: 'identity' };

/** The group of a value that the history keeps; nothing for what is not about a field, such as a reason. */
export const groupOfValue = (name: string): FieldGroup | undefined =>
  isField(name) ? FIELDS[name].group : OTHERS[name];

const audienceOf = (group: FieldGroup): EventAudience => (group === 'internal' ? 'staff' : 'account');

/** Who may read old and new values in the history, as far as the fields are open to them. */
export const HISTORY: Record<string, EventAudience> = Object.fromEntries(
  fieldNames.map((field) => [told(field), audienceOf(FIELDS[field].group)]),
);

/** What concerns the house alone nobody else hears of. */
export const audienceOfAll = (values: Record<string, { audience: EventAudience }>): EventAudience =>
  Object.values(values).every(({ audience }) => audience === 'staff') ? 'staff' : 'account';

const MINOR_UNITS = 100;

/** A company as the history tells it. */
export const recorded = (
  account: Pick<Account, Field>,
  manager: string | null,
): Record<string, string | number | null> => {
  const { managerId: _, creditLimit, creditCurrency, ...facts } = account;
  const credit = creditLimit === null ? null : `${(creditLimit / MINOR_UNITS).toFixed(2)} ${creditCurrency}`;
  return { ...facts, manager, creditLimit: credit };
};
