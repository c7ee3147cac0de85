import { and, inArray, not, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';

import { isMember, type Actor } from '#api/core/actor.ts';
import { participating, reachBy } from '#api/core/reach.ts';
import { participants } from '#db/schema/participants.ts';
import { requests } from '#db/schema/requests.ts';

/**
 * The ways by which the requests of a list come to an actor, none of them twice. Each has an index of its own, and
 * SQLite would use neither for both at once.
 */
export function waysTo(actor: Actor): (SQL | undefined)[] {
  const others = reachBy(actor, requests, ({ via }) => via !== 'participant');
  if (!isMember(actor) || typeof others === 'boolean') return [undefined];
  const invited = new QueryBuilder()
    .select({ id: participants.requestId })
    .from(participants)
    .where(participating(actor));
  return [others, and(inArray(requests.id, invited), not(others))];
}

type Key = [Date | null, string];

/** Lists that are each in order, as one. */
export function interleaved<T>(lists: T[][], keyOf: (row: T) => Key, ascending: boolean, limit: number): T[] {
  const sign = ascending ? 1 : -1;
  const [first = [], ...more] = lists;
  if (!more.some(({ length }) => length)) return first;
  const compare = (a: Key, b: Key) => Number(a[0]) - Number(b[0]) || (a[1] < b[1] ? -1 : 1);
  return lists
    .flat()
    .sort((a, b) => sign * compare(keyOf(a), keyOf(b)))
    .slice(0, limit);
}
