import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { audience, guarded, house, listed, row } from '../access.ts';
import { createdAt, flag, id, stamps } from '../columns.ts';
import {
  audiences,
  requestCategories,
  type FieldEditors,
  type FieldKind,
  type FieldReaders,
  type Locale,
} from '../enums.ts';

/** The same in several languages; English stands in for those that are missing. */
export type Words = Partial<Record<Locale, string>>;

/** What is answered: texts, days and keys of options are texts. */
export type Value = string | number;
export type Values = Record<string, Value>;

/** When something is asked. What is not asked itself counts as not answered. */
export type Condition =
  { all: Condition[] } | { any: Condition[] } | { not: Condition } | ({ field: string } & Comparison);

export type Comparison =
  | { is: Value }
  | { in: Value[] }
  | { gt: Value }
  | { gte: Value }
  | { lt: Value }
  | { lte: Value }
  /** Something of a tree at or below this one. */
  | { under: string }
  | { answered: boolean };

/** `under` is the option above it in a tree; in a choice that depends on another one, those it is offered for. */
export type Option = { key: string; label: Words; under?: string[] };

export type Field = {
  key: string;
  kind: FieldKind;
  label: Words;
  help?: Words;
  required: boolean;
  readers: FieldReaders;
  /** Who changes the answer once it is sent. */
  editors: FieldEditors;
  searchable: boolean;
  default?: Value;
  when?: Condition;
  options?: Option[];
  /** The choice above this one: what is offered follows from it. */
  dependsOn?: string;
  min?: number;
  max?: number;
  /** What a text must look like as a whole. */
  pattern?: string;
};

export type FormSection = { key: string; title: Words; when?: Condition; fields: Field[] };
export type Design = { sections: FormSection[] };

/** A beginning that the house has written: what a new request of this type starts with. */
export type Template = {
  key: string;
  name: Words;
  subject: string;
  body: string;
  fields: Record<string, string>;
};

/** What can be asked for. What is asked is said by its forms, of which the newest counts. */
export const requestTypes = guarded(
  'requests',
  sqliteTable(
    'request_types',
    {
      id: id('rqt'),
      name: text('name', { mode: 'json' }).$type<Words>().notNull(),
      intro: text('intro', { mode: 'json' }).$type<Words>().notNull(),
      audience: text('audience', { enum: audiences }).notNull(),
      /** The only accounts that see it; empty for all of the audience. */
      accountIds: text('account_ids', { mode: 'json' }).$type<string[]>(),
      category: text('category', { enum: requestCategories }).notNull(),
      position: integer('position').notNull(),
      enabled: flag('enabled').notNull().default(false),
      /** What is being worked on; nobody fills it in before it is published. */
      draft: text('draft', { mode: 'json' }).$type<Design>().notNull(),
      /** The number of the form that is filled in now. */
      published: integer('published').notNull().default(0),
      templates: text('templates', { mode: 'json' }).$type<Template[]>().notNull(),
      ...stamps(),
    },
    (table) => [index('request_types_position').on(table.position, table.id)],
  ),
  (table) => [
    audience(table.audience, sql`${table.enabled} = 1 and ${table.accountIds} is null`),
    listed(table.accountIds, sql`${table.enabled} = 1`),
    house(),
  ],
);

/** A form as it was published. It never changes: what was answered keeps its questions. */
export const requestForms = guarded(
  'requests',
  sqliteTable(
    'request_forms',
    {
      id: id('rqf'),
      typeId: text('type_id')
        .notNull()
        .references(() => requestTypes.id),
      number: integer('number').notNull(),
      design: text('design', { mode: 'json' }).$type<Design>().notNull(),
      createdAt: createdAt(),
    },
    (table) => [uniqueIndex('request_forms_number').on(table.typeId, table.number)],
  ),
  (table) => [row(table.typeId, requestTypes)],
);

export type RequestType = typeof requestTypes.$inferSelect;
export type RequestForm = typeof requestForms.$inferSelect;
