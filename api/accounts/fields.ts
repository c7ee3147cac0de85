import type { FieldGroup } from '#db/enums.ts';
import type { ChangeAccount } from './schemas.ts';

export type Field = keyof ChangeAccount;

type Kept = {
  group: FieldGroup;
  /** The house alone changes it, whoever may read it: contracts and invoices follow from it. */
  keeper?: 'house';
};

/** Every field of a company, and with which others it is opened. "internal" never leaves the house. */
export const FIELDS: Record<Field, Kept> = {
  name: { group: 'identity', keeper: 'house' },
  website: { group: 'identity' },
  phone: { group: 'identity' },
  street: { group: 'identity' },
  postcode: { group: 'identity' },
  city: { group: 'identity' },
  country: { group: 'identity' },
  industry: { group: 'commercial' },
  employees: { group: 'commercial' },
  segment: { group: 'commercial', keeper: 'house' },
  vatId: { group: 'financial' },
  billingEmail: { group: 'financial' },
  paymentDays: { group: 'financial', keeper: 'house' },
  creditLimit: { group: 'financial', keeper: 'house' },
  creditCurrency: { group: 'financial', keeper: 'house' },
  managerId: { group: 'internal' },
  rating: { group: 'internal' },
  remark: { group: 'internal' },
};

export const fieldNames = Object.keys(FIELDS) as Field[];

export const isField = (name: string): name is Field => Object.hasOwn(FIELDS, name);

export const fieldsIn = (group: FieldGroup): Field[] =>
  fieldNames.filter((field) => FIELDS[field].group === group);
