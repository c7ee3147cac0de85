import { mint } from '#api/auth/tokens.ts';
import type { Rights } from '#api/core/actor.ts';
import { tokens } from '#db/schema/tokens.ts';
import { actorOf, type Name, type World } from '#tests/support/world.ts';
import type { Guards, Thing } from './case.ts';

const HOUR_MS = 3_600_000;

/** A token of somebody; used just now, so that using it leaves no trace. @returns its secret and its id */
export async function tokenOf(
  w: World,
  name: Name,
  scopes: Rights = actorOf(name).rights,
  change: Partial<typeof tokens.$inferInsert> = {},
): Promise<{ secret: string; id: string }> {
  const { secret, ...kept } = mint();
  const { personId, accountId, membershipId } = actorOf(name);
  const now = Date.now();
  const [made] = await w.db.direct
    .insert(tokens)
    .values({
      ...kept,
      personId,
      accountId,
      membershipId,
      madeBy: personId,
      scopes,
      name: 'The wombat job',
      expiresAt: new Date(now + HOUR_MS),
      lastUsedAt: new Date(now),
      ...change,
    })
    .returning();
  return { secret, id: made?.id ?? '' };
}

const made = async (w: World): Promise<Thing> => {
  const { id } = await tokenOf(w, 'ben');
  return { params: { id }, words: ['The wombat job', id] };
};

const wanted = { name: 'The wombat job', scopes: { 'requests.read': 'own' }, days: 30 };

export const tokenGuards: Guards = {
  'GET /tokens': [
    { owner: 'ben', also: ['bea'], thing: made, queries: [''] },
    { owner: 'ben', also: ['bea', 'ada', 'max'], thing: made, queries: ['?account=acc_brightline'] },
  ],
  'POST /tokens': [{ owner: 'dan', also: ['bea', 'dora'], body: () => wanted }],
  'DELETE /tokens/:id': [{ owner: 'ben', also: ['bea', 'ada', 'max'], thing: made }],
};
