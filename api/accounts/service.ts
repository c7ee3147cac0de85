import { and, eq, isNull, sql } from 'drizzle-orm';

import { covers, levelOf } from '#api/core/actor.ts';
import { changes } from '#api/core/changes.ts';
import { AppError, invalid, stale } from '#api/core/errors.ts';
import { locked, requireOpen, type Lock } from '#api/core/lock.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { historyOf } from '#api/events/history.ts';
import type { AccountKind } from '#db/enums.ts';
import { accounts, engagements, type Account, type Engagement } from '#db/schema/accounts.ts';
import { FIELDS, type Field } from './fields.ts';
import { lockOf } from './locks.ts';
import { managerNamed } from './managers.ts';
import { canClose, fieldsOf, lockedFields, type Fields, type Group } from './policy.ts';
import * as queries from './queries.ts';
import { audienceOfAll, HISTORY, recorded } from './recorded.ts';
import type { AccountFilter, ChangeAccount } from './schemas.ts';
import { searchTextOf } from './search-text.ts';
import { readsValue } from './telling.ts';

/** An account with what the actor may do with it. */
export type Found = {
  account: Account;
  engagement: Engagement | undefined;
  fields: Fields;
  /** What the state of the account keeps as it is. */
  lock: Lock<Field> | undefined;
};

export function foundBy({ actor }: Scope, account: Account, engagement: Engagement | undefined): Found {
  const fields = fieldsOf(actor, account, engagement);
  const may = (field: Field) => fields.each[field].access === 'edit';
  return { account, engagement, fields, lock: lockOf(account, { may, undoes: canClose(actor, account) }) };
}

export async function listAccounts(scope: Scope, filter: AccountFilter) {
  const page = await queries.accountsPage(scope, filter);
  const engaged = await queries.engagementsWith(
    scope,
    page.items.map(({ id }) => id),
  );
  const items = page.items.map((account) => foundBy(scope, account, engaged.get(account.id)));
  return { ...page, items };
}

export async function countAccounts(scope: Scope, kind: AccountKind): Promise<number> {
  return queries.countAccounts(scope, kind);
}

/** @throws 404 for an account that the actor does not reach */
export async function findAccount(scope: Scope, id: string): Promise<Found> {
  const account = await scope.find(accounts, id);
  return foundBy(scope, account, (await queries.engagementsWith(scope, [id])).get(id));
}

/**
 * @throws 403 for a field that the actor may not change, 409 `accounts.closed` for one that rests with the account,
 * 412 when somebody changed it since `version`, 422 for a manager who is not of the house
 */
export async function changeAccount(scope: Scope, id: string, version: number, change: ChangeAccount) {
  const { account, engagement, fields, lock } = await findAccount(scope, id);
  const refused = lockedFields(fields, change);
  if (refused.length) throw readOnly(refused);
  if (version !== account.version) throw stale();
  const named = Object.keys(change) as Field[];
  requireOpen(lock, named);
  const next = withCredit({ ...account, ...change });
  const [before, after] = await Promise.all([
    managerNamed(scope, account.managerId),
    next.managerId === account.managerId ? undefined : managerNamed(scope, next.managerId, true),
  ]);
  const values = changes(
    recorded(account, before),
    recorded(next, after === undefined ? before : after),
    HISTORY,
  );
  if (!Object.keys(values).length) return { ...account };

  const searchText = searchTextOf(next);
  await scope.write((write) => {
    write.update(accounts, account, { ...change, creditCurrency: next.creditCurrency, searchText });
    stillEngaged(write, engagement, ...named.map((field) => FIELDS[field].group));
    write.record('account.changed', { id, accountId: id }, { audience: audienceOfAll(values), values });
  });
  return { ...next, searchText, version: version + 1, updatedAt: new Date() };
}

/** A limit without a currency is none, and a currency without a limit says nothing. @throws 422 */
export function withCredit<T extends Pick<Account, 'creditLimit' | 'creditCurrency'>>(account: T): T {
  if (account.creditLimit === null) return { ...account, creditCurrency: null };
  if (account.creditCurrency === null) throw invalid({ creditCurrency: 'required' });
  return account;
}

/** What the actor read may have been taken from it since; the batch asks once more. */
export function stillEngaged(write: Write, engagement: Engagement | undefined, ...groups: Group[]): void {
  if (!engagement) return;
  const opened = groups.map((group) => eq(engagements[group as Exclude<Group, 'internal'>], 'edit'));
  const open = and(eq(engagements.id, engagement.id), isNull(engagements.endedAt), ...opened);
  write.require(sql`exists (select 1 from ${engagements} where ${open})`, readOnly());
}

/** It may have been closed since it was read. */
export function stillOpen(write: Write, { account, lock }: Pick<Found, 'account' | 'lock'>): void {
  const open = and(eq(accounts.id, account.id), isNull(accounts.closedAt));
  const closing = lock ?? { why: 'accounts.closed', may: [], undo: { by: 'house', mine: false } };
  write.require(sql`exists (select 1 from ${accounts} where ${open})`, locked(closing));
}

export const readOnly = (fields: string[] = []) =>
  new AppError(
    403,
    'accounts.read_only',
    Object.fromEntries(fields.map((field) => [field, 'accounts.read_only'])),
  );

/** What happened to the account and to its contacts. */
export async function accountHistory(scope: Scope, id: string) {
  const { account, fields } = await findAccount(scope, id);
  const people = fields.contacts.access === 'none' ? [] : await queries.contactNames(scope, id);
  const names = new Map(people.map((contact) => [contact.id, contact.name]));
  const entries = await historyOf(scope, account, ...people);
  return entries.flatMap((entry) => {
    const told = entry.values.filter(({ field }) => readsValue(fields, entry.name, field));
    // Somebody who may read nothing of what was changed is not told that it was.
    if (entry.values.length > 0 && told.length === 0) return [];
    return { ...entry, values: told, contactName: names.get(entry.subjectId) };
  });
}
export type AccountEntry = Awaited<ReturnType<typeof accountHistory>>[number];

export async function servedBy(scope: Scope, account: Account) {
  return queries.engagementsOf(scope, account);
}

/** What is being sold to a customer, as far as the actor works on it: the soonest to close first. */
export async function opportunitiesWith(scope: Scope, account: Account) {
  return queries.opportunitiesWith(scope, account.id);
}
export type Selling = Awaited<ReturnType<typeof opportunitiesWith>>[number];

/** What goes on with an account. `openRequests` is null for who may not know. */
export type Work = {
  openRequests: number | null;
  due: Date | null;
  step: { on: string; ownerId: string | null; ownerName: string | null } | null;
};

export async function workWith(scope: Scope, found: Found[]): Promise<Map<string, Work>> {
  const ids = found.map(({ account }) => account.id);
  const told = found.filter((one) => hearsOfRequests(scope, one)).map(({ account }) => account.id);
  const [open, steps] = await Promise.all([queries.openRequests(scope, told), queries.nextSteps(scope, ids)]);
  const work = (id: string): Work => {
    const requests = open.find(({ accountId }) => accountId === id);
    const step = steps.find(({ customerId }) => customerId === id);
    return {
      openRequests: told.includes(id) ? (requests?.count ?? 0) : null,
      due: requests?.due ?? null,
      step: step?.on ? { on: step.on, ownerId: step.ownerId, ownerName: step.ownerName } : null,
    };
  };
  return new Map(ids.map((id) => [id, work(id)]));
}

/** A role that sees only its own requests would count wrongly, so it is told nothing. */
function hearsOfRequests({ actor }: Scope, { account, engagement }: Found): boolean {
  const level = levelOf(actor, 'requests.read');
  if (level === undefined || level === 'own') return false;
  if (level === 'all' || ('accountId' in actor && actor.accountId === account.id)) return true;
  return covers(level, 'served') && engagement !== undefined && engagement.requests !== 'none';
}
