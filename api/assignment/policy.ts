import { can, isStaff, type Actor } from '#api/core/actor.ts';

/** Whoever says who of the house does what. */
export const canManage = (actor: Actor): boolean => isStaff(actor) && can(actor, 'settings.manage');
