import { and, asc, eq, gte, isNull, lt, ne, or, sql, type SQL } from 'drizzle-orm';

import { notFound } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { accounts } from '#db/schema/accounts.ts';
import { memberships, people } from '#db/schema/people.ts';

const SHOWN = 20;

/** Somebody of a customer or a partner who may have called. */
export type Caller = Awaited<ReturnType<typeof seats>>[number];

const seats = (scope: Scope, where: SQL | undefined) =>
  scope
    .pick(
      memberships,
      {
        id: memberships.id,
        personId: people.id,
        name: people.name,
        email: people.email,
        locale: people.locale,
        accountId: accounts.id,
        accountName: accounts.name,
      },
      and(where, isNull(memberships.endedAt), ne(memberships.accountId, HOUSE_ID)),
    )
    .innerJoin(
      people,
      and(eq(people.id, memberships.personId), isNull(people.disabledAt), eq(people.robot, false)),
    )
    .innerJoin(accounts, and(eq(accounts.id, memberships.accountId), isNull(accounts.closedAt)));

/** Whose name begins so, or who has that address. */
export async function findCallers(scope: Scope, q: string): Promise<Caller[]> {
  const begins = and(
    gte(sql`${people.name} collate nocase`, q),
    lt(sql`${people.name} collate nocase`, `${q}\u{10ffff}`),
  );
  const wanted = or(begins, eq(people.email, q.toLowerCase()));
  const ids = scope.asSystem('find-callers').pick(people, { id: people.id }, wanted).limit(SHOWN);
  return seats(scope, sql`${memberships.personId} in ${ids}`).limit(SHOWN);
}

/** Who belongs to an account. */
export const callersOf = (scope: Scope, accountId: string): Promise<Caller[]> =>
  seats(scope, eq(memberships.accountId, accountId))
    .orderBy(asc(memberships.createdAt), asc(memberships.id))
    .limit(SHOWN);

/** @throws 404 for somebody who has left too */
export async function seatOf(scope: Scope, id: string): Promise<Caller> {
  const [seat] = await seats(scope, eq(memberships.id, id)).limit(1);
  if (!seat) throw notFound('people');
  return seat;
}
