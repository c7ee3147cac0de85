import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, house, row } from '../access.ts';
import { createdAt, id } from '../columns.ts';
import { articles } from './articles.ts';

/**
 * A picture of an article as readers get it: WebP that we have made ourselves. It never changes; another picture of
 * the same name is another row. Whoever may read the article may see its pictures.
 */
export const articlePictures = guarded(
  'articles',
  sqliteTable(
    'article_pictures',
    {
      id: id('pic'),
      articleId: text('article_id')
        .notNull()
        .references(() => articles.id),
      /** What a text calls it. */
      name: text('name').notNull(),
      width: integer('width').notNull(),
      height: integer('height').notNull(),
      size: integer('size').notNull(),
      sha256: text('sha256').notNull(),
      /** The hash of the file that it was made from, so that the same file is not taken twice. */
      sourceHash: text('source_hash').notNull(),
      createdAt: createdAt(),
    },
    (table) => [uniqueIndex('article_pictures_name').on(table.articleId, table.name)],
  ),
  (table) => [house(), row(table.articleId, articles)],
);

export type Picture = typeof articlePictures.$inferSelect;
