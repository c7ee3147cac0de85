import { and, asc, eq, getTableColumns, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';

import { isMember, isStaff, type Member } from '#api/core/actor.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { keyset, type Paging } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { currencies, type OpportunityStage } from '#db/enums.ts';
import { accounts } from '#db/schema/accounts.ts';
import { opportunities, opportunityNotes } from '#db/schema/opportunities.ts';
import { memberships, people } from '#db/schema/people.ts';
import { products } from '#db/schema/products.ts';

const CHOICES = 500;

const customer = alias(accounts, 'customer');
const partner = alias(accounts, 'partner');

const { searchText: _, ...own } = getTableColumns(opportunities);
const columns = {
  ...own,
  customerName: customer.name,
  accountName: partner.name,
  ownerName: people.name,
  productName: products.name,
};

const withNames = (scope: Scope, where: SQL | undefined) =>
  scope
    .pick(opportunities, columns, where)
    .innerJoin(customer, eq(customer.id, opportunities.customerId))
    .innerJoin(partner, eq(partner.id, opportunities.accountId))
    .innerJoin(people, eq(people.id, opportunities.ownerId))
    .leftJoin(products, eq(products.id, opportunities.productId));

/** An opportunity with the names of those it is about. */
export type Named = Awaited<ReturnType<typeof withNames>>[number];

export async function opportunityById(scope: Scope, id: string): Promise<Named | undefined> {
  const [row] = await withNames(scope, eq(opportunities.id, id)).limit(1);
  return row;
}

export const opportunitiesByIds = (scope: Scope, ids: string[]) =>
  withNames(scope, inArray(opportunities.id, ids));

export async function opportunitiesPage(
  scope: Scope,
  where: SQL | undefined,
  direction: 'asc' | 'desc',
  paging: Paging,
) {
  const order = keyset({ column: opportunities.closeOn, id: opportunities.id, direction }, paging);
  const rows = await withNames(scope, and(where, order.where))
    .orderBy(...order.orderBy)
    .limit(order.limit);
  return order.page(rows, ({ closeOn, id }) => [closeOn, id]);
}

/** What stands in one stage, what closes first on top. */
export const inStage = (scope: Scope, where: SQL | undefined, stage: OpportunityStage, limit: number) =>
  withNames(scope, and(where, eq(opportunities.stage, stage)))
    .orderBy(asc(opportunities.closeOn), asc(opportunities.id))
    .limit(limit);

/** Amounts by currency, in one walk over the rows. */
export async function sums(scope: Scope, where: SQL | undefined) {
  const columnsOfSum = Object.fromEntries(
    currencies.map((currency) => [
      currency,
      sql<number | null>`sum(${opportunities.amount}) filter (where ${opportunities.currency} = ${currency})`,
    ]),
  );
  const [row] = await scope.pick(opportunities, columnsOfSum, where);
  return currencies.flatMap((currency) => {
    const amount = row?.[currency] as number | null | undefined;
    return amount ? [{ currency, amount }] : [];
  });
}

/** A note with its writer; `house` says on which side that is. */
export async function notesPage(scope: Scope, opportunityId: string, paging: Paging) {
  const order = keyset(
    { column: opportunityNotes.createdAt, id: opportunityNotes.id, direction: 'desc' },
    paging,
  );
  const rows = await scope
    .pick(
      opportunityNotes,
      {
        id: opportunityNotes.id,
        body: opportunityNotes.body,
        createdAt: opportunityNotes.createdAt,
        authorId: opportunityNotes.authorId,
        authorName: people.name,
        house: sql<number>`${memberships.id} is not null`,
      },
      and(eq(opportunityNotes.opportunityId, opportunityId), order.where),
    )
    .innerJoin(people, eq(people.id, opportunityNotes.authorId))
    .leftJoin(
      memberships,
      and(eq(memberships.personId, opportunityNotes.authorId), eq(memberships.accountId, HOUSE_ID)),
    )
    .orderBy(...order.orderBy)
    .limit(order.limit);
  const named = rows.map(({ house, ...note }) => ({ ...note, house: house === 1 }));
  return order.page(named, ({ createdAt, id }) => [createdAt, id]);
}

export const countNotes = (scope: Scope, opportunityId: string) =>
  scope.count(opportunityNotes, eq(opportunityNotes.opportunityId, opportunityId));

/** The people who can own what an account works on. */
export const team = (scope: Scope, { accountId }: Member) =>
  scope
    .pick(
      memberships,
      { id: people.id, name: people.name },
      and(eq(memberships.accountId, accountId), isNull(memberships.endedAt)),
    )
    .innerJoin(people, and(eq(people.id, memberships.personId), eq(people.robot, false)))
    .orderBy(asc(people.name), asc(people.id))
    .limit(CHOICES);

/** Companies to choose from; the plus lets SQLite sort the few that an actor reaches (see `api/accounts`). */
export function companies(scope: Scope, kind: 'customer' | 'partner') {
  const ofKind = isStaff(scope.actor) ? eq(accounts.kind, kind) : sql`+${accounts.kind} = ${kind}`;
  return scope
    .pick(accounts, { id: accounts.id, name: accounts.name }, and(ofKind, isNull(accounts.closedAt)))
    .orderBy(asc(accounts.name), asc(accounts.id))
    .limit(CHOICES);
}

/**
 * Whose opportunities a list is about: those that are shared with the house, or those of one partner. Either way one
 * index holds them in order.
 */
export function listed({ actor }: Scope, accountId: string | undefined): SQL | undefined {
  if (actor.kind === 'staff')
    return and(
      sql`${opportunities.shared} = 1`,
      accountId ? eq(opportunities.accountId, accountId) : undefined,
    );
  return isMember(actor) ? eq(opportunities.accountId, accountId ?? actor.accountId) : undefined;
}
