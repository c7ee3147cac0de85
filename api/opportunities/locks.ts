import type { Actor } from '#api/core/actor.ts';
import { lockBy, type Lock, type LockRule } from '#api/core/lock.ts';
import type { Opportunity } from '#db/schema/opportunities.ts';
import { allowed } from './policy.ts';
import type { ChangeOpportunity } from './schemas.ts';
import { stages } from './stages.ts';

export { locked, requireOpen } from '#api/core/lock.ts';

type Field = keyof ChangeOpportunity;

/** What is won or lost is a fact; who may see it is decided as long as it is there. */
const CLOSED: LockRule<Field> = { why: 'opportunities.closed', may: ['shared'], undo: 'account' };

export function lockOf(
  actor: Actor,
  opportunity: Pick<Opportunity, 'stage' | 'accountId' | 'ownerId'>,
): Lock<Field> | undefined {
  if (stages[opportunity.stage].open) return undefined;
  const may = () => allowed(actor, 'share', opportunity);
  return lockBy(CLOSED, { may, undoes: allowed(actor, 'move', opportunity) });
}
