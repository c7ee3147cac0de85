import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';

import { audience, guarded, house } from '../access.ts';
import { id, moment, stamps } from '../columns.ts';
import { audiences, currencies } from '../enums.ts';

/** What the house sells. */
export const products = guarded(
  'products',
  sqliteTable(
    'products',
    {
      id: id('prd'),
      name: text('name').notNull(),
      /** The name as it is compared: two products may not differ in case or accents alone. */
      nameKey: text('name_key').notNull(),
      series: text('series'),
      sku: text('sku'),
      /** In minor units of `currency`; empty where it is asked for. */
      price: integer('price'),
      currency: text('currency', { enum: currencies }),
      audience: text('audience', { enum: audiences }).notNull().default('partners'),
      retiredAt: moment('retired_at'),
      searchText: text('search_text').notNull(),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('products_name_key').on(table.nameKey),
      index('products_name').on(table.name, table.id),
      index('products_sku').on(table.sku),
    ],
  ),
  (table) => [audience(table.audience, sql`${table.retiredAt} is null`), house()],
);

export type Product = typeof products.$inferSelect;
