import { can, isStaff, type Actor } from '#api/core/actor.ts';

/** Whoever says when the house is open and what it promises. */
export const canManage = (actor: Actor): boolean => isStaff(actor) && can(actor, 'settings.manage');
