import type { z } from 'zod';

import { ImportAccount, ImportContact } from '#api/accounts/schemas.ts';
import { ImportOpportunity } from '#api/opportunities/facts.ts';
import { ImportPerson } from '#api/people/schemas.ts';
import { ImportProduct } from '#api/products/schemas.ts';
import { ImportRequest } from '#api/requests/schemas.ts';
import type { ImportKind } from '#db/enums.ts';
import { sameWord } from './cells.ts';
import type { Fields } from './fields.ts';
import { fieldsOf } from './vocabulary.ts';

export type Kind = {
  fields: Fields;
  schema: z.ZodType<Record<string, unknown>>;
  /** By what a row of another file is known to be about the same; nothing when the file must name a key. */
  naturalKey: ((values: Record<string, unknown>) => string) | undefined;
  /** The field that names another row of the same file, which has to be read first. */
  parent?: string;
};

const word = (value: unknown) => (typeof value === 'string' ? sameWord(value) : '');

/** What can be imported. */
export const kinds: Record<ImportKind, Kind> = {
  accounts: {
    fields: fieldsOf.accounts,
    schema: ImportAccount,
    naturalKey: ({ name }) => word(name),
    parent: 'parent',
  },
  contacts: {
    fields: fieldsOf.contacts,
    schema: ImportContact,
    naturalKey: ({ account, email, name }) => `${word(account)}|${word(email ?? name)}`,
  },
  products: { fields: fieldsOf.products, schema: ImportProduct, naturalKey: ({ name }) => word(name) },
  people: { fields: fieldsOf.people, schema: ImportPerson, naturalKey: ({ email }) => word(email) },
  opportunities: { fields: fieldsOf.opportunities, schema: ImportOpportunity, naturalKey: undefined },
  requests: { fields: fieldsOf.requests, schema: ImportRequest, naturalKey: undefined },
};
