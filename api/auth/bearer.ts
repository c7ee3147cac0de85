import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';

import { AppError } from '#api/core/errors.ts';
import type { Env } from '#api/core/http.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { ipPrefix } from './ip-prefix.ts';
import type { Auth } from './service.ts';
import { memberOf } from './member.ts';
import { noVisit } from './visit.ts';

const SCHEME = /^bearer(?:\s+(.*))?$/i;

const shown = (c: Context) => SCHEME.exec(c.req.header('Authorization') ?? '');

/** Pages are for browsers: a token opens the API alone. */
export const isBearer = (c: Context): boolean => c.req.path.startsWith('/api/') && shown(c) !== null;

/**
 * The token of a request becomes an actor. Cookies do not count beside it, so no other website can lend somebody's
 * session to it, and where the request comes from needs no proof.
 */
export const authenticateByToken = (base: Base, auth: Auth) =>
  createMiddleware<Env>(async (c, next) => {
    const { address } = c.var;
    c.set('visit', { ...noVisit, address, ipPrefix: ipPrefix(address) });
    const found = await auth.tokens.find(shown(c)?.[1] ?? '');
    if (!found) {
      await auth.limits.take('token-address', address);
      throw new AppError(401, 'tokens.wrong');
    }
    const { token, ...user } = found;
    const actor = { ...memberOf(user), tokenId: token.id };
    c.set('scope', new Scope(base, actor, { id: c.var.requestId }));
    c.set('user', { id: user.person.id, ...user });
    await auth.tokens.touch(token);
    await next();
  });
