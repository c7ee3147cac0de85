import { and, asc, desc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';

import type { Scope } from '#api/core/scope.ts';
import type { AccountKind } from '#db/enums.ts';
import { accounts } from '#db/schema/accounts.ts';
import { invitations, memberships, people, roles } from '#db/schema/people.ts';

const SHOWN = 200;

const role = { roleId: roles.id, roleKind: roles.kind, roleKey: roles.key, roleName: roles.name };

const seat = {
  id: memberships.id,
  version: memberships.version,
  personId: memberships.personId,
  personVersion: people.version,
  accountId: memberships.accountId,
  accountName: accounts.name,
  accountKind: accounts.kind,
  accountClosedAt: accounts.closedAt,
  name: people.name,
  email: people.email,
  since: memberships.createdAt,
  endedAt: memberships.endedAt,
  disabledAt: people.disabledAt,
  robot: people.robot,
  ...role,
  rolePreset: roles.preset,
  rights: roles.rights,
  fields: roles.fields,
};

const seats = (scope: Scope, where: SQL | undefined) =>
  scope
    .pick(memberships, seat, where)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(roles, eq(roles.id, memberships.roleId))
    .innerJoin(accounts, eq(accounts.id, memberships.accountId));

/** Somebody in an account, with the name and the role he has there. */
export type Seated = Awaited<ReturnType<typeof seats>>[number];

/** Who belongs to an account and who did, in the order in which they came. */
export const listSeats = (scope: Scope, accountId: string) =>
  seats(scope, eq(memberships.accountId, accountId))
    .orderBy(asc(memberships.createdAt), asc(memberships.id))
    .limit(SHOWN);

export async function seatById(scope: Scope, id: string): Promise<Seated | undefined> {
  const [found] = await seats(scope, eq(memberships.id, id)).limit(1);
  return found;
}

/** In which accounts somebody of these is or was. */
export const seatsOf = (scope: Scope, personIds: string[]) =>
  scope
    .pick(
      memberships,
      {
        id: memberships.id,
        version: memberships.version,
        personId: memberships.personId,
        accountId: memberships.accountId,
        accountName: accounts.name,
        roleId: memberships.roleId,
        endedAt: memberships.endedAt,
        kind: roles.kind,
        key: roles.key,
        preset: roles.preset,
      },
      inArray(memberships.personId, personIds),
    )
    .innerJoin(roles, eq(roles.id, memberships.roleId))
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .orderBy(asc(memberships.createdAt), asc(memberships.id))
    .limit(SHOWN);
export type SeatOf = Awaited<ReturnType<typeof seatsOf>>[number];

/** Invitations nobody has answered yet. */
export const listInvitations = (scope: Scope) =>
  scope
    .pick(
      invitations,
      {
        id: invitations.id,
        email: invitations.email,
        ...role,
        account: accounts.name,
        accountId: invitations.accountId,
        at: invitations.createdAt,
      },
      and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt)),
    )
    .innerJoin(roles, eq(roles.id, invitations.roleId))
    .innerJoin(accounts, eq(accounts.id, invitations.accountId))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(SHOWN);

/** The accounts whose people the actor may look after. */
export const listAccounts = (scope: Scope) =>
  scope
    .pick(accounts, { id: accounts.id, name: accounts.name, kind: accounts.kind })
    .orderBy(asc(accounts.kind), asc(accounts.name), asc(accounts.id))
    .limit(SHOWN);

/** The roles that an account of this kind may give: those for everybody and its own. */
export const listRoles = (scope: Scope, kind: AccountKind, accountId: string) =>
  scope
    .select(
      roles,
      and(
        eq(roles.kind, kind),
        isNull(roles.retiredAt),
        sql`(${roles.accountId} is null or ${eq(roles.accountId, accountId)})`,
      ),
    )
    .orderBy(asc(roles.key))
    .limit(SHOWN);

export const listHouseRoles = (scope: Scope) =>
  scope
    .select(roles, and(isNull(roles.accountId), isNull(roles.retiredAt)))
    .orderBy(asc(roles.kind), asc(roles.key))
    .limit(SHOWN);
