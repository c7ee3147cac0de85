import { can, isMember, isStaff, type Actor, type Member } from '#api/core/actor.ts';

/** A program decides nothing about who comes in. Staff looks after any account, others after their own. */
export const canManage = (actor: Actor, account: { id: string }): actor is Member =>
  isMember(actor) &&
  actor.tokenId === undefined &&
  can(actor, 'sso.manage') &&
  (actor.kind === 'staff' || account.id === actor.accountId);

/** The house alone says of a domain that it is somebody's, without a record. */
export const canVouch = (actor: Actor): actor is Member => isStaff(actor) && can(actor, 'sso.manage');
