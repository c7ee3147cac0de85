import { and, asc, desc, eq, isNull } from 'drizzle-orm';

import type { Scope } from '#api/core/scope.ts';
import { accounts } from '#db/schema/accounts.ts';
import { invitations, memberships, people, roles } from '#db/schema/people.ts';

const SHOWN = 200;

/** Who belongs to an account; the actor's own unless another one is named. */
export const listPeople = (scope: Scope, accountId: string) =>
  scope
    .pick(
      memberships,
      {
        id: people.id,
        name: people.name,
        email: people.email,
        role: roles.key,
        since: memberships.createdAt,
      },
      and(eq(memberships.accountId, accountId), isNull(memberships.endedAt)),
    )
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(roles, eq(roles.id, memberships.roleId))
    .orderBy(asc(memberships.createdAt))
    .limit(SHOWN);

/** Invitations nobody has answered yet. */
export const listInvitations = (scope: Scope) =>
  scope
    .pick(
      invitations,
      {
        id: invitations.id,
        email: invitations.email,
        role: roles.key,
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
