import { z } from 'zod';

import { accountKinds, currencies, employeeBands, ratings, segments } from '#db/enums.ts';
import { Paging, text, version } from '../core/parse.ts';
import { countries } from './countries.ts';

export { employeeBands };

export const sorts = ['name', '-name'] as const;

export const AccountFilter = Paging.extend({
  kind: z.enum(accountKinds).default('customer'),
  q: z.string().trim().max(100).default(''),
  sort: z.enum(sorts).default('name'),
});
export type AccountFilter = z.infer<typeof AccountFilter>;

/** A text that may be left out, which changes nothing, or be empty, which clears it. */
const clearable = <S extends z.ZodType<string, string>>(schema: S) =>
  z
    .string()
    .trim()
    .transform((value) => value || null)
    .pipe(schema.nullable())
    .nullable()
    .exactOptional();

const line = (max: number) => clearable(z.string().max(max));
const when = (holds: (value: string) => boolean, code: string) => ({
  check: holds,
  told: { params: { code } },
});

const looksLikePhone = when(
  (value) => /^[+\d][\d\s().,/\-x+]*$/i.test(value) && value.replace(/\D/g, '').length > 2,
  'accounts.invalid_phone',
);
const phone = clearable(z.string().max(40).refine(looksLikePhone.check, looksLikePhone.told));

/** "dune.example" is what people type; the scheme is ours to add, and only the web's two are taken. */
const website = clearable(
  z
    .string()
    .max(200)
    .transform((value) => (/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `https://${value}`))
    .pipe(z.string().refine(isWebAddress, { params: { code: 'accounts.invalid_website' } })),
);

function isWebAddress(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || url.username || url.password) return false;
  return /^https?:$/.test(url.protocol) && url.hostname.includes('.');
}

const country = clearable(
  z.string().refine((value) => countries.has(value), { params: { code: 'invalid_value' } }),
);

/** Digits, or what a form has of them; an empty field clears it. */
const count = (most: number) =>
  z
    .preprocess(
      (value) => (typeof value === 'string' ? (value.trim() ? Number(value) : null) : value),
      z.number().int().min(0).max(most).nullable(),
    )
    .exactOptional();

/** As tax offices write them: letters of a country, digits, and what people put between. */
const vatId = clearable(
  z
    .string()
    .max(40)
    .transform((value) => value.toUpperCase().replace(/[\s./-]/g, ''))
    .pipe(z.string().refine(looksLikeVatId, { params: { code: 'accounts.invalid_vat_id' } })),
);

function looksLikeVatId(value: string): boolean {
  return /^[A-Z]{0,3}[A-Z0-9]{5,17}$/.test(value) && value.replace(/\D/g, '').length > 4;
}

const MOST_DAYS = 365;
/** In minor units, as for opportunities. */
const MOST_CREDIT = 1_000_000_000_000;

const email = clearable(
  z
    .string()
    .toLowerCase()
    .max(254)
    .refine((value) => z.email().safeParse(value).success, { params: { code: 'invalid_email' } }),
);

/** What of a company can be changed; a field that is not named stays as it is. */
export const ChangeAccount = z.strictObject({
  name: text(200).exactOptional(),
  website,
  phone,
  industry: line(100),
  employees: clearable(z.string().refine(isBand, { params: { code: 'invalid_value' } })),
  street: line(200),
  postcode: line(20),
  city: line(100),
  country,
  segment: clearable(z.enum(segments)),
  vatId,
  billingEmail: email,
  paymentDays: count(MOST_DAYS),
  creditLimit: count(MOST_CREDIT),
  creditCurrency: clearable(z.enum(currencies)),
  managerId: line(60),
  rating: clearable(z.enum(ratings)),
  remark: line(2_000),
});
export type ChangeAccount = z.infer<typeof ChangeAccount>;

function isBand(value: string): boolean {
  return (employeeBands as readonly string[]).includes(value);
}

export const ChangeContact = z.strictObject({
  name: text(200).exactOptional(),
  title: line(100),
  email,
  phone,
});
export type ChangeContact = z.infer<typeof ChangeContact>;

export const AddContact = ChangeContact.extend({ name: text(200) });
export type AddContact = z.infer<typeof AddContact>;

/** A company as a file tells it; what the file does not name stays as it is. */
export const ImportAccount = ChangeAccount.omit({ managerId: true }).extend({
  key: text(200).exactOptional(),
  name: text(200),
  kind: z.enum(['partner', 'customer']).exactOptional(),
  parent: text(200).exactOptional(),
});
export type ImportAccount = z.infer<typeof ImportAccount>;

/** A contact as a file tells it, with the name of the company. */
export const ImportContact = AddContact.extend({
  key: text(200).exactOptional(),
  account: text(200),
});
export type ImportContact = z.infer<typeof ImportContact>;

/** Why an account is closed: for the house to read. */
export const CloseAccount = z.strictObject({ reason: text(500) });
export type CloseAccount = z.infer<typeof CloseAccount>;

export const CloseForm = z.object({ reason: text(500), version });
export const ReopenForm = z.object({ version });
