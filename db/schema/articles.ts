import { sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  index,
  integer,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

import { audience, guarded, house, row, shared } from '../access.ts';
import { createdAt, id, stamps } from '../columns.ts';
import { audiences, locales, publicationStates, type Locale } from '../enums.ts';
import { people } from './people.ts';

/** Everybody reads them, by `scope.shared`; the path is for those who write. One that others name holds only them. */
export const sections = guarded(
  'articles',
  shared(
    'headings of the public help',
    sqliteTable(
      'sections',
      {
        id: id('sec'),
        parentId: text('parent_id').references((): AnySQLiteColumn => sections.id),
        slug: text('slug').notNull(),
        names: text('names', { mode: 'json' }).$type<Record<Locale, string>>().notNull(),
        position: integer('position').notNull(),
        ...stamps(),
      },
      (table) => [uniqueIndex('sections_slug').on(table.slug), index('sections_position').on(table.position)],
    ),
  ),
  () => [house()],
);

/** What stays the same over rewrites and languages. `number` is what the address of the page shows. */
export const articles = guarded(
  'articles',
  sqliteTable(
    'articles',
    {
      id: id('art'),
      number: integer('number').notNull(),
      sectionId: text('section_id')
        .notNull()
        .references(() => sections.id),
      audience: text('audience', { enum: audiences }).notNull().default('internal'),
      sourceLocale: text('source_locale', { enum: locales }).notNull(),
      status: text('status', { enum: publicationStates }).notNull().default('draft'),
      position: integer('position').notNull().default(0),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('articles_number').on(table.number),
      index('articles_section').on(table.sectionId, table.position, table.id),
      index('articles_published')
        .on(table.sectionId, table.position, table.id, table.audience)
        .where(sql`status = 'live'`),
      index('articles_updated').on(table.updatedAt, table.id),
    ],
  ),
  (table) => [audience(table.audience, sql`${table.status} = 'live'`), house()],
);

/** `slug`, `title` and `summary` are those of the live revision, so that lists show nothing that is being written. */
export const translations = guarded(
  'articles',
  sqliteTable(
    'translations',
    {
      id: id('tra'),
      articleId: text('article_id')
        .notNull()
        .references(() => articles.id),
      locale: text('locale', { enum: locales }).notNull(),
      slug: text('slug').notNull(),
      title: text('title').notNull(),
      summary: text('summary').notNull(),
      liveRevisionId: text('live_revision_id').references((): AnySQLiteColumn => revisions.id),
      searchText: text('search_text').notNull().default(''),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('translations_locale').on(table.articleId, table.locale),
      index('translations_live').on(table.liveRevisionId),
    ],
  ),
  (table) => [house(), row(table.articleId, articles, articles.id, sql`${table.liveRevisionId} is not null`)],
);

/** Immutable; `html` and `headings` were rendered from `body` by the one sanitizer when it was written. */
export const revisions = guarded(
  'articles',
  sqliteTable(
    'revisions',
    {
      id: id('rev'),
      translationId: text('translation_id')
        .notNull()
        .references((): AnySQLiteColumn => translations.id),
      number: integer('number').notNull(),
      title: text('title').notNull(),
      summary: text('summary').notNull().default(''),
      body: text('body').notNull(),
      html: text('html').notNull(),
      headings: text('headings', { mode: 'json' })
        .$type<{ id: string; text: string; depth: number }[]>()
        .notNull(),
      authorId: text('author_id')
        .notNull()
        .references(() => people.id),
      createdAt: createdAt(),
    },
    (table) => [uniqueIndex('revisions_number').on(table.translationId, table.number)],
  ),
  (table) => [house(), row(table.id, translations, translations.liveRevisionId)],
);

export type Section = typeof sections.$inferSelect;
export type Article = typeof articles.$inferSelect;
export type Translation = typeof translations.$inferSelect;
export type Revision = typeof revisions.$inferSelect;
