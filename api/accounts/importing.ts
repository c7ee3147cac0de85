import { inArray, sql } from 'drizzle-orm';

import { can, type Actor } from '#api/core/actor.ts';
import { changes } from '#api/core/changes.ts';
import { allow } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { sameWord } from '#api/imports/cells.ts';
import { rejected, type Candidate, type Planner, type Promises, type Step } from '#api/imports/plan.ts';
import { newId } from '#db/ids.ts';
import { accounts, type Account } from '#db/schema/accounts.ts';
import { fieldNames, FIELDS } from './fields.ts';
import { staysOpen } from './locks.ts';
import { givenBy } from './policy.ts';
import { audienceOfAll, HISTORY, recorded } from './recorded.ts';
import type { ImportAccount } from './schemas.ts';
import { searchTextOf } from './search-text.ts';

/** Companies by the name they bear, without regard to case. */
export async function accountsNamed(scope: Scope, names: (string | undefined)[]) {
  const wanted = [...new Set(names.filter((name) => name !== undefined))];
  const rows = wanted.length
    ? await scope.select(
        accounts,
        sql`${accounts.name} collate nocase in ${wanted} and ${accounts.kind} <> 'house'`,
      )
    : [];
  return Map.groupBy(rows, ({ name }) => sameWord(name));
}

/** The one company of this name, or why it is not clear which; nothing where no name is given. */
export function oneNamed(
  found: Map<string, Account[]>,
  name: string | undefined,
  field: string,
): { account: Account | undefined; reasons: string[] } {
  if (name === undefined) return { account: undefined, reasons: [] };
  const [account, second] = found.get(sameWord(name)) ?? [];
  if (second) return { account: undefined, reasons: [`${field}.ambiguous`] };
  return { account, reasons: account ? [] : [`${field}.unknown`] };
}

type Books = {
  actor: Actor;
  byId: Map<string, Account>;
  named: Map<string, Account[]>;
  /** What this handful of rows makes. */
  made: Map<string, Pick<Account, 'id' | 'kind' | 'name'>>;
  promises: Promises;
};

/** Companies: known by what an earlier import made of the same key, or by their name. */
export const planAccounts: Planner<ImportAccount> = async (scope, rows, promises) => {
  allow(can(scope.actor, 'accounts.edit'));
  const known = rows.flatMap((row) => row.known ?? []);
  const [earlier, named] = await Promise.all([
    known.length ? scope.select(accounts, inArray(accounts.id, known)) : [],
    accountsNamed(
      scope,
      rows.flatMap(({ values }) => [values.name, values.parent]),
    ),
  ]);
  const byId = new Map(earlier.map((account) => [account.id, account]));
  const books: Books = { actor: scope.actor, byId, named, made: new Map(), promises };
  const names = await parentNames(scope, [...earlier, ...[...named.values()].flat()]);
  return rows.map((row) => planOne(row, books, names));
};

async function parentNames(scope: Scope, found: Account[]): Promise<Map<string, string>> {
  const ids = [...new Set(found.flatMap(({ parentId }) => parentId ?? []))];
  const columns = { id: accounts.id, name: accounts.name };
  const rows = ids.length ? await scope.pick(accounts, columns, inArray(accounts.id, ids)) : [];
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function planOne(row: Candidate<ImportAccount>, books: Books, names: Map<string, string>): Step {
  const { name } = row.values;
  const before = existing(row, books);
  const parent = parentFor(row.values, before.account, books);
  const shut = new Set([
    ...shutIn(row.values, before.account, books),
    ...shutAbove(parent, before.account, books),
  ]);
  const reasons = [...row.reasons, ...before.reasons, ...parent.reasons, ...shut];
  if (reasons.length || name === undefined) return rejected(...reasons);
  const { key: _, kind, parent: _name, ...facts } = row.values;
  return before.account
    ? changed(before.account, facts, parent, names)
    : created({ ...facts, name, kind: kind ?? 'customer' }, parent, books);
}

/** The fields that a row changes though they are not open to whoever imports, or to nobody while it is closed. */
function shutIn(values: Partial<ImportAccount>, before: Account | undefined, { actor }: Books): string[] {
  const named = fieldNames.filter((field) => field in values);
  const changing = named.filter(
    (field) => field !== 'name' || sameWord(values.name ?? '') !== sameWord(before?.name ?? ''),
  );
  const refused = changing.filter((field) => givenBy(actor, FIELDS[field].group) !== 'edit');
  if (refused.length) return refused.map((field) => `${field}.not_yours`);
  const next = { ...before, ...values };
  const resting = changing.filter(
    (field) => before?.closedAt && !staysOpen(FIELDS[field].group) && before[field] !== next[field],
  );
  const limit = next.creditLimit ?? null;
  const bare = limit !== null && !next.creditCurrency ? ['creditCurrency.required'] : [];
  return [...(resting.length ? ['row.closed'] : []), ...bare];
}

/** To whom a company belongs is part of its identity. */
function shutAbove({ id }: Parent, before: Account | undefined, { actor }: Books): string[] {
  if (!before || id === undefined || id === before.parentId) return [];
  if (givenBy(actor, 'identity') !== 'edit') return ['parent.not_yours'];
  return before.closedAt ? ['row.closed'] : [];
}

type Before = { account: Account | undefined; reasons: string[] };

function existing({ values, known }: Candidate<ImportAccount>, { byId, named, made }: Books): Before {
  const word = sameWord(values.name ?? '');
  if (known !== undefined && !byId.has(known)) return { account: undefined, reasons: ['row.out_of_reach'] };
  if (known === undefined && made.has(word)) return { account: undefined, reasons: ['name.twice'] };
  const { account, reasons } =
    known === undefined ? oneNamed(named, word, 'name') : { account: byId.get(known), reasons: [] };
  const isOther = account && values.kind && values.kind !== account.kind;
  return {
    account,
    reasons: isOther ? ['kind.fixed'] : reasons.filter((reason) => reason !== 'name.unknown'),
  };
}

type Parent = { id: string | undefined; name: string | undefined; reasons: string[] };
type Above = { id: string; kind: Account['kind']; name: string; parentId?: string | null };

function parentFor(values: Partial<ImportAccount>, own: Account | undefined, books: Books): Parent {
  const { parent: name } = values;
  if (name === undefined) return { id: undefined, name, reasons: [] };
  const [found, second] = above(name, books);
  const reason = second ? 'ambiguous' : found ? against(found, values, own) : missing(name, books);
  return {
    id: reason ? undefined : found?.id,
    name: found?.name ?? name,
    reasons: reason ? [`parent.${reason}`] : [],
  };
}

function above(name: string, { made, named }: Books): Above[] {
  const word = sameWord(name);
  const here = made.get(word);
  return here ? [here] : (named.get(word) ?? []);
}

const missing = (name: string, { promises: { dryRun, names } }: Books) =>
  dryRun && names.has(sameWord(name)) ? undefined : 'unknown';

/** A parent is of the same kind: whoever is above sees what is below. */
function against(
  parent: Above,
  values: Partial<ImportAccount>,
  own: Account | undefined,
): string | undefined {
  if (parent.id === own?.id) return 'itself';
  if (parent.kind !== (own?.kind ?? values.kind ?? 'customer')) return 'other_kind';
  return own && parent.parentId === own.id ? 'circle' : undefined;
}

type Facts = Omit<ImportAccount, 'key' | 'parent' | 'name' | 'kind'>;

function created(facts: Facts & { name: string; kind: Account['kind'] }, parent: Parent, books: Books): Step {
  const id = newId('acc');
  const { name, kind } = facts;
  books.made.set(sameWord(name), { id, kind, name });
  books.promises.names.add(sameWord(name));
  return {
    fate: 'created',
    id,
    write: (write) =>
      void write.insert(accounts, {
        ...facts,
        id,
        parentId: parent.id ?? null,
        searchText: searchTextOf(facts),
      }),
  };
}

function changed(account: Account, facts: Facts, parent: Parent, names: Map<string, string>): Step {
  const { id } = account;
  const moved = parent.id !== undefined && parent.id !== account.parentId;
  const parentChange = { before: names.get(account.parentId ?? '') ?? null };
  const values = {
    ...changes(recorded(account, null), recorded({ ...account, ...facts }, null), HISTORY),
    ...(moved ? { parent: { ...parentChange, after: parent.name, audience: 'account' as const } } : {}),
  };
  if (!Object.keys(values).length) return { fate: 'unchanged', id };
  const change = { ...facts, ...(moved ? { parentId: parent.id ?? null } : {}) };
  return {
    fate: 'changed',
    id,
    write: (write) => {
      write.update(accounts, account, { ...change, searchText: searchTextOf({ ...account, ...facts }) });
      write.record('account.changed', { id, accountId: id }, { audience: audienceOfAll(values), values });
    },
  };
}
