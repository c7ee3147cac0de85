import { can, isMember, type Actor, type Member } from '#api/core/actor.ts';
import type { Audience, EventAudience } from '#db/enums.ts';

export const canManage = (actor: Actor): actor is Member => can(actor, 'articles.manage');

/** Guests are thanked as well, but only a person's word is recorded. */
export const canSolve = (actor: Actor): actor is Member => isMember(actor);

/** Who may know that an article was published. */
export const heardBy: Record<Audience, EventAudience> = {
  public: 'public',
  signed_in: 'account',
  customers: 'account',
  partners: 'account',
  internal: 'staff',
};
