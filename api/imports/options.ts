import { parseArgs } from 'node:util';

import { invalid } from '#api/core/errors.ts';
import type { ImportMapping } from '#db/schema/imports.ts';
import { dayFormat } from './days.ts';

/** What somebody says about a file on the command line. */
export type Told = {
  source?: string | undefined;
  encoding?: string | undefined;
  delimiter?: string | undefined;
  dryRun: boolean;
  /** As whom: the address of somebody who may import. */
  as?: string | undefined;
  /** Of articles: their language, and for whom they are. */
  locale?: string | undefined;
  audience?: string | undefined;
  /** `column=field`, `old=new` or `column:old=new`, `field=template`, `column=format` */
  map: string[];
  alias: string[];
  set: string[];
  dates: string[];
};

const many = { type: 'string', multiple: true, default: [] as string[] } as const;
const one = { type: 'string' } as const;

export const OPTIONS = {
  map: many,
  alias: many,
  set: many,
  dates: many,
  source: one,
  encoding: one,
  delimiter: one,
  locale: one,
  audience: one,
  as: one,
  'dry-run': { type: 'boolean', default: false },
} as const;

const SIGNS: Record<string, string> = { tab: '\t', comma: ',', semicolon: ';', pipe: '|' };

/** @throws what `parseArgs` says of options that there are not */
export function toldBy(args: string[]): Told {
  const { values } = parseArgs({ args, options: OPTIONS, strict: true });
  const { delimiter, 'dry-run': dryRun, ...rest } = values;
  return {
    ...rest,
    dryRun,
    delimiter: delimiter === undefined ? undefined : (SIGNS[delimiter] ?? delimiter),
  };
}

/** The guess, as far as nobody knows better. A column that is mapped to nothing is left out. @throws 422 */
export function mappingFrom(guess: ImportMapping, columns: string[], told: Told): ImportMapping {
  const mapped = told.map.map((option) => pair('map', option));
  const given = new Set(mapped.flatMap(([column, field]) => [column, field]));
  const kept = Object.entries(guess.columns).filter(
    ([column, field]) => !given.has(column) && !given.has(field),
  );
  const dates = told.dates.map((option) => {
    const [column, name] = pair('dates', option);
    const format = dayFormat(name);
    if (!format) throw invalid({ [`dates.${column}`]: 'imports.no_such_format' });
    return [column, format] as const;
  });
  return {
    columns: Object.fromEntries([...kept, ...mapped.filter(([, field]) => field)]),
    aliases: [...guess.aliases, ...told.alias.map((option) => aliasIn(option, columns))],
    set: { ...guess.set, ...Object.fromEntries(told.set.map((option) => pair('set', option))) },
    dates: { ...guess.dates, ...Object.fromEntries(dates) },
  };
}

/** `old=new` everywhere, or `column:old=new` in one column. */
export function aliasIn(option: string, columns: string[]): ImportMapping['aliases'][number] {
  const [left, to] = pair('alias', option);
  const column = columns.find((name) => left.startsWith(`${name}:`));
  return column ? { column, from: left.slice(column.length + 1), to } : { from: left, to };
}

function pair(name: string, option: string): [string, string] {
  const at = option.indexOf('=');
  if (at < 1) throw invalid({ [name]: 'imports.no_pair' });
  return [option.slice(0, at).trim(), option.slice(at + 1).trim()];
}
