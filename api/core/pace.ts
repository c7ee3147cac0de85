import { createMiddleware } from 'hono/factory';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

import { isMember } from './actor.ts';
import { tooMany } from './errors.ts';
import type { Env } from './http.ts';

const MINUTE_SECONDS = 60;

/**
 * How many requests a minute somebody may send: each token, each person and each address of guests by itself. It is
 * counted in memory, since a count in the database would cost every read a write.
 *
 * @param perMinute none at all for 0
 */
export function pace(perMinute: number) {
  const counted = new RateLimiterMemory({ points: perMinute, duration: MINUTE_SECONDS });
  return createMiddleware<Env>(async (c, next) => {
    if (perMinute > 0) {
      try {
        await counted.consume(whose(c.var));
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        const told = tooMany(Math.ceil(refused.msBeforeNext / 1_000));
        if (!asksForPage(c.req)) throw told;
        c.set('tooFast', told);
      }
    }
    await next();
  });
}

/** A reader is told so on a page of its own; forms with their files are not even read. */
const asksForPage = ({ method, path }: { method: string; path: string }): boolean =>
  ['GET', 'HEAD'].includes(method) && !path.startsWith('/api/');

/** Before the doors, and on foreign websites, there is an address alone. */
function whose({ scope, address }: Partial<Env['Variables']> & { address: string }): string {
  const actor = scope?.actor;
  if (!actor || !isMember(actor)) return address;
  return actor.tokenId ?? actor.viewerId ?? actor.personId;
}
