import { restored } from '#api/core/csv.ts';
import type { ImportKind } from '#db/enums.ts';
import type { ImportAnalysis, ImportMapping } from '#db/schema/imports.ts';
import { headKey } from './cells.ts';
import { formatsOf } from './days.ts';
import { decode, encodingOf, encodings, type Encoding } from './decode.ts';
import { delimiterOf, delimiters, recordsOf, type Delimiter, type FileRow } from './records.ts';
import { fieldsOf } from './vocabulary.ts';

const SAMPLE_ROWS = 5;
const SAMPLE_CHARACTERS = 200;
/** What has more is no table that anybody could say the columns of. */
const MOST_COLUMNS = 1_000;
const LONGEST_HEAD = 200;

/** The columns that we write beside rows that were refused: to be ignored when they come back. */
export const LINE_COLUMN = 'portico_line';
export const REASON_COLUMN = 'portico_reason';
export const OURS = [LINE_COLUMN, REASON_COLUMN];

export type Format = { encoding?: string | undefined; delimiter?: string | undefined };
export type Analysed = { analysis: ImportAnalysis; rows: FileRow[] };

/** What can be said about a file at first sight. @param told what somebody knows better */
export function analyse(bytes: Uint8Array, told: Format = {}): Analysed {
  const encoding = known(encodings, told.encoding) ?? encodingOf(bytes);
  const text = decode(bytes, encoding);
  const delimiter = known(delimiters, told.delimiter) ?? delimiterOf(text);
  const [head, ...rows] = recordsOf(text, delimiter);
  const columns = headsOf(head?.cells ?? []);
  const analysis = {
    encoding,
    delimiter,
    columns,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    sample: rows
      .slice(0, SAMPLE_ROWS)
      .map(({ cells }) => cells.map((cell) => cell.slice(0, SAMPLE_CHARACTERS))),
    dates: datesOf(columns, rows),
  };
  return { analysis, rows };
}

const known = <T extends Encoding | Delimiter>(all: readonly T[], one: string | undefined): T | undefined =>
  all.find((each) => each === one);

/**
 * Every column has a name of its own, also where the file gives none, the same twice or one that every object has.
 *
 * @throws for more columns than anybody can say anything about
 */
function headsOf(cells: string[]): string[] {
  if (cells.length > MOST_COLUMNS) throw new Error('too many columns');
  const heads = new Set<string>();
  const isFree = (name: string) => !heads.has(name) && !(name in Object.prototype);
  for (const [at, cell] of cells.entries()) {
    const head = cell.trim().slice(0, LONGEST_HEAD) || `column ${at + 1}`;
    const names = [head, ...Array.from({ length: at + 2 }, (_, more) => `${head} ${at + 1 + more}`)];
    heads.add(names.find(isFree) ?? head);
  }
  return [...heads];
}

function datesOf(columns: string[], rows: FileRow[]): ImportAnalysis['dates'] {
  const found = columns.map((column, at) => {
    const values = rows
      .map(({ cells }) => restored(cells[at] ?? ''))
      .filter((value) => /^\d{1,4}[./-]\d/.test(value));
    return [column, { formats: formatsOf(values) as string[], example: values[0] ?? '' }] as const;
  });
  return Object.fromEntries(found.filter(([, { formats }]) => formats.length > 0));
}

/** Which field each column most likely holds. */
export function guess(kind: ImportKind, { columns, dates }: ImportAnalysis): ImportMapping {
  const fields = Object.entries(fieldsOf[kind]);
  const taken = new Map<string, string>();
  const free = columns.filter((column) => !OURS.includes(column));
  const ranked = free.flatMap((column) =>
    fields.flatMap(([field, { called }]) => {
      const rank = [field, ...called].findIndex((name) => headKey(name) === headKey(column));
      return rank < 0 ? [] : [{ column, field, rank }];
    }),
  );
  for (const { column, field } of ranked.toSorted((a, b) => a.rank - b.rank))
    if (!taken.has(column) && ![...taken.values()].includes(field)) taken.set(column, field);
  const sure = Object.entries(dates).filter(
    ([column, { formats }]) => taken.has(column) && formats.length === 1,
  );
  return {
    columns: Object.fromEntries(
      free.flatMap((column) => (taken.has(column) ? [[column, taken.get(column)!]] : [])),
    ),
    aliases: [],
    set: {},
    dates: Object.fromEntries(sure.map(([column, { formats }]) => [column, formats[0] ?? ''])),
  };
}
