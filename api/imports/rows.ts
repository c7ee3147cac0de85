import { createHash } from 'node:crypto';

import { restored } from '#api/core/csv.ts';
import { AppError } from '#api/core/errors.ts';
import { parse } from '#api/core/parse.ts';
import type { ImportMapping } from '#db/schema/imports.ts';
import { asAddress, filled, sameWord } from './cells.ts';
import { valueOf } from './conversion.ts';
import type { Kind } from './kinds.ts';
import type { FileRow } from './records.ts';

/** A row of a file in our own words, or the reasons why it cannot be one. */
export type ReadRow = {
  line: number;
  key: string;
  hash: string;
  values: Record<string, unknown>;
  reasons: string[];
  cells: string[];
};

const KEY_LENGTH = 300;

/** @param columns the heads of the file, in its order */
export function rowReader(kind: Kind, columns: string[], mapping: ImportMapping) {
  const aliases = mapping.aliases.map(({ column, from, to }) => ({ column, from: sameWord(from), to }));
  const aliased = (column: string, cell: string) => {
    const word = aliases.length ? sameWord(cell) : '';
    return aliases.find((one) => one.from === word && (!one.column || one.column === column))?.to ?? cell;
  };
  const columnOf = new Map(Object.entries(mapping.columns).map(([column, field]) => [field, column]));

  return ({ line, cells, broken }: FileRow): ReadRow => {
    const row = { line, key: '', hash: '', values: {}, reasons: [], cells };
    if (broken) return { ...row, reasons: ['row.unclosed_quote'] };
    if (cells.slice(columns.length).some((cell) => cell.trim() !== ''))
      return { ...row, reasons: ['row.too_many_cells'] };
    const cellOf = (column: string | undefined) => {
      const at = column === undefined ? -1 : columns.indexOf(column);
      return at < 0 ? undefined : aliased(column ?? '', restored(cells[at] ?? '').trim());
    };
    const textOf = (field: string) => {
      const cell = cellOf(columnOf.get(field));
      if (cell) return cell;
      const template = mapping.set[field];
      return template === undefined ? undefined : fill(field, template, cellOf);
    };
    return { ...row, ...understood(kind, mapping, { columnOf, textOf }) };
  };
}

type Cells = { columnOf: Map<string, string>; textOf: (field: string) => string | undefined };

function understood(kind: Kind, mapping: ImportMapping, { columnOf, textOf }: Cells) {
  const said: Record<string, unknown> = {};
  const reasons: string[] = [];
  for (const [field, spec] of Object.entries(kind.fields)) {
    const text = textOf(field)?.trim();
    if (!text) {
      if (spec.required) reasons.push(`${field}.required`);
      continue;
    }
    const value = valueOf(text, spec, mapping.dates[columnOf.get(field) ?? '']);
    if (value === undefined) reasons.push(`${field}.${spec.words ? 'unknown_word' : 'invalid'}`);
    else said[field] = value;
  }
  const { values, wrong } = checked(kind, said);
  const key = String(said['key'] ?? kind.naturalKey?.(said) ?? '')
    .slice(0, KEY_LENGTH)
    .toWellFormed();
  const told = reasons.map((reason) => reason.slice(0, reason.indexOf('.')));
  return {
    key,
    values,
    hash: createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22),
    reasons: [...reasons, ...wrong.filter((reason) => !told.includes(reason.slice(0, reason.indexOf('.'))))],
  };
}

function checked(kind: Kind, said: Record<string, unknown>) {
  try {
    return { values: parse(kind.schema, said), wrong: [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const wrong = Object.entries(error.fields).map(
      ([field, code]) => `${field}.${code.replace(/^.*\./, '')}`,
    );
    return { values: said, wrong };
  }
}

/** In an address only letters, digits and points stand for what a cell says. */
const fill = (field: string, template: string, cellOf: (column: string) => string | undefined) =>
  filled(template, (column) => {
    const cell = cellOf(column);
    return cell !== undefined && /email$/i.test(field) ? asAddress(cell) : cell;
  });

/** Rows that others name come before those, as far as they do not name each other in a circle. */
export function parentsFirst(rows: ReadRow[], parent: string | undefined): ReadRow[] {
  if (!parent) return rows;
  const named = (value: unknown) => (typeof value === 'string' ? sameWord(value) : '');
  const byName = new Map(rows.map((row) => [named(row.values['name']), row]));
  const done = new Set<ReadRow>();
  for (const row of rows) {
    const chain = new Set<ReadRow>();
    let at: ReadRow | undefined = row;
    while (at && !done.has(at) && !chain.has(at)) {
      chain.add(at);
      at = byName.get(named(at.values[parent]));
    }
    for (const one of [...chain].reverse()) done.add(one);
  }
  return [...done];
}
