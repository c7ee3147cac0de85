import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';

import { goesTo, isMember, type Actor } from '#api/core/actor.ts';
import { forbidden } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { engagements } from '#db/schema/accounts.ts';

/** The engagement by which a partner writes in the requests of another account; nothing for everybody else. */
export function opening(actor: Actor, accountId: string): SQL | undefined {
  if (!isMember(actor) || actor.kind !== 'partner' || actor.accountId === accountId) return undefined;
  if (!goesTo(actor, 'requests.submit', 'served')) return undefined;
  return and(
    eq(engagements.partnerId, actor.accountId),
    eq(engagements.customerId, accountId),
    eq(engagements.requests, 'edit'),
    isNull(engagements.endedAt),
  );
}

/** Whether the customer has let the actor's partner account write in its requests. */
export async function editsFor(scope: Scope, accountId: string): Promise<boolean> {
  const open = opening(scope.actor, accountId);
  return open !== undefined && (await scope.count(engagements, open)) > 0;
}

/** What the actor read may have been taken from it since; the batch asks once more. */
export function stillEdits(write: Write, actor: Actor, accountId: string): void {
  const open = opening(actor, accountId);
  if (open) write.require(sql`exists (select 1 from ${engagements} where ${open})`, forbidden());
}
