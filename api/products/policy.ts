import { can, type Actor, type Member } from '#api/core/actor.ts';

/** Whoever keeps what the house sells, its prices and who hears of them. */
export const canManage = (actor: Actor): actor is Member => can(actor, 'products.manage');
