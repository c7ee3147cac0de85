import { createMiddleware } from 'hono/factory';

import { notFound } from './errors.ts';
import type { Env } from './http.ts';

/** What is under /api and nowhere above is not there; in JSON, as everything under /api. */
export const noSuchRoute = createMiddleware<Env>(async (c, next) => {
  if (c.req.path.startsWith('/api/') && c.req.path !== '/api/docs') throw notFound('routes');
  await next();
});
