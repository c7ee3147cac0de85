import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { guarded, house, row } from '../access.ts';
import { createdAt, id, moment, stamps } from '../columns.ts';
import { importKinds, importStates } from '../enums.ts';
import { files } from './files.ts';
import { people } from './people.ts';

/** What stands in which column, and what the words there mean. */
export type ImportMapping = {
  /** Column → field; a column that is not named is left out. */
  columns: Record<string, string>;
  /** Words of the file and what they are here; `column` narrows it to one. */
  aliases: { column?: string; from: string; to: string }[];
  /** Field → what to write where the file says nothing; `{column}` is the cell of that column. */
  set: Record<string, string>;
  /** Column → in which order its days are written. */
  dates: Record<string, string>;
};

/** What was found out about a file before anything was read from it. */
export type ImportAnalysis = {
  encoding: string;
  delimiter: string;
  columns: string[];
  lines: number;
  /** The first rows, as they stand there. */
  sample: string[][];
  /** Per column that holds days: how they may be read, and one of them. */
  dates: Record<string, { formats: string[]; example: string }>;
};

export type ImportNote = { code: string; where: string; detail?: string };

export const imports = guarded(
  'imports',
  sqliteTable(
    'imports',
    {
      id: id('imp'),
      kind: text('kind', { enum: importKinds }).notNull(),
      /** Of which system the keys in the file are: the same key of two systems means two things. */
      source: text('source').notNull(),
      fileId: text('file_id')
        .notNull()
        .references(() => files.id),
      fileName: text('file_name').notNull(),
      /** Who imports: every row is written with this person's rights. */
      personId: text('person_id')
        .notNull()
        .references(() => people.id),
      state: text('state', { enum: importStates }).notNull(),
      mapping: text('mapping', { mode: 'json' }).$type<ImportMapping>().notNull(),
      analysis: text('analysis', { mode: 'json' }).$type<ImportAnalysis>().notNull(),
      total: integer('total').notNull(),
      /** So many rows are done, in the order in which they are read. */
      position: integer('position').notNull().default(0),
      created: integer('created').notNull().default(0),
      changed: integer('changed').notNull().default(0),
      unchanged: integer('unchanged').notNull().default(0),
      /** Rows that were refused; one row may have several reasons. */
      refused: integer('refused').notNull().default(0),
      rejected: text('rejected', { mode: 'json' }).$type<Record<string, number>>().notNull(),
      notes: text('notes', { mode: 'json' }).$type<ImportNote[]>().notNull(),
      error: text('error'),
      endedAt: moment('ended_at'),
      ...stamps(),
    },
    (table) => [index('imports_created').on(table.createdAt, table.id)],
  ),
  () => [house()],
);

/** Rows that were refused, as they stood in the file, to be mended and imported again. */
export const importRejects = guarded(
  'imports',
  sqliteTable(
    'import_rejects',
    {
      id: id('rej'),
      importId: text('import_id')
        .notNull()
        .references(() => imports.id),
      line: integer('line').notNull(),
      reasons: text('reasons', { mode: 'json' }).$type<string[]>().notNull(),
      cells: text('cells', { mode: 'json' }).$type<string[]>().notNull(),
      createdAt: createdAt(),
    },
    (table) => [index('import_rejects_import').on(table.importId, table.line, table.id)],
  ),
  (table) => [row(table.importId, imports)],
);

/** Where something came from: by it the same row of another file finds what the first one has made. */
export const origins = guarded(
  'imports',
  sqliteTable(
    'origins',
    {
      id: id('ori'),
      /** What it became: accounts, requests, articles … */
      kind: text('kind').notNull(),
      source: text('source').notNull(),
      key: text('key').notNull(),
      subjectId: text('subject_id').notNull(),
      /** Of the content that was read last: the same content changes nothing. */
      hash: text('hash').notNull(),
      ...stamps(),
    },
    (table) => [
      uniqueIndex('origins_key').on(table.kind, table.source, table.key),
      index('origins_subject').on(table.subjectId),
    ],
  ),
  () => [house()],
);

export type Import = typeof imports.$inferSelect;
export type Origin = typeof origins.$inferSelect;
