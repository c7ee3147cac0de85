import {
  can,
  covers,
  isMember,
  type Actor,
  type FieldRights,
  type Member,
  type Rights,
} from '#api/core/actor.ts';
import type { Right } from '#db/enums.ts';
import type { Account } from '#db/schema/accounts.ts';
import type { Role } from '#db/schema/people.ts';
import { opens } from './field-rights.ts';
import { leads } from './roles.ts';

/** Staff invites into any account, others into their own. */
export const canInviteInto = (actor: Actor, account: Pick<Account, 'id'>): actor is Member =>
  can(actor, 'people.invite') && (actor.kind === 'staff' || account.id === actor.accountId);

/** Nobody gives away more than he has: among one's own people a role must not reach further than the giver's. */
export function canGive(
  actor: Actor,
  role: Pick<Role, 'kind' | 'rights' | 'fields' | 'accountId'>,
  account: Pick<Account, 'id' | 'kind'>,
): boolean {
  if (role.kind !== account.kind || !canInviteInto(actor, account)) return false;
  if (role.accountId !== null && role.accountId !== account.id) return false;
  return account.id !== actor.accountId || holds(actor, role);
}

/** Whether the actor has every one of these rights himself, as far as they go. */
export const within = ({ rights }: Pick<Member, 'rights'>, given: Rights): boolean =>
  Object.entries(given).every(([right, level]) => covers(rights[right as Right], level));

/** What a role opens. */
export type Opening = { rights: Rights; fields: FieldRights };

/** The same for the groups of fields, too: whether a role opens nothing that the actor's does not. */
export const holds = (actor: Pick<Member, 'rights' | 'fields'>, { rights, fields }: Opening): boolean =>
  within(actor, rights) && opens(actor.fields, fields);

/** The house alone shuts people out of everything; not oneself, and nobody who may more in the house. */
export const canBlock = (actor: Actor, whom: { personId: string; inHouse: Opening[] }): actor is Member =>
  can(actor, 'people.manage') &&
  actor.kind === 'staff' &&
  whom.personId !== actor.personId &&
  whom.inHouse.every((role) => holds(actor, role));

/** The house alone says that two entries are one person. */
export const canMerge = (actor: Actor): actor is Member =>
  can(actor, 'people.manage') && actor.kind === 'staff';

/** Somebody in an account, as far as it decides who may do what with the membership. */
export type Seat = {
  personId: string;
  accountId: string;
  endedAt: Date | null;
  disabledAt: Date | null;
  robot: boolean;
  role: Pick<Role, 'kind' | 'key' | 'preset' | 'rights' | 'fields'>;
};

export type SeatAction = 'give_role' | 'end' | 'restore' | 'hand_over';

/** How the actor stands to somebody: himself, somebody who may no more than he, or somebody who may more. */
type Standing = 'self' | 'below' | 'above';

/** Who may do what with whom. Nobody raises or ends himself, and nobody touches those who may more. */
const TABLE: Record<SeatAction, Record<Standing, boolean>> = {
  give_role: { self: false, below: true, above: false },
  end: { self: false, below: true, above: false },
  restore: { self: false, below: true, above: false },
  hand_over: { self: false, below: true, above: false },
};

/** A program can be shut out; what it may do was said when it was made. */
const FOR_PROGRAMS: SeatAction[] = ['end'];

/** In which state a seat must be. */
const STATES: Record<SeatAction, 'active' | 'ended'> = {
  give_role: 'active',
  end: 'active',
  restore: 'ended',
  hand_over: 'active',
};

/** Whether the actor's side and role allow it at all, whatever state the seat is in. */
export function allowed(actor: Actor, action: SeatAction, seat: Seat): actor is Member {
  if (!isMember(actor) || !can(actor, 'people.manage')) return false;
  const own = seat.accountId === actor.accountId;
  if (!own && actor.kind !== 'staff') return false;
  if (action === 'hand_over' && !own) return false;
  if (seat.robot && !FOR_PROGRAMS.includes(action)) return false;
  return TABLE[action][standing(actor, seat)];
}

/** Nobody is given a place that he cannot take. */
const FOR_THE_OPEN: SeatAction[] = ['restore', 'hand_over'];

export const isInState = (
  action: SeatAction,
  { endedAt, disabledAt }: Pick<Seat, 'endedAt' | 'disabledAt'>,
): boolean =>
  STATES[action] === (endedAt ? 'ended' : 'active') && !(disabledAt && FOR_THE_OPEN.includes(action));

/** What a page offers. Only who leads an account can hand it over. */
export const seatActions = (actor: Actor, seat: Seat, mine: Pick<Role, 'kind' | 'key' | 'preset'>) =>
  (Object.keys(TABLE) as SeatAction[]).filter(
    (action) =>
      allowed(actor, action, seat) &&
      isInState(action, seat) &&
      (action !== 'hand_over' || (leads(mine) && !leads(seat.role))),
  );

function standing(actor: Member, { personId, accountId, role }: Seat): Standing {
  if (personId === actor.personId) return 'self';
  // Beyond one's own account staff stand above everybody.
  return accountId !== actor.accountId || holds(actor, role) ? 'below' : 'above';
}
