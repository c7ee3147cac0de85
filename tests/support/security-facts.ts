import { globSync, readFileSync } from 'node:fs';

import { getTableName, is } from 'drizzle-orm';
import { SQLiteTable, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { FIELDS } from '#api/accounts/fields.ts';
import { after, proves, type State } from '#api/auth/methods.ts';
import type { Member } from '#api/core/actor.ts';
import { reach } from '#api/core/reach.ts';
import { presets } from '#api/people/roles.ts';
import {
  ACCESS,
  engagement,
  guarded,
  house,
  owner,
  person,
  SHARED,
  tree,
  type Guarded,
  type Path,
} from '#db/access.ts';
import { fieldGroups, levels, rights, signInMethods } from '#db/enums.ts';
import * as schema from '#db/schema/index.ts';
import type { Table } from './documents.ts';

const NOTHING = '–';

/** Of every right how far it goes in each role that Portico brings. */
export const rightsOfPresets = (): Table =>
  rights.map((right) => ({
    right: `\`${right}\``,
    ...Object.fromEntries(
      presets.map(({ kind, key, rights: held }) => [`${kind} ${key}`, held[right] ?? NOTHING]),
    ),
  }));

const told = (path: Path) => {
  const words = { engagement: () => ` (${'group' in path ? path.group : ''})`, row: () => rowOf(path) };
  const more = path.via in words ? words[path.via as keyof typeof words]() : '';
  return `${path.via}${more}${'only' in path && path.only ? '*' : ''}`;
};
const rowOf = (path: Path) => ('table' in path ? ` of ${getTableName(path.table)}` : '');

const isTable = (value: unknown): value is SQLiteTable => is(value, SQLiteTable);

/** Every table with the right that opens it and the paths that lead to its rows. */
export const pathsOfTables = (): Table =>
  Object.values(schema)
    .filter(isTable)
    .map((table) => ({ table: `\`${getTableName(table)}\``, ...accessOf(table) }))
    .sort((a, b) => (a.table < b.table ? -1 : 1));

function accessOf(table: SQLiteTable): { right: string; paths: string } {
  if (!(ACCESS in table)) return { right: NOTHING, paths: SHARED in table ? 'shared' : 'machine room' };
  const { right, paths } = (table as Guarded)[ACCESS];
  return { right: `\`${right}\``, paths: paths().map(told).join(', ') || 'none' };
}

const PATHS: Record<string, (column: ReturnType<typeof columnsOf>) => Path> = {
  person: ({ who, whose }) => person(who, whose),
  owner: ({ whose }) => owner(whose),
  engagement: ({ whose }) => engagement(whose, 'identity'),
  tree: ({ whose }) => tree(whose),
  house: () => house(),
};
const columnsOf = () => sqliteTable('things', { id: text('id'), who: text('who'), whose: text('whose') });

/** To whom each path is open, by how far his right goes. */
export const levelsOfPaths = (): Table =>
  Object.entries(PATHS).map(([path, lead]) => {
    const things = guarded('accounts', columnsOf(), (table) => [lead(table)]);
    const open = (level: (typeof levels)[number]) => {
      const who = (['customer', 'partner', 'staff'] as const).filter(
        (kind) => reach(acting(kind, level), things) !== false,
      );
      return who.length === 3 ? 'all' : who.join(', ') || NOTHING;
    };
    return { path, ...Object.fromEntries(levels.map((level) => [level, open(level)])) };
  });

const acting = (kind: Member['kind'], level: (typeof levels)[number]): Member => ({
  kind,
  personId: 'per_x',
  accountId: 'acc_x',
  membershipId: 'mem_x',
  rights: { 'accounts.read': level },
  fields: {},
});

const stateIn = (state: State) => {
  if (typeof state === 'object') return state.in === 2 ? 'in, two factors' : 'in, one factor';
  return state === 'half' ? 'half-way' : NOTHING;
};
const worth = (assurance: number | undefined) => (assurance ? `counts as ${assurance}` : NOTHING);

/** Where each thing that can be shown leads. */
export const waysIn = (): Table =>
  signInMethods.map((shown) => ({
    shown,
    'no second factor set up': stateIn(after('out', shown, { hasSecond: false, remembered: false })),
    'one set up': stateIn(after('out', shown, { hasSecond: true, remembered: false })),
    'as the second': stateIn(after('half', shown, { hasSecond: true, remembered: false })),
    'as a proof': worth(proves(shown, { hasSecond: false })),
    'as a proof, one set up': worth(proves(shown, { hasSecond: true })),
  }));

const MINUTES: Record<string, number> = { MINUTE: 1, HOUR: 60, DAY: 24 * 60 };

/** What may be tried how often. */
export const limits = (): Table =>
  [
    ...readFileSync('api/auth/limits.ts', 'utf8').matchAll(
      /'([a-z-]+)': \{ points: (\d+), duration: (?:(\d+) \* )?(MINUTE|HOUR|DAY) \}/g,
    ),
  ].map(([, name = '', tries = '', times = '1', unit = '']) => ({
    limit: `\`${name}\``,
    tries,
    minutes: String(Number(times) * (MINUTES[unit] ?? 0)),
  }));

/** Of every group of fields of an account who may do what. */
export function fieldsOfAccounts(): Table {
  const source = readFileSync('api/accounts/policy.ts', 'utf8');
  const relations = [
    ...(/const TABLE: [^=]*= \{\n([\s\S]*?)\n\};/.exec(source)?.[1]?.matchAll(/^ {2}(\w+): \{([^}]*)\}/gm) ??
      []),
  ].map(([, relation = '', cells = '']) => ({
    relation,
    cells: Object.fromEntries(
      [...cells.matchAll(/(\w+): '(\w+)'/g)].map(([, group = '', access = '']) => [group, access]),
    ),
  }));
  const groups = Object.keys(relations[0]?.cells ?? {});
  return groups.map((group) => ({
    group,
    fields: namesIn(group) || NOTHING,
    ...Object.fromEntries(relations.map(({ relation, cells }) => [relation, cells[group] ?? NOTHING])),
  }));
}

/** A star where the house alone changes the field. */
const namesIn = (group: string) =>
  Object.entries(FIELDS)
    .filter(([, field]) => field.group === group)
    .map(([name, { keeper }]) => (keeper ? `${name}*` : name))
    .join(', ');

/** Of every group of fields what each role that Portico brings opens of it. */
export const fieldsOfPresets = (): Table =>
  fieldGroups.map((group) => ({
    group,
    ...Object.fromEntries(
      presets.map(({ kind, key, fields }) => [`${kind} ${key}`, fields[group] ?? NOTHING]),
    ),
  }));

/** Files of the server that do something; `what` says so by a line of theirs. */
export const filesThat = (what: RegExp, except: RegExp = /^api\/demo\//): string[] =>
  globSync('{api,db,search,portal}/**/*.{ts,astro}')
    .filter((file) => !except.test(file) && what.test(readFileSync(file, 'utf8')))
    .sort();
