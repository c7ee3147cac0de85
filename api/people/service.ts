import { and, asc, eq, isNull } from 'drizzle-orm';

import { can, isMember } from '#api/core/actor.ts';
import { allow, conflict, forbidden, notFound } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Locale } from '#db/enums.ts';
import { accounts, type Account } from '#db/schema/accounts.ts';
import { invitations, memberships, people, roles, type Invitation, type Role } from '#db/schema/people.ts';
import { canGive, canInviteInto } from './policy.ts';
import type { InvitePerson } from './schemas.ts';

export { listAccounts, listInvitations, listPeople } from './queries.ts';

/** Texts and mails follow in this language from now on. */
export async function chooseLocale(scope: Scope, locale: Locale): Promise<void> {
  const { actor } = scope;
  allow(isMember(actor));
  await scope
    .asSystem('profile')
    .write((write) => write.mark(people, eq(people.id, actor.personId), { locale }));
}

/**
 * Asks somebody into an account: staff into any, others into their own.
 *
 * @throws 404 for an account or role that is not the actor's to give, 409 for somebody who is in already
 */
export async function invitePerson(scope: Scope, input: InvitePerson): Promise<Invitation> {
  const { actor } = scope;
  allow(can(actor, 'people.invite'));
  const account = await scope.find(accounts, input.accountId ?? actor.accountId);
  if (!canInviteInto(actor, account)) throw notFound('accounts');
  const [role] = await scope.shared(roles, eq(roles.id, input.roleId));
  if (!role || role.kind !== account.kind) throw notFound('roles');
  if (!canGive(actor, role, account)) throw forbidden('people.role_reaches_further');
  if (await isMemberOf(scope, account.id, input.email)) throw conflict('people.already_member');

  return scope.write((write) => {
    const invitation = write.insert(invitations, {
      accountId: account.id,
      roleId: role.id,
      email: input.email,
      invitedBy: actor.personId,
    });
    write.record('person.invited', invitation, { data: { roleId: role.id } });
    return invitation;
  });
}

/** The roles that the actor may give to people of an account, the narrowest first. */
export async function rolesToGive(scope: Scope, account: Pick<Account, 'id' | 'kind'>): Promise<Role[]> {
  const all = await scope.shared(roles, eq(roles.kind, account.kind)).orderBy(asc(roles.key));
  const mine = all.filter((role) => canGive(scope.actor, role, account));
  return mine.sort((a, b) => Object.keys(a.rights).length - Object.keys(b.rights).length);
}

/** The link of a revoked invitation stops working at once. */
export async function revokeInvitation(scope: Scope, id: string): Promise<void> {
  allow(can(scope.actor, 'people.invite'));
  const invitation = await scope.find(invitations, id);
  if (invitation.acceptedAt) throw conflict('people.already_joined');
  await scope.write((write) => {
    write.update(invitations, invitation, { revokedAt: new Date() });
    write.record('person.invitation_revoked', invitation);
  });
}

async function isMemberOf(scope: Scope, accountId: string, email: string): Promise<boolean> {
  const members = await scope
    .pick(people, { id: people.id, email: people.email }, eq(people.email, email))
    .limit(1);
  const [person] = members;
  return (
    person !== undefined &&
    (await scope.count(
      memberships,
      and(
        eq(memberships.accountId, accountId),
        eq(memberships.personId, person.id),
        isNull(memberships.endedAt),
      ),
    )) > 0
  );
}
