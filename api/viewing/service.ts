import { tellViewEnded, type Viewing } from '#api/auth/standing.ts';
import { can } from '#api/core/actor.ts';
import { allow } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { findSeat } from '#api/people/team.ts';
import type { Self } from '#api/profile/self.ts';
import { canViewAs } from './policy.ts';
import type { BeginViewing } from './schemas.ts';

const MINUTES = 30;

/**
 * Looks through somebody's eyes for half an hour: everything is as that person sees it and nothing can be changed.
 *
 * @returns the cookie of the session that follows @throws 401 `auth.prove_again`, 403, 404
 */
export async function beginViewing(scope: Scope, self: Self, { membershipId, reason }: BeginViewing) {
  allow(can(scope.actor, 'people.view_as'));
  const seat = await findSeat(scope, membershipId);
  allow(canViewAs(scope.actor, seat));
  self.requireFresh('person.view_as');
  const until = new Date(Date.now() + MINUTES * 60_000);
  return scope.write((write) => {
    write.record(
      'person.viewed',
      { id: seat.personId, accountId: seat.accountId },
      { data: { until }, values: { reason: { after: reason, audience: 'staff' } } },
    );
    return self.auth.sessions.follow(write, self.session, self.actor, {
      viewing: { id: membershipId, until },
    });
  });
}

/** @returns the cookie of the session that follows */
export const endViewing = (scope: Scope, { auth, actor, session }: Self, viewing: Viewing | undefined) =>
  scope.write((write) => {
    if (viewing) tellViewEnded(write, viewing);
    return auth.sessions.follow(write, session, actor);
  });
