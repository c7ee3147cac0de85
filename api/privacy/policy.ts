import { can, isStaff, type Actor, type Member } from '#api/core/actor.ts';
import { holds, type Opening } from '#api/people/policy.ts';

/** It is for the house, whatever a role may say. */
export const canRead = (actor: Actor): actor is Member => isStaff(actor) && can(actor, 'privacy.read');

export const canManage = (actor: Actor): actor is Member => isStaff(actor) && can(actor, 'privacy.manage');

/** Nobody erases himself, nor somebody who may more in the house. */
export const canErase = (actor: Actor, whom: { personId: string; inHouse: Opening[] }): actor is Member =>
  canManage(actor) && whom.personId !== actor.personId && whom.inHouse.every((role) => holds(actor, role));
