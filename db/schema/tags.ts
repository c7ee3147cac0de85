import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, house } from '../access.ts';
import { createdAt, id } from '../columns.ts';
import { requests } from './requests.ts';

/** A word of the house for requests that have something in common. */
export const tags = guarded(
  'requests',
  sqliteTable(
    'tags',
    {
      id: id('tag'),
      name: text('name').notNull(),
      /** The name folded: "Überspannung" and "uberspannung" are one tag. */
      nameKey: text('name_key').notNull(),
      createdAt: createdAt(),
    },
    (table) => [uniqueIndex('tags_name_key').on(table.nameKey)],
  ),
  () => [house()],
);

export const requestTags = guarded(
  'requests',
  sqliteTable(
    'request_tags',
    {
      id: id('rtg'),
      requestId: text('request_id')
        .notNull()
        .references(() => requests.id),
      tagId: text('tag_id')
        .notNull()
        .references(() => tags.id),
      createdAt: createdAt(),
    },
    (table) => [
      uniqueIndex('request_tags_once').on(table.requestId, table.tagId),
      index('request_tags_tag').on(table.tagId, table.requestId),
    ],
  ),
  () => [house()],
);

export type Tag = typeof tags.$inferSelect;
