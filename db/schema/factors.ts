import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { createdAt, flag, id, moment } from '../columns.ts';
import { signInMethods } from '../enums.ts';
import { people } from './people.ts';

const personId = () =>
  text('person_id')
    .notNull()
    .references(() => people.id);

/** The secret that a person's authenticator app knows, encrypted. It counts once a code of it was shown. */
export const totps = sqliteTable('totps', {
  personId: personId().primaryKey(),
  secret: text('secret').notNull(),
  confirmedAt: moment('confirmed_at'),
  /** The newest time step a code was taken of: none of it or before it is taken again. */
  lastStep: integer('last_step').notNull().default(0),
  createdAt: createdAt(),
});

/** What opens the door when the authenticator is lost; each works once. They are random enough for a plain hash. */
export const recoveryCodes = sqliteTable(
  'recovery_codes',
  {
    hash: text('hash').primaryKey(),
    personId: personId(),
    usedAt: moment('used_at'),
    createdAt: createdAt(),
  },
  (table) => [index('recovery_codes_person').on(table.personId)],
);

export const passkeys = sqliteTable(
  'passkeys',
  {
    id: id('pky'),
    personId: personId(),
    credentialId: text('credential_id').notNull(),
    publicKey: text('public_key').notNull(),
    counter: integer('counter').notNull(),
    transports: text('transports', { mode: 'json' }).$type<string[]>().notNull(),
    label: text('label').notNull(),
    /** It is copied between the person's devices. */
    synced: flag('synced').notNull(),
    usedAt: moment('used_at'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('passkeys_credential').on(table.credentialId),
    index('passkeys_person').on(table.personId),
  ],
);

/** Sign-ins that wait for the second factor. The browser holds a secret of which this is the hash. */
export const halfSignIns = sqliteTable(
  'half_sign_ins',
  {
    hash: text('hash').primaryKey(),
    personId: personId(),
    method: text('method', { enum: signInMethods }).notNull(),
    tries: integer('tries').notNull().default(0),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('half_sign_ins_person').on(table.personId)],
);

export type Passkey = typeof passkeys.$inferSelect;
