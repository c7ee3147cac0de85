import { can, isMember, isStaff, type Actor, type Member } from '#api/core/actor.ts';
import type { Macro } from '#db/schema/macros.ts';

/** Who answers requests has macros, and shares them with the others who do. */
export const canSave = (actor: Actor): actor is Member => isStaff(actor) && can(actor, 'requests.work');

/** Nobody takes one of somebody else’s away from the others. */
export const maySetShared = (actor: Actor, { ownerId }: Pick<Macro, 'ownerId'>): boolean =>
  isMember(actor) && actor.personId === ownerId && canSave(actor);

/** Its owner, and for what all have whoever sets the house up. */
export const canChange = (actor: Actor, macro: Pick<Macro, 'ownerId' | 'shared'>): boolean =>
  canSave(actor) && (macro.ownerId === actor.personId || (macro.shared && can(actor, 'settings.manage')));
