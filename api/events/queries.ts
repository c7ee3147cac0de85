import { and, eq, gte, lt, ne, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

import { isMember, isStaff, levelOf } from '#api/core/actor.ts';
import { keyset } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { accounts } from '#db/schema/accounts.ts';
import { events } from '#db/schema/events.ts';
import { people } from '#db/schema/people.ts';
import { knowable } from './knowable.ts';
import type { EventFilter } from './schemas.ts';

const DAY_MS = 86_400_000;

const columns = {
  id: events.id,
  name: events.name,
  at: events.at,
  subjectType: events.subjectType,
  subjectId: events.subjectId,
  accountId: events.accountId,
  actorKind: events.actorKind,
  actorAccountId: events.actorAccountId,
  data: events.data,
  actorName: people.name,
  // The account of the actor; that of the thing comes with the names.
  actorAccountName: accounts.name,
};

/** Newest first. */
export async function eventsPage(scope: Scope, filter: EventFilter) {
  const keys = keyset({ column: events.at, id: events.id, direction: 'desc' }, filter);
  const walk = (along: SQL | undefined) =>
    scope
      .pick(events, columns, and(along, matching(scope, filter), keys.where))
      .leftJoin(people, eq(people.id, events.actorId))
      .leftJoin(accounts, eq(accounts.id, events.actorAccountId))
      .orderBy(...keys.orderBy)
      .limit(keys.limit);
  const found = await Promise.all(ways(scope).map(walk));
  const newest = filter.before === undefined ? 1 : -1;
  const rows = found
    .flat()
    .sort((a, b) => newest * (b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)))
    .slice(0, keys.limit);
  return keys.page(rows, ({ at, id }) => [at, id]);
}

/**
 * What happened to the actor's account, and what its people did elsewhere. Either way has an index in the order wanted;
 * asked for both at once, SQLite would sort everything that ever happened.
 */
function ways({ actor }: Scope): (SQL | undefined)[] {
  if (!isMember(actor) || isStaff(actor) || levelOf(actor, 'events.read') === 'own') return [undefined];
  const { accountId } = actor;
  return [
    eq(events.accountId, accountId),
    and(eq(events.actorAccountId, accountId), ne(events.accountId, accountId)),
  ];
}

export const countEvents = (scope: Scope, filter: EventFilter): Promise<number> =>
  scope.count(events, matching(scope, filter));

/** Days are taken in UTC; the last one is included. */
function matching(scope: Scope, { subject, actor, account, from, to }: EventFilter): SQL | undefined {
  // The plus keeps SQLite with the index of the account, where it has few rows to look at.
  const is = (column: SQLiteColumn, value: string) =>
    isStaff(scope.actor) ? eq(column, value) : sql`+${column} = ${value}`;
  return and(
    knowable(scope),
    subject && is(events.subjectType, subject),
    actor ? is(events.actorId, actor) : undefined,
    account ? is(events.accountId, account) : undefined,
    from ? gte(events.at, new Date(from)) : undefined,
    to ? lt(events.at, new Date(new Date(to).getTime() + DAY_MS)) : undefined,
  );
}
