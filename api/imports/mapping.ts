import type { Import, ImportMapping } from '#db/schema/imports.ts';
import { fieldsOf } from './vocabulary.ts';

type About = Pick<Import, 'kind' | 'analysis'>;

/**
 * What is wrong with a mapping, by field of the form: columns and fields that there are not, one field twice, and,
 * where it has to be complete, fields without which nothing can be read and days that could be read in two ways.
 */
export function problemsOf(
  about: About,
  mapping: ImportMapping,
  wanted: 'known' | 'complete',
): Record<string, string> | undefined {
  const problems = { ...unknown(about, mapping), ...(wanted === 'complete' ? open(about, mapping) : {}) };
  return Object.keys(problems).length ? problems : undefined;
}

function unknown({ kind, analysis }: About, { columns, set, dates }: ImportMapping): Record<string, string> {
  const fields = fieldsOf[kind];
  const taken = Object.values(columns);
  const wrong = [
    ...Object.entries(columns).flatMap(([column, field]) => {
      if (!analysis.columns.includes(column)) return [[`columns.${column}`, 'imports.no_such_column']];
      if (!(field in fields)) return [[`columns.${column}`, 'imports.no_such_field']];
      return taken.indexOf(field) < taken.lastIndexOf(field)
        ? [[`columns.${column}`, 'imports.field_twice']]
        : [];
    }),
    ...Object.keys(set).flatMap((field) =>
      field in fields ? [] : [[`set.${field}`, 'imports.no_such_field']],
    ),
    ...Object.keys(dates).flatMap((column) =>
      analysis.columns.includes(column) ? [] : [[`dates.${column}`, 'imports.no_such_column']],
    ),
  ];
  return Object.fromEntries(wrong) as Record<string, string>;
}

function open({ kind, analysis }: About, { columns, set, dates }: ImportMapping): Record<string, string> {
  const fields = fieldsOf[kind];
  const told = new Set([...Object.values(columns), ...Object.keys(set)]);
  const missing = Object.entries(fields).filter(([field, { required }]) => required && !told.has(field));
  const unclear = Object.entries(columns).filter(([column, field]) => {
    const { as } = fields[field] ?? {};
    const formats = analysis.dates[column]?.formats ?? [];
    return (as === 'day' || as === 'moment') && formats.length > 1 && !dates[column];
  });
  return {
    ...Object.fromEntries(missing.map(([field]) => [`fields.${field}`, 'imports.field_missing'])),
    ...Object.fromEntries(unclear.map(([column]) => [`dates.${column}`, 'imports.ambiguous'])),
  };
}
