import { actorId, system } from '#api/core/actor.ts';
import { newId } from '#db/ids.ts';
import { events, eventValues } from '#db/schema/events.ts';
import { accountId, accountOf, personId, personOf, sideOf, type Happening, type Story } from './story.ts';

/** Everything that happened, oldest first and already dispatched: nobody is mailed about the past. */
export function tellEvents(story: Story): void {
  const told = story.happenings
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map((happening) => ({ ...happening, id: newId('evt') }));
  story.insert(events, told.map(rowOf));
  story.insert(
    eventValues,
    told.flatMap(({ id, values = {} }) =>
      Object.entries(values).map(([field, change]) => ({ eventId: id, field, ...change })),
    ),
  );
}

function rowOf({ id, name, at, by, subject, audience, data }: Happening & { id: string }) {
  return {
    id,
    name,
    at,
    audience: audience ?? 'account',
    data: data ?? {},
    dispatchedAt: at,
    accountId: subject.accountId,
    subjectId: subject.id,
    subjectType: name.slice(0, name.indexOf('.')),
    ...actorOf(by),
  };
}

function actorOf(by: Happening['by']) {
  if (typeof by !== 'string') {
    const actor = 'site' in by ? ({ kind: 'visitor', siteId: by.site } as const) : system(by.job);
    return { actorKind: actor.kind, actorId: actorId(actor), actorAccountId: null };
  }
  return {
    actorKind: sideOf(by),
    actorId: personId(by),
    actorAccountId: accountId(accountOf(personOf(by).account).key),
  };
}
