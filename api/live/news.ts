import { and, asc, eq, gte, inArray } from 'drizzle-orm';

import { isStaff, system } from '#api/core/actor.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import type { EventAudience } from '#db/enums.ts';
import type { EventName } from '#db/event-names.ts';
import { events } from '#db/schema/events.ts';
import { requests } from '#db/schema/requests.ts';

export const MOST_NEWS = 200;

/** What happened to a request, as far as it must be known to say who may hear of it. */
export type News = {
  id: string;
  name: EventName;
  requestId: string;
  audience: EventAudience;
  actorId: string;
};

/** Everything of requests from a moment on, oldest first; one more than `MOST_NEWS` where there is more. */
export function newsSince(base: Base, from: Date): Promise<News[]> {
  return new Scope(base, system('live'))
    .pick(
      events,
      {
        id: events.id,
        name: events.name,
        requestId: events.subjectId,
        audience: events.audience,
        actorId: events.actorId,
      },
      and(eq(events.subjectType, 'request'), gte(events.at, from)),
    )
    .orderBy(asc(events.at), asc(events.id))
    .limit(MOST_NEWS + 1);
}

/** The same door as that of the thread: a request in reach, and of its notes and assignments staff alone. */
export async function hearable<T extends { requestId: string; audience: EventAudience }>(
  scope: Scope,
  news: T[],
): Promise<T[]> {
  const told = news.filter(
    ({ audience }) => audience === 'account' || (isStaff(scope.actor) && audience === 'staff'),
  );
  if (!told.length) return [];
  const ids = [...new Set(told.map(({ requestId }) => requestId))];
  const found = await scope.pick(requests, { id: requests.id }, inArray(requests.id, ids)).limit(ids.length);
  const reached = new Set(found.map(({ id }) => id));
  return told.filter(({ requestId }) => reached.has(requestId));
}
