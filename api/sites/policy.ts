import { can, type Actor, type Member } from '#api/core/actor.ts';

/** Whoever reaches a site and may manage sites; which ones he reaches is for the scope to say. */
export const canManage = (actor: Actor): actor is Member => can(actor, 'sites.manage');
