import { createMiddleware } from 'hono/factory';

import { AppError } from './errors.ts';
import type { Env } from './http.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * One rule for pages and API: what changes something must come from a page of ours. Browsers say where a request
 * comes from in Sec-Fetch-Site; older ones in Origin. Whoever says neither is no browser and must not use the cookie.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html#fetch-metadata-headers
 */
export const sameOrigin = (ownOrigin: string) =>
  createMiddleware<Env>(async (c, next) => {
    if (!SAFE.has(c.req.method) && !comesFromUs(c.req.raw.headers, ownOrigin))
      throw new AppError(403, 'cross_site');
    await next();
  });

function comesFromUs(headers: Headers, ownOrigin: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  return origin !== null && origin === ownOrigin;
}
