import { randomUUID } from 'node:crypto';

import { createMiddleware } from 'hono/factory';

import { clientAddress } from './client-address.ts';
import type { Env } from './http.ts';
import type { Logger } from './log.ts';

/** Gives each request an id and writes one line when it is answered: no query, no body, no name in it. */
export const observed = (log: Logger, trustProxy: boolean) =>
  createMiddleware<Env>(async (c, next) => {
    const requestId = randomUUID();
    const started = performance.now();
    c.set('requestId', requestId);
    c.set('log', log.child({ requestId }));
    c.set('address', clientAddress(c, trustProxy));
    await next();
    c.header('X-Request-Id', requestId);
    const took = Math.round(performance.now() - started);
    const { user, viewing } = c.var;
    const who = { actor: user?.id, viewer: viewing?.viewer.id };
    c.var.log.info(
      { method: c.req.method, path: c.req.path, status: c.res.status, ms: took, ...who },
      'answered',
    );
  });
