import { and, eq } from 'drizzle-orm';

import { can, isMember } from '#api/core/actor.ts';
import { allow, conflict, notFound } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Locale } from '#db/enums.ts';
import { accounts } from '#db/schema/accounts.ts';
import { invitations, memberships, people, type Invitation } from '#db/schema/people.ts';
import { goesOn } from './becoming.ts';
import { roleToGive, stillGiven } from './giving.ts';
import { canInviteInto } from './policy.ts';
import type { InvitePerson } from './schemas.ts';

export { rolesToGive } from './giving.ts';
export { listAccounts, listInvitations } from './queries.ts';

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
  const role = await roleToGive(scope, account, input.roleId);
  await notYetIn(scope, account.id, input.email);

  return scope.write((write) => {
    const invitation = write.insert(invitations, {
      accountId: account.id,
      roleId: role.id,
      email: input.email,
      invitedBy: actor.personId,
    });
    stillGiven(write, role.id);
    write.record('person.invited', invitation, { data: { roleId: role.id } });
    return invitation;
  });
}

/** Sends a new link; the one before it stops working. @throws 404, 409 */
export async function resendInvitation(scope: Scope, id: string): Promise<void> {
  allow(can(scope.actor, 'people.invite'));
  const invitation = await openInvitation(scope, id);
  await scope.write((write) => {
    write.update(invitations, invitation, { revokedAt: null });
    write.record('person.invited', invitation, { data: { roleId: invitation.roleId, again: true } });
  });
}

/** The link of a revoked invitation stops working at once. */
export async function revokeInvitation(scope: Scope, id: string): Promise<void> {
  allow(can(scope.actor, 'people.invite'));
  const invitation = await openInvitation(scope, id);
  await scope.write((write) => {
    write.update(invitations, invitation, { revokedAt: new Date() });
    write.record('person.invitation_revoked', invitation);
  });
}

/** @throws 404, 409 for one that was answered or taken back */
async function openInvitation(scope: Scope, id: string): Promise<Invitation> {
  const invitation = await scope.find(invitations, id);
  if (invitation.acceptedAt) throw conflict('people.already_joined');
  if (invitation.revokedAt) throw conflict('people.already_revoked');
  return invitation;
}

/** By any address that is somebody's. @throws 409 for somebody who is in, or who was and can be given access back */
export async function notYetIn(scope: Scope, accountId: string, email: string): Promise<void> {
  const [seat] = await scope
    .pick(memberships, { endedAt: memberships.endedAt }, eq(memberships.accountId, accountId))
    .innerJoin(people, and(eq(people.email, email), eq(memberships.personId, goesOn)))
    .limit(1);
  if (seat) throw conflict(seat.endedAt ? 'people.former_member' : 'people.already_member');
}
