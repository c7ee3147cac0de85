import { sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, house, row } from '../access.ts';
import { id } from '../columns.ts';
import type { Value } from './request-types.ts';
import { requests } from './requests.ts';

const answers = () => ({
  id: id('rqv'),
  requestId: text('request_id')
    .notNull()
    .references(() => requests.id),
  key: text('key').notNull(),
  value: text('value', { mode: 'json' }).$type<Value>().notNull(),
});

/** What was filled in, by the key of the field. */
export const requestValues = guarded(
  'requests',
  sqliteTable('request_values', answers(), (table) => [
    uniqueIndex('request_values_key').on(table.requestId, table.key),
  ]),
  (table) => [row(table.requestId, requests)],
);

/** The fields of the house: a table of its own, so that no customer query can meet one. */
export const requestStaffValues = guarded(
  'requests',
  sqliteTable('request_staff_values', answers(), (table) => [
    uniqueIndex('request_staff_values_key').on(table.requestId, table.key),
  ]),
  () => [house()],
);
