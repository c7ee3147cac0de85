import { tellerOf } from '#api/accounts/telling.ts';
import { isStaff } from '#api/core/actor.ts';
import type { Page } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { publicMove, type Move } from '#api/requests/status.ts';
import { known, readableValues, type HistoryEntry } from './history.ts';
import { eventsPage } from './queries.ts';
import type { EventFilter } from './schemas.ts';
import { namesOf } from './subjects.ts';

export { countEvents } from './queries.ts';

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
  const page = await eventsPage(scope, filter);
  const [valuesOf, tells, names] = await Promise.all([
    readableValues(scope, page.items),
    tellerOf(scope, page.items),
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
      values: valuesOf(row.id).filter(({ field }) => tells({ name: row.name, accountId }, field)),
    })),
  };
}

/** The facts of an event in the words that are for its reader. */
const toldOf = ({ actor }: Scope, { name, data }: Pick<HistoryEntry, 'name' | 'data'>) =>
  name === 'request.status_changed' && !isStaff(actor) ? publicMove(data as Move) : data;
