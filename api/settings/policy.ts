import { can, isStaff, type Actor, type Member } from '#api/core/actor.ts';

export const canManage = (actor: Actor): actor is Member => isStaff(actor) && can(actor, 'settings.manage');
