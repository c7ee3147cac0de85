import { every } from 'hono/combine';
import { createMiddleware } from 'hono/factory';

import { sameOrigin } from '#api/core/csrf.ts';
import type { Env } from '#api/core/http.ts';
import type { Portico } from '#api/portico.ts';
import { authenticateByToken, isBearer } from './bearer.ts';
import { authenticate } from './session.ts';

/** Every request comes in by one of two doors: a program by its token, a browser by its cookie. */
export function admit({ base, auth, config }: Pick<Portico, 'base' | 'auth' | 'config'>) {
  const byCookie = every(sameOrigin(new URL(config.url).origin), authenticate(base, auth));
  const byToken = authenticateByToken(base, auth);
  return createMiddleware<Env>((c, next) => (isBearer(c) ? byToken(c, next) : byCookie(c, next)));
}
