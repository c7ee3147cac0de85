import { sql } from 'drizzle-orm';
import { index, sqliteTable, text, type SQLiteColumn } from 'drizzle-orm/sqlite-core';

import { audience, guarded, house, owner } from '../access.ts';
import { createdAt, day, id, stamps } from '../columns.ts';
import { audiences, locales, materialCategories, publicationStates } from '../enums.ts';
import { accounts } from './accounts.ts';
import { files } from './files.ts';
import { people } from './people.ts';

/** Published, and its last day is not over: days are UTC's. */
const onOffer = (table: Record<'status' | 'expiresOn', SQLiteColumn>) =>
  sql`${table.status} = 'live' and (${table.expiresOn} is null or ${table.expiresOn} >= date('now'))`;

export const materials = guarded(
  'materials',
  sqliteTable(
    'materials',
    {
      id: id('mat'),
      title: text('title').notNull(),
      description: text('description'),
      category: text('category', { enum: materialCategories }).notNull(),
      audience: text('audience', { enum: audiences }).notNull(),
      locale: text('locale', { enum: locales }).notNull(),
      product: text('product'),
      edition: text('edition'),
      expiresOn: day('expires_on'),
      status: text('status', { enum: publicationStates }).notNull(),
      fileId: text('file_id')
        .notNull()
        .references(() => files.id),
      searchText: text('search_text').notNull(),
      ...stamps(),
    },
    (table) => [
      index('materials_updated').on(table.updatedAt, table.id),
      index('materials_status').on(table.status, table.updatedAt, table.id),
      index('materials_category').on(table.category, table.updatedAt, table.id),
      index('materials_file').on(table.fileId),
    ],
  ),
  (table) => [audience(table.audience, onOffer(table)), house()],
);

export const downloads = guarded(
  'materials',
  sqliteTable(
    'downloads',
    {
      id: id('dl'),
      materialId: text('material_id')
        .notNull()
        .references(() => materials.id),
      personId: text('person_id').references(() => people.id),
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      createdAt: createdAt(),
    },
    (table) => [
      index('downloads_material').on(table.materialId, table.createdAt, table.id),
      index('downloads_named')
        .on(table.createdAt, table.id)
        .where(sql`person_id is not null`),
      index('downloads_account').on(table.accountId, table.createdAt, table.id),
    ],
  ),
  (table) => [owner(table.accountId), house()],
);

export type Material = typeof materials.$inferSelect;
export type Download = typeof downloads.$inferSelect;
