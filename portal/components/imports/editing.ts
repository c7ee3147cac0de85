import { z } from 'zod';

import { invalid } from '#api/core/errors.ts';
import { parse, version } from '#api/core/parse.ts';
import { aliasIn } from '#api/imports/options.ts';
import { MapImport } from '#api/imports/schemas.ts';
import {
  cancelImport,
  checkImport,
  findImport,
  mapImport,
  startImport,
  type Listed,
} from '#api/imports/service.ts';
import type { ImportMapping } from '#db/schema/imports.ts';
import { submit, type Form } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

const Sent = z.looseObject({ version });
const DONE = ['imports.done.checking', 'imports.done.started', 'imports.done.stopped'] as const;

export type ImportEditing = {
  job: Listed;
  /** The columns as they are, or as somebody has just sent them. */
  form: Form;
  refused: Form | undefined;
  done: string | undefined;
};

/** The page of an import: its columns, its start and its end are three forms. */
export async function editImport(page: Page, id: string): Promise<ImportEditing> {
  const { scope } = page.locals;
  const before = await findImport(scope, id);
  const check = async (input: z.infer<typeof Sent>) => {
    await mapImport(scope, id, input.version, parse(MapImport, mappingIn(before, input)));
    await checkImport(scope, id, input.version + 1);
    return true;
  };
  const initial = standing(before);
  const checked = await submit(page, Sent, check, { initial, action: 'check' });
  const run = await submit(page, Sent, (input) => startImport(scope, id, input.version).then(() => true), {
    action: 'run',
  });
  const stopped = await submit(page, z.object({}), () => cancelImport(scope, id).then(() => true), {
    action: 'stop',
  });
  const failed = [run, stopped].find(({ error }) => error);
  return {
    job: await findImport(scope, id),
    form: { values: { ...initial, ...checked.form.values }, errors: byPlace(before, checked.form.errors) },
    refused: failed?.form,
    done: DONE.find((_, at) => [checked, run, stopped][at]?.result),
  };
}

const lines = (text: unknown) =>
  String(text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** The form speaks of columns by their places, since their names may be anything. */
function mappingIn({ analysis }: Listed, sent: Record<string, unknown>): ImportMapping {
  const { columns } = analysis;
  const chosen = (prefix: string) =>
    Object.fromEntries(
      columns.flatMap((column, at) => {
        const value = sent[`${prefix}${at}`];
        return typeof value === 'string' && value ? [[column, value]] : [];
      }),
    );
  const constants = Object.entries(sent).flatMap(([name, value]) =>
    name.startsWith('constant-') && String(value).trim() ? [[name.slice(9), String(value).trim()]] : [],
  );
  return {
    columns: chosen('column-'),
    dates: chosen('dates-'),
    aliases: [
      ...lines(sent['aliases']).map((line) => at('aliases', () => aliasIn(line, columns))),
      ...meantIn(sent, columns),
    ],
    set: Object.fromEntries([...lines(sent['set']).map((line) => pairIn(line)), ...constants]),
  };
}

/** What somebody wrote beside a word that was refused; the report names its column by the place. */
function meantIn(sent: Record<string, unknown>, columns: string[]): ImportMapping['aliases'] {
  return Object.entries(sent).flatMap(([name, value]) => {
    const [, place = '', n = ''] = /^means-(\d+)-(\d+)$/.exec(name) ?? [];
    const [column, from] = [columns[Number(place || -1)], sent[`word-${place}-${n}`]];
    const to = String(value).trim();
    return column !== undefined && typeof from === 'string' && to ? [{ column, from, to }] : [];
  });
}

function at<R>(field: string, work: () => R): R {
  try {
    return work();
  } catch {
    throw invalid({ [field]: 'imports.no_pair' });
  }
}

function pairIn(line: string): [string, string] {
  const [, field, text] = /^([^=]+)=(.*)$/.exec(line) ?? [];
  if (!field || text === undefined) throw invalid({ set: 'imports.no_pair' });
  return [field.trim(), text.trim()];
}

/** What the columns hold, in the fields of the form. */
export function standing({ analysis: { columns }, mapping, version }: Listed): Record<string, string> {
  const { aliases, set } = mapping;
  const places = columns.flatMap((column, place) => [
    [`column-${place}`, mapping.columns[column] ?? ''],
    [`dates-${place}`, mapping.dates[column] ?? ''],
  ]);
  const words = aliases.map(({ column, from, to }) => `${column ? `${column}:` : ''}${from}=${to}`);
  const texts = Object.entries(set).map(([field, text]) => `${field}=${text}`);
  return {
    ...(Object.fromEntries(places) as Record<string, string>),
    aliases: words.join('\n'),
    set: texts.join('\n'),
    version: String(version),
  };
}

/** What is wrong, by the fields of the form. */
function byPlace({ analysis }: Listed, errors: Form['errors']): Form['errors'] {
  const named: Record<string, string> = Object.fromEntries(
    analysis.columns.flatMap((column, place) => [
      [`columns.${column}`, `column-${place}`],
      [`dates.${column}`, `dates-${place}`],
    ]),
  );
  return Object.fromEntries(
    Object.entries(errors).map(([field, code]) => [
      named[field] ?? field.replace(/^fields\./, 'constant-').replace(/^set\..*$/, 'set'),
      code,
    ]),
  );
}
