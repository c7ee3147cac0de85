import { can, isStaff, type Actor, type Member } from '#api/core/actor.ts';

/** Whoever says what can be asked for, and how. */
export const canDesign = (actor: Actor): actor is Member => isStaff(actor) && can(actor, 'settings.manage');
