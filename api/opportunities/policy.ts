import { can, isMember, levelOf, type Actor, type Member } from '#api/core/actor.ts';
import type { Opportunity } from '#db/schema/opportunities.ts';
import { stages } from './stages.ts';

export type Action = 'create' | 'change' | 'share' | 'move' | 'note';

/** How somebody stands to an opportunity that he reaches. */
type Relation = 'own' | 'below' | 'staff';

/** Who may do what. The house lends a hand to what is shared with it; the work stays the partner's. */
const TABLE: Record<Action, Record<Relation, boolean>> = {
  create: { own: true, below: false, staff: false },
  change: { own: true, below: false, staff: false },
  share: { own: true, below: false, staff: false },
  move: { own: true, below: false, staff: false },
  note: { own: true, below: false, staff: true },
};

type About = Pick<Opportunity, 'accountId' | 'ownerId'>;

/** Whether the actor's side and role allow it at all, whatever state the opportunity is in. */
export function allowed(actor: Actor, action: Action, opportunity?: About): boolean {
  if (!can(actor, 'opportunities.edit')) return false;
  if (!TABLE[action][relationOf(actor, opportunity)]) return false;
  const onlyOwn = levelOf(actor, 'opportunities.edit') === 'own';
  return !onlyOwn || opportunity === undefined || opportunity.ownerId === actor.personId;
}

function relationOf(actor: Member, opportunity: About | undefined): Relation {
  if (actor.kind === 'staff') return 'staff';
  return opportunity === undefined || opportunity.accountId === actor.accountId ? 'own' : 'below';
}

export type May = Record<Exclude<Action, 'create'>, boolean>;

/** What a page offers. A closed opportunity is locked until it is opened again; who sees it can always be changed. */
export const mayDo = (actor: Actor, opportunity: About & Pick<Opportunity, 'stage'>): May => ({
  change: allowed(actor, 'change', opportunity) && stages[opportunity.stage].open,
  share: allowed(actor, 'share', opportunity),
  move: allowed(actor, 'move', opportunity),
  note: allowed(actor, 'note', opportunity),
});

/** Whether the actor may know who sells what a partner works on; its own account unless another one is named. */
export const knowsOwners = (actor: Actor, accountId?: string): actor is Member =>
  isMember(actor) && (actor.kind === 'staff' || (accountId ?? actor.accountId) === actor.accountId);

/** A partner further up learns whose an opportunity is, but not which of the people there works on it. */
export function told<T extends About & { ownerName: string | null }>(
  actor: Actor,
  opportunity: T,
): T & { ownerName: string | null } {
  return knowsOwners(actor, opportunity.accountId) ? opportunity : { ...opportunity, ownerName: null };
}
