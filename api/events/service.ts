import { and, eq, gte, lt, type SQL } from 'drizzle-orm';

import { isStaff } from '#api/core/actor.ts';
import { keyset, type Page } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { publicMove, type Move } from '#api/requests/status.ts';
import { accounts } from '#db/schema/accounts.ts';
import { events } from '#db/schema/events.ts';
import { people } from '#db/schema/people.ts';
import { known, readableValues, type HistoryEntry } from './history.ts';
import { knowable } from './knowable.ts';
import type { EventFilter } from './schemas.ts';
import { namesOf } from './subjects.ts';

const DAY_MS = 86_400_000;

export type Happened = HistoryEntry & {
  subjectType: string;
  /** Empty when the reader does not reach the thing any more. */
  subjectName: string | undefined;
  accountName: string | null;
};

/**
 * What happened, newest first: to staff everything but what an account keeps to itself, to others what is about their
 * account or was done by it.
 */
export async function listEvents(scope: Scope, filter: EventFilter): Promise<Page<Happened>> {
  const keys = keyset({ column: events.at, id: events.id, direction: 'desc' }, filter);
  const rows = await scope
    .pick(
      events,
      {
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
      },
      and(matching(scope, filter), keys.where),
    )
    .leftJoin(people, eq(people.id, events.actorId))
    .leftJoin(accounts, eq(accounts.id, events.actorAccountId))
    .orderBy(...keys.orderBy)
    .limit(keys.limit);
  const page = keys.page(rows, ({ at, id }) => [at, id]);
  const [valuesOf, names] = await Promise.all([
    readableValues(scope, page.items),
    namesOf(scope, [
      ...page.items,
      ...page.items.map(({ accountId }) => ({ subjectType: 'account', subjectId: accountId })),
    ]),
  ]);
  return {
    ...page,
    items: page.items.map(({ accountId, actorAccountId, ...row }) => ({
      ...row,
      ...known(scope.actor, { accountId, actorAccountId, ...row }),
      data: toldOf(scope, row),
      subjectName: names.get(row.subjectId),
      accountName: names.get(accountId) ?? null,
      values: valuesOf(row.id),
    })),
  };
}

/** The facts of an event in the words that are for its reader. */
const toldOf = ({ actor }: Scope, { name, data }: Pick<HistoryEntry, 'name' | 'data'>) =>
  name === 'request.status_changed' && !isStaff(actor) ? publicMove(data as Move) : data;

export const countEvents = (scope: Scope, filter: EventFilter): Promise<number> =>
  scope.count(events, matching(scope, filter));

/** Days are taken in UTC; the last one is included. */
const matching = (scope: Scope, { subject, actor, account, from, to }: EventFilter): SQL | undefined =>
  and(
    knowable(scope),
    subject && eq(events.subjectType, subject),
    actor ? eq(events.actorId, actor) : undefined,
    account ? eq(events.accountId, account) : undefined,
    from ? gte(events.at, new Date(from)) : undefined,
    to ? lt(events.at, new Date(new Date(to).getTime() + DAY_MS)) : undefined,
  );
