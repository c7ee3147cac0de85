import { and, isNull, lt, ne, or } from 'drizzle-orm';

import { halfSignIns } from '#db/schema/factors.ts';
import { idempotencyKeys, rateLimits } from '#db/schema/jobs.ts';
import { codes, sessions } from '#db/schema/people.ts';
import { system } from './actor.ts';
import { KEPT_MS } from './idempotency.ts';
import { Scope, type Base } from './scope.ts';

/**
 * Throws away what has run out: kept answers, sessions, codes and counted attempts. They count for nothing any more,
 * and some of them hold what people wrote. The code that has proven an address stays: it is the proof.
 */
export async function forgetExpired(base: Base, now = new Date()): Promise<void> {
  const { direct } = base.db;
  const spent = [
    direct.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, new Date(now.getTime() - KEPT_MS))),
    direct.delete(rateLimits).where(lt(rateLimits.expire, now)),
    direct.delete(sessions).where(lt(sessions.expiresAt, Math.floor(now.getTime() / 1_000))),
    direct.delete(halfSignIns).where(lt(halfSignIns.expiresAt, now)),
    direct
      .delete(codes)
      .where(and(lt(codes.expiresAt, now), or(ne(codes.kind, 'proof'), isNull(codes.usedAt)))),
  ];
  await new Scope(base, system('forget-expired')).write((write) =>
    spent.forEach((query) => write.also(query)),
  );
}
