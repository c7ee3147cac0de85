import { and, eq, isNull, sql } from 'drizzle-orm';

import { requireBreakGlass } from '#api/auth/break-glass.ts';
import { allow, conflict, forbidden, notFound, stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { memberships, people } from '#db/schema/people.ts';
import { roleToGive, stillGiven } from './giving.ts';
import { allowed, isInState, seatActions, type SeatAction } from './policy.ts';
import * as queries from './queries.ts';
import { ownSeat } from './seats.ts';
import { LEADING, leads, presetId } from './roles.ts';
import type { GiveRole, HandOver } from './schemas.ts';

export type Seated = queries.Seated;

const roleOf = ({ roleKind: kind, roleKey: key, rolePreset: preset, rights, fields }: Seated) => ({
  kind,
  key,
  preset,
  rights,
  fields,
});
const accountOf = ({ accountId: id, accountKind: kind }: Seated) => ({ id, kind });
const seatOf = (seat: Seated) => ({ ...seat, role: roleOf(seat) });

/** Somebody in an account and what the actor may do about it. */
export type Seat = Seated & { may: SeatAction[] };

export async function listTeam(scope: Scope, accountId: string): Promise<Seat[]> {
  const [seats, mine] = await Promise.all([queries.listSeats(scope, accountId), ownSeat(scope)]);
  return seats.map((seat) => ({ ...seat, may: mine ? mayDo(scope, seat, mine) : [] }));
}

/** @throws 404 for a membership that the actor does not reach */
export async function findSeat(scope: Scope, id: string): Promise<Seat> {
  const [seat, mine] = await Promise.all([queries.seatById(scope, id), ownSeat(scope)]);
  if (!seat) throw notFound('memberships');
  return { ...seat, may: mine ? mayDo(scope, seat, mine) : [] };
}

/** @throws 403, 404, 409 `people.last_leader` when nobody would answer for the account any more, 412 */
export async function giveRole(scope: Scope, id: string, version: number, { roleId }: GiveRole) {
  const seat = await seatFor(scope, 'give_role', id, version);
  const role = await roleToGive(scope, accountOf(seat), roleId);
  await scope.write((write) => {
    write.update(memberships, seat, { roleId });
    stillGiven(write, roleId);
    if (!leads(role)) stillLed(write, seat);
    requireBreakGlass(write, seat);
    write.record('membership.changed', seat, { data: { from: seat.roleId, to: roleId } });
  });
}

/** Nothing that follows from the membership works from now on. @throws 403, 404, 409, 412 */
export async function endMembership(scope: Scope, id: string, version: number): Promise<void> {
  const seat = await seatFor(scope, 'end', id, version);
  await scope.write((write) => {
    write.update(memberships, seat, { endedAt: new Date() });
    stillLed(write, seat);
    requireBreakGlass(write, seat);
    write.record('membership.ended', seat, { data: { personId: seat.personId } });
  });
}

/** With the role as it was. @throws 403, 404, 409, 412 */
export async function restoreMembership(scope: Scope, id: string, version: number): Promise<void> {
  const seat = await seatFor(scope, 'restore', id, version);
  await scope.write((write) => {
    write.update(memberships, seat, { endedAt: null });
    write.record('membership.restored', seat, { data: { personId: seat.personId } });
  });
}

/** The actor gives the leading role away and keeps another one. @throws 403, 404, 409, 412 */
export async function handOver(scope: Scope, id: string, version: number, { roleId }: HandOver) {
  const seat = await seatFor(scope, 'hand_over', id, version);
  const mine = await ownSeat(scope);
  if (!mine || !leads(roleOf(mine))) throw forbidden('people.not_leading');
  const kept = await roleToGive(scope, accountOf(seat), roleId);
  if (leads(kept)) throw conflict('people.keeps_leading');
  const given = presetId(mine.accountKind, LEADING[mine.accountKind]);
  await scope.write((write) => {
    write.update(memberships, seat, { roleId: given });
    write.update(memberships, mine, { roleId });
    stillGiven(write, roleId);
    stillLed(write, mine);
    requireBreakGlass(write, seat);
    write.record('membership.changed', seat, { data: { from: seat.roleId, to: given } });
    write.record('membership.changed', mine, { data: { from: mine.roleId, to: roleId } });
  });
}

const mayDo = ({ actor }: Scope, seat: Seated, mine: Seated): SeatAction[] =>
  seatActions(actor, seatOf(seat), roleOf(mine));

async function seatFor(scope: Scope, action: SeatAction, id: string, version: number): Promise<Seated> {
  const seat = await queries.seatById(scope, id);
  if (!seat) throw notFound('memberships');
  allow(allowed(scope.actor, action, seatOf(seat)));
  if (seat.version !== version) throw stale();
  if (!isInState(action, seat)) throw conflict(`people.${action}_impossible`);
  return seat;
}

/** Asked after the change, in the same batch: of two who leave at once the second one is told. */
function stillLed(write: Write, seat: Seated): void {
  if (!leads(roleOf(seat))) return;
  const { accountId, accountKind } = seat;
  const leading = presetId(accountKind, LEADING[accountKind]);
  const able = sql`select ${people.id} from ${people} where ${isNull(people.disabledAt)}`;
  const left = and(
    eq(memberships.accountId, accountId),
    eq(memberships.roleId, leading),
    isNull(memberships.endedAt),
    sql`${memberships.personId} in (${able})`,
  );
  write.require(sql`exists (select 1 from ${memberships} where ${left})`, conflict('people.last_leader'));
}
