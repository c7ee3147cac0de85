import { eq, sql } from 'drizzle-orm';

import { covers, levelOf } from '#api/core/actor.ts';
import { changes } from '#api/core/changes.ts';
import { AppError, stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { historyOf } from '#api/events/history.ts';
import type { AccountKind, EventAudience } from '#db/enums.ts';
import { fold } from '#db/fold.ts';
import { accounts, engagements, type Account, type Engagement } from '#db/schema/accounts.ts';
import { fieldsOf, lockedFields, type Fields } from './policy.ts';
import * as queries from './queries.ts';
import type { AccountFilter, ChangeAccount } from './schemas.ts';

/** An account with what the actor may do with it. */
export type Found = { account: Account; engagement: Engagement | undefined; fields: Fields };

export async function listAccounts(scope: Scope, filter: AccountFilter) {
  const page = await queries.accountsPage(scope, filter);
  const engaged = await queries.engagementsWith(
    scope,
    page.items.map(({ id }) => id),
  );
  const items = page.items.map((account): Found => {
    const engagement = engaged.get(account.id);
    return { account, engagement, fields: fieldsOf(scope.actor, account, engagement) };
  });
  return { ...page, items };
}

export async function countAccounts(scope: Scope, kind: AccountKind): Promise<number> {
  return queries.countAccounts(scope, kind);
}

/** @throws 404 for an account that the actor does not reach */
export async function findAccount(scope: Scope, id: string): Promise<Found> {
  const account = await scope.find(accounts, id);
  const engagement = (await queries.engagementsWith(scope, [id])).get(id);
  return { account, engagement, fields: fieldsOf(scope.actor, account, engagement) };
}

/** Who may read old and new values in the history. */
export const HISTORY: { [Field in keyof ChangeAccount]-?: EventAudience } = {
  name: 'account',
  website: 'account',
  phone: 'account',
  industry: 'account',
  employees: 'account',
  street: 'account',
  postcode: 'account',
  city: 'account',
  country: 'account',
};

/** @throws 403 for a field that is locked, 412 when somebody changed the account since `version` */
export async function changeAccount(scope: Scope, id: string, version: number, change: ChangeAccount) {
  const { account, engagement, fields } = await findAccount(scope, id);
  const locked = lockedFields(fields, change);
  if (locked.length) throw readOnly(locked);
  if (version !== account.version) throw stale();
  const changed = changes(account, change, HISTORY);
  if (!Object.keys(changed).length) return { ...account };

  const next = { ...account, ...change };
  const searchText = fold(next.name, next.city, next.website, next.industry);
  await scope.write((write) => {
    write.update(accounts, account, { ...change, searchText });
    stillEngaged(write, engagement, 'identity');
    write.record('account.changed', { id, accountId: id }, { values: changed });
  });
  return { ...next, searchText, version: version + 1, updatedAt: new Date() };
}

/** What the actor read may have been taken from it since; the batch asks once more. */
export function stillEngaged(
  write: Write,
  engagement: Engagement | undefined,
  group: 'identity' | 'contacts',
): void {
  if (!engagement) return;
  const open = sql`select 1 from ${engagements} where ${eq(engagements.id, engagement.id)}
    and ${engagements.endedAt} is null and ${eq(engagements[group], 'edit')}`;
  write.require(sql`exists (${open})`, readOnly());
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
  return entries.map((entry) => ({ ...entry, contactName: names.get(entry.subjectId) }));
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
