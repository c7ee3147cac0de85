import { can, type Actor, type Member } from '#api/core/actor.ts';
import type { Seated } from '#api/people/team.ts';

type Seen = Pick<Seated, 'accountKind' | 'accountClosedAt' | 'endedAt' | 'disabledAt' | 'robot'>;

/** Staff looks through the eyes of partners and customers who could sign in now; never through those of staff. */
export const canViewAs = (actor: Actor, seat: Seen): actor is Member =>
  can(actor, 'people.view_as') &&
  actor.kind === 'staff' &&
  seat.accountKind !== 'house' &&
  !seat.accountClosedAt &&
  !seat.endedAt &&
  !seat.disabledAt &&
  !seat.robot;
