import { and, asc, count, eq, inArray, isNotNull, isNull, min, notInArray, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';

import { isStaff } from '#api/core/actor.ts';
import { keyset, type Paging } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import type { AccountKind } from '#db/enums.ts';
import {
  accounts,
  contacts,
  engagements,
  type Account,
  type Contact,
  type Engagement,
} from '#db/schema/accounts.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { people } from '#db/schema/people.ts';
import { requests } from '#db/schema/requests.ts';
import type { AccountFilter } from './schemas.ts';
import { matching } from './search-text.ts';

/** Of how many contacts the history is told. */
const CONTACTS_TOLD = 200;
const ENGAGEMENTS_SHOWN = 25;
const OPPORTUNITIES_SHOWN = 10;

const inOrder = (direction: 'asc' | 'desc') => ({ column: accounts.name, id: accounts.id, direction });

export async function accountsPage(scope: Scope, filter: AccountFilter) {
  const order = keyset(inOrder(filter.sort === 'name' ? 'asc' : 'desc'), filter);
  const narrowed = and(ofKind(scope, filter.kind), matching(scope.actor, filter.q));
  const [rows, total] = await Promise.all([
    scope
      .select(accounts, and(narrowed, order.where))
      .orderBy(...order.orderBy)
      .limit(order.limit),
    scope.count(accounts, narrowed),
  ]);
  return { ...order.page(rows as Account[], ({ name, id }) => [name, id]), total };
}

export const countAccounts = (scope: Scope, kind: AccountKind) => scope.count(accounts, ofKind(scope, kind));

/**
 * Staff read the index of names from where the page begins. Everybody else has few accounts among many: the plus
 * keeps SQLite from walking the whole index and lets it sort those few instead.
 */
const ofKind = ({ actor }: Scope, kind: AccountKind): SQL =>
  isStaff(actor) ? sql`${accounts.kind} = ${kind}` : sql`+${accounts.kind} = ${kind}`;

export async function contactsPage(scope: Scope, accountId: string, paging: Paging) {
  const order = keyset({ column: contacts.name, id: contacts.id, direction: 'asc' }, paging);
  const ofAccount = eq(contacts.accountId, accountId);
  const [rows, total] = await Promise.all([
    scope
      .select(contacts, and(ofAccount, order.where))
      .orderBy(...order.orderBy)
      .limit(order.limit),
    scope.count(contacts, ofAccount),
  ]);
  return { ...order.page(rows, ({ name, id }) => [name, id]), total };
}

/** In no order that means anything. */
export async function contactsOf(scope: Scope, accountIds: string[], paging: Paging) {
  const order = keyset({ column: contacts.id, id: contacts.id, direction: 'asc' }, paging);
  if (!accountIds.length) return order.page<Contact>([], ({ id }) => [id, id]);
  const rows = await scope
    .select(contacts, and(inArray(contacts.accountId, accountIds), order.where))
    .orderBy(asc(contacts.id))
    .limit(order.limit);
  return order.page(rows, ({ id }) => [id, id]);
}

export const contactNames = (scope: Scope, accountId: string) =>
  scope
    .pick(contacts, { id: contacts.id, name: contacts.name }, eq(contacts.accountId, accountId))
    .orderBy(asc(contacts.name), asc(contacts.id))
    .limit(CONTACTS_TOLD);

/** What the actor's own engagement opens for each of these customers; nothing for those who need none. */
export async function engagementsWith(scope: Scope, customerIds: string[]): Promise<Map<string, Engagement>> {
  if (scope.actor.kind !== 'partner' || !customerIds.length) return new Map();
  const rows = await scope.select(
    engagements,
    and(
      eq(engagements.partnerId, scope.actor.accountId),
      inArray(engagements.customerId, customerIds),
      isNull(engagements.endedAt),
    ),
  );
  return new Map(rows.map((row) => [row.customerId, row]));
}

/** Who serves a customer, or whom a partner serves, as far as the actor is told: a partner only hears of itself. */
export async function engagementsOf(scope: Scope, account: Account) {
  const other = alias(accounts, 'other');
  const [here, there] =
    account.kind === 'partner'
      ? [engagements.partnerId, engagements.customerId]
      : [engagements.customerId, engagements.partnerId];
  return scope
    .pick(
      engagements,
      {
        id: engagements.id,
        accountId: there,
        name: other.name,
        identity: engagements.identity,
        commercial: engagements.commercial,
        financial: engagements.financial,
        contacts: engagements.contacts,
        requests: engagements.requests,
        since: engagements.createdAt,
      },
      and(eq(here, account.id), isNull(engagements.endedAt)),
    )
    .innerJoin(other, eq(other.id, there))
    .orderBy(asc(engagements.id))
    .limit(ENGAGEMENTS_SHOWN);
}

const weAct = inArray(requests.status, ['submitted', 'in_progress', 'waiting_other']);

/** Open requests of each account: how many, and by when the house must act on the first of them. */
export async function openRequests(scope: Scope, accountIds: string[]) {
  if (!accountIds.length) return [];
  return scope
    .pick(
      requests,
      {
        accountId: requests.accountId,
        count: count(),
        due: sql`min(case when ${weAct} then ${requests.dueAt} end)`.mapWith(requests.dueAt),
      },
      and(
        inArray(requests.accountId, accountIds),
        notInArray(requests.status, ['quarantined', 'resolved', 'closed', 'cancelled']),
      ),
    )
    .groupBy(requests.accountId);
}

const stillOpen = notInArray(opportunities.stage, ['won', 'lost']);

/** What a partner below does is not what the reader must do. */
const ownWork = ({ actor }: Scope) =>
  actor.kind === 'partner' ? eq(opportunities.accountId, actor.accountId) : undefined;

/** The nearest next step with each of these customers. */
export async function nextSteps(scope: Scope, customerIds: string[]) {
  if (!customerIds.length) return [];
  return scope
    .pick(
      opportunities,
      {
        customerId: opportunities.customerId,
        on: min(opportunities.nextStepOn),
        // SQLite takes these from the row that has the least.
        ownerId: opportunities.ownerId,
        ownerName: people.name,
      },
      and(
        inArray(opportunities.customerId, customerIds),
        ownWork(scope),
        stillOpen,
        isNotNull(opportunities.nextStepOn),
      ),
    )
    .leftJoin(people, eq(people.id, opportunities.ownerId))
    .groupBy(opportunities.customerId);
}

export async function opportunitiesWith(scope: Scope, customerId: string) {
  return scope
    .pick(
      opportunities,
      {
        id: opportunities.id,
        title: opportunities.title,
        stage: opportunities.stage,
        amount: opportunities.amount,
        currency: opportunities.currency,
        nextStep: opportunities.nextStep,
        nextStepOn: opportunities.nextStepOn,
        ownerId: opportunities.ownerId,
        ownerName: people.name,
      },
      and(eq(opportunities.customerId, customerId), ownWork(scope), stillOpen),
    )
    .leftJoin(people, eq(people.id, opportunities.ownerId))
    .orderBy(asc(opportunities.closeOn), asc(opportunities.id))
    .limit(OPPORTUNITIES_SHOWN);
}
