import { can, covers, type Actor } from '#api/core/actor.ts';
import type { Right } from '#db/enums.ts';
import type { Account } from '#db/schema/accounts.ts';
import type { Role } from '#db/schema/people.ts';

/** Staff invites into any account, others into their own. */
export const canInviteInto = (actor: Actor, account: Pick<Account, 'id'>): boolean =>
  can(actor, 'people.invite') && (actor.kind === 'staff' || account.id === actor.accountId);

/** Nobody gives away more than he has: among one's own people a role must not reach further than the giver's. */
export function canGive(
  actor: Actor,
  role: Pick<Role, 'kind' | 'rights'>,
  account: Pick<Account, 'id' | 'kind'>,
): boolean {
  if (role.kind !== account.kind || !canInviteInto(actor, account)) return false;
  if (!('rights' in actor) || account.id !== actor.accountId) return true;
  const own = actor.rights;
  return Object.entries(role.rights).every(([right, level]) => covers(own[right as Right], level));
}
