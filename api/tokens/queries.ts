import { and, eq, getTableColumns, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';

import { notFound } from '#api/core/errors.ts';
import { keyset, type Page } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { memberships, people, roles } from '#db/schema/people.ts';
import { tokens } from '#db/schema/tokens.ts';
import type { Paging } from '#api/core/parse.ts';

const makers = alias(people, 'makers');
const { hash: _secret, ...columns } = getTableColumns(tokens);

const found = {
  ...columns,
  personName: people.name,
  robot: people.robot,
  disabledAt: people.disabledAt,
  makerName: makers.name,
  endedAt: memberships.endedAt,
  rights: roles.rights,
};

const withBearer = (scope: Scope, where: SQL | undefined) =>
  scope
    .pick(tokens, found, where)
    .innerJoin(people, eq(people.id, tokens.personId))
    .innerJoin(makers, eq(makers.id, tokens.madeBy))
    .innerJoin(memberships, eq(memberships.id, tokens.membershipId))
    .innerJoin(roles, eq(roles.id, memberships.roleId));

/** A token without its secret, with the one for whom it acts and the rights that it has through him. */
export type FoundToken = Awaited<ReturnType<typeof withBearer>>[number];

/** The tokens of an account that the actor sees, the newest first. */
export async function listTokens(
  scope: Scope,
  accountId: string,
  paging: Paging,
): Promise<Page<FoundToken> & { total: number }> {
  const order = keyset({ column: tokens.createdAt, id: tokens.id, direction: 'desc' }, paging);
  const ofAccount = eq(tokens.accountId, accountId);
  const [rows, total] = await Promise.all([
    withBearer(scope, and(ofAccount, order.where))
      .orderBy(...order.orderBy)
      .limit(order.limit),
    scope.count(tokens, ofAccount),
  ]);
  return { ...order.page(rows, ({ createdAt, id }) => [createdAt, id]), total };
}

/** @throws 404 */
export async function findToken(scope: Scope, id: string): Promise<FoundToken> {
  const [token] = await withBearer(scope, eq(tokens.id, id)).limit(1);
  if (!token) throw notFound('tokens');
  return token;
}
