import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';

import type { Member } from '#api/core/actor.ts';
import { conflict, notFound } from '#api/core/errors.ts';
import type { Write } from '#api/core/write.ts';
import { leadingIds } from '#api/people/roles.ts';
import type { Database } from '#db/client.ts';
import { accounts } from '#db/schema/accounts.ts';
import { memberships, people, roles } from '#db/schema/people.ts';
import { ssoConnections } from '#db/schema/sso.ts';
import { keyTo, letsIn, type Entrance, type Held } from './doors.ts';
import { memberOf } from './member.ts';

/** As whom a person may act, and how one comes in there. */
export type Seat = Member & Entrance;

export const actorIn = ({
  door: _door,
  connectionId: _connection,
  breakGlass: _named,
  ...member
}: Seat): Member => member;

export const ssoRequired = () => conflict('sso.required');

const namedIn = sql`(select named.value from json_each(${ssoConnections.breakGlass}) as named)`;

/** Whoever leads the account no longer is one of them no more. */
const named = sql<number>`(
  ${memberships.roleId} in ${leadingIds} and ${memberships.id} in ${namedIn}
)`.mapWith(Boolean);

/** The places of people, with the doors before them. */
export class Seats {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @throws 404 where the person is not in that account */
  async at(personId: string, accountId: string): Promise<Seat> {
    const seat = (await this.of(personId)).find((one) => one.accountId === accountId);
    if (!seat) throw notFound('accounts');
    return seat;
  }

  /** In the order in which the accounts were joined. */
  async of(personId: string): Promise<Seat[]> {
    const account = { id: accounts.id, name: accounts.name, kind: accounts.kind };
    const { id: connectionId, enforcedAt } = ssoConnections;
    const found = {
      person: people,
      membership: memberships,
      rights: roles.rights,
      fields: roles.fields,
      account,
    };
    const rows = await this.#db.reader
      .select({ ...found, connectionId, enforcedAt, named })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .innerJoin(roles, eq(roles.id, memberships.roleId))
      .innerJoin(accounts, and(eq(accounts.id, memberships.accountId), isNull(accounts.closedAt)))
      .leftJoin(ssoConnections, eq(ssoConnections.accountId, memberships.accountId))
      .where(and(eq(memberships.personId, personId), isNull(memberships.endedAt), isNull(people.disabledAt)))
      .orderBy(asc(memberships.createdAt), asc(memberships.id));
    return rows.map(({ connectionId, enforcedAt, named, ...row }) => ({
      ...memberOf(row),
      connectionId,
      door: doorOf(connectionId, enforcedAt),
      breakGlass: named,
    }));
  }

  /** How people come to an account. */
  async entrance(accountId: string): Promise<Entrance> {
    const [found] = await this.#db.reader
      .select({ id: ssoConnections.id, enforcedAt: ssoConnections.enforcedAt })
      .from(ssoConnections)
      .where(eq(ssoConnections.accountId, accountId));
    const { id = null, enforcedAt = null } = found ?? {};
    return { connectionId: id, door: doorOf(id, enforcedAt), breakGlass: false };
  }
}

const doorOf = (connectionId: string | null, enforcedAt: Date | null) =>
  connectionId === null ? 'own' : enforcedAt ? 'company' : 'both';

/** @throws 409 `sso.required` where none of them is open to what was shown */
export function openSeat(seats: Seat[], held: Held): Seat {
  const seat = seats.find((one) => letsIn(one, held));
  if (!seat) throw ssoRequired();
  return seat;
}

/** Each entry past a provider that is the only way in is told to the others who lead the account. */
export function tellBypass(write: Write, seat: Seat, held: Held): void {
  const { connectionId, accountId, personId } = seat;
  if (connectionId === null || seat.door !== 'company' || keyTo(seat, held) !== 'break_glass') return;
  write.record('sso.bypassed', { id: connectionId, accountId }, { data: { personId } });
}

/** Asked in the batch that opens the session: the door may have been shut since it was looked at. */
export function stillOpen(write: Write, seat: Seat, held: Held): void {
  const theirs = eq(ssoConnections.accountId, seat.accountId);
  const key = keyTo(seat, held);
  if (key === 'own') requireOpenDoor(write, seat.accountId);
  if (key === 'break_glass') requireOpenDoor(write, seat.accountId, seat.membershipId);
  if (key === 'company') {
    const same = and(theirs, eq(ssoConnections.id, held.connectionId ?? ''));
    write.require(sql`exists (select 1 from ${ssoConnections} where ${same})`, ssoRequired());
  }
}

/**
 * @param past the membership of somebody who comes in past the provider
 * @throws 409 `sso.required` in the batch, where a provider is the only way in
 */
export function requireOpenDoor(write: Write, accountId: string, past?: string): void {
  const shut = and(
    eq(ssoConnections.accountId, accountId),
    isNotNull(ssoConnections.enforcedAt),
    past === undefined ? undefined : sql`${past} not in ${namedIn}`,
  );
  write.require(sql`not exists (select 1 from ${ssoConnections} where ${shut})`, ssoRequired());
}
