import { isFresh } from '#api/auth/acts.ts';
import type { Seat } from '#api/people/team.ts';
import { Self } from '#api/profile/self.ts';
import { canViewAs } from '#api/viewing/policy.ts';
import { ViewingForm } from '#api/viewing/schemas.ts';
import { beginViewing } from '#api/viewing/service.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

/** Beginning to look through somebody's eyes, at the desk. */
export async function actOnViewing(page: Page, seat: Seat) {
  const { scope, session, auth } = page.locals;
  const { form, result } = await submit(
    page,
    ViewingForm,
    ({ reason }) => beginViewing(scope, new Self(auth, page.locals), { membershipId: seat.id, reason }),
    { action: 'view' },
  );
  return {
    form,
    cookie: result,
    may: canViewAs(scope.actor, seat),
    fresh: session !== undefined && isFresh(session, 'person.view_as'),
  };
}
