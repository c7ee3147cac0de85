import { and, desc, eq, inArray, or, type SQL } from 'drizzle-orm';

import { isMember, isStaff, type Actor } from '#api/core/actor.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { accounts } from '#db/schema/accounts.ts';
import { events, type Event } from '#db/schema/events.ts';
import { people } from '#db/schema/people.ts';

const NEWEST = 100;

export type HistoryEntry = Pick<Event, 'id' | 'name' | 'at' | 'subjectId' | 'data'> & {
  /** staff, partner, customer, guest, visitor, system; or `outside` for whom the reader may not know. */
  actorKind: string;
  /** Empty for machines, for people whose data was erased and for people the reader may not know. */
  actorName: string | null;
  /** The company of the actor; where a name may not be told, this still may. */
  actorAccountName: string | null;
  values: { field: string; before: unknown; after: unknown }[];
};

const seesAll = (actor: Actor): boolean => isStaff(actor) || actor.kind === 'system';

/**
 * What happened to a thing, or to several, newest first, as far as the actor may know. The caller has found them in
 * its own scope: whoever reaches a thing may read its story, except for what is the house's own.
 */
export async function historyOf(scope: Scope, ...subjects: { id: string }[]): Promise<HistoryEntry[]> {
  const about = inArray(
    events.subjectId,
    subjects.map(({ id }) => id),
  );
  const rows = await scope
    .asSystem('history')
    .pick(
      events,
      {
        id: events.id,
        name: events.name,
        at: events.at,
        subjectId: events.subjectId,
        accountId: events.accountId,
        actorKind: events.actorKind,
        actorAccountId: events.actorAccountId,
        data: events.data,
        actorName: people.name,
        actorAccountName: accounts.name,
      },
      and(about, toldTo(scope.actor)),
    )
    .leftJoin(people, eq(people.id, events.actorId))
    .leftJoin(accounts, eq(accounts.id, events.actorAccountId))
    .orderBy(desc(events.at), desc(events.id))
    .limit(NEWEST);
  const valuesOf = await readableValues(scope, rows);
  return rows.map(({ accountId, actorAccountId, ...row }) => ({
    ...row,
    ...known(scope.actor, { accountId, actorAccountId, ...row }),
    values: valuesOf(row.id),
  }));
}

/** The events of a thing that its reader may know of. */
function toldTo(reader: Actor): SQL | undefined {
  const open = inArray(
    events.audience,
    seesAll(reader) ? ['staff', 'account', 'public'] : ['account', 'public'],
  );
  if (reader.kind === 'system') return undefined;
  if (!isMember(reader)) return open;
  const mine = or(eq(events.accountId, reader.accountId), eq(events.actorAccountId, reader.accountId));
  return or(open, and(eq(events.audience, 'owner'), mine));
}

type Recorded = Pick<Event, 'id' | 'accountId' | 'actorAccountId'>;

/** What was recorded with events that the reader has found, each value as far as it is meant for him. */
export async function readableValues(scope: Scope, found: Recorded[]) {
  const { actor } = scope;
  const values = await scope.eventValues(
    found.map(({ id }) => id),
    seesAll(actor) ? ['staff', 'owner', 'account', 'public'] : ['owner', 'account', 'public'],
  );
  const isMine = ({ accountId, actorAccountId }: Recorded) =>
    actor.kind === 'system' || (isMember(actor) && [accountId, actorAccountId].includes(actor.accountId));
  const mine = new Set(found.filter(isMine).map(({ id }) => id));
  return (eventId: string) =>
    values.filter((value) => value.eventId === eventId && (value.audience !== 'owner' || mine.has(eventId)));
}

type Actors = Pick<HistoryEntry, 'actorKind' | 'actorName' | 'actorAccountName'>;
export type Acted = Actors & Pick<Event, 'accountId' | 'actorAccountId'>;

/**
 * Two partners may serve one customer and must not learn of each other. So people of the reader's own account and of
 * the house are named; of others the account it is about learns the company, and everybody else learns nothing: not
 * even whether it was the customer or somebody who serves it.
 */
export function known(reader: Actor, { accountId, actorAccountId, ...acted }: Acted): Actors {
  const { actorKind, actorName, actorAccountName } = acted;
  if (seesAll(reader) || actorAccountId === null || actorAccountId === HOUSE_ID)
    return { actorKind, actorName, actorAccountName };
  const own = isMember(reader) ? reader.accountId : undefined;
  if (actorAccountId === own) return { actorKind, actorName, actorAccountName };
  if (accountId === own) return { actorKind, actorName: null, actorAccountName };
  return { actorKind: 'outside', actorName: null, actorAccountName: null };
}
