import { can, isMember, isStaff, type Actor, type Member } from '#api/core/actor.ts';
import type { View } from '#db/schema/views.ts';

/** Lists of the desk are for staff. */
export const canSave = (actor: Actor): actor is Member => isStaff(actor) && can(actor, 'requests.read');

/** What all of the house finds beside the list is for those who work through it to say. */
export const canShare = (actor: Actor): boolean => isStaff(actor) && can(actor, 'requests.work');

/** Nobody takes a list of somebody else’s away from the others. */
export const maySetShared = (actor: Actor, { ownerId }: Pick<View, 'ownerId'>): boolean =>
  isMember(actor) && actor.personId === ownerId && canShare(actor);

/** Its owner, and for what all have whoever sets the house up. */
export const canChange = (actor: Actor, view: Pick<View, 'ownerId' | 'shared'>): boolean =>
  isMember(actor) && (view.ownerId === actor.personId || (view.shared && can(actor, 'settings.manage')));
