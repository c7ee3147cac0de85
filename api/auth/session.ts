import { and, eq, lt } from 'drizzle-orm';
import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';

import { guest } from '#api/core/actor.ts';
import type { Env } from '#api/core/http.ts';
import { hash } from '#api/core/idempotency.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { sessions } from '#db/schema/people.ts';
import type { Auth } from './service.ts';
import { standing } from './standing.ts';
import { visitOf } from './visit.ts';

const TOUCH_MS = 5 * 60_000;

/** The cookie of a request becomes an actor and his scope; without one he is a guest. */
export const authenticate = (base: Base, { lucia, cookies }: Auth) =>
  createMiddleware<Env>(async (c, next) => {
    c.set('visit', visitOf(c, c.var.address, { cookies, sessionName: lucia.sessionCookieName }));
    const cookie = getCookie(c, lucia.sessionCookieName);
    const { user, session } = cookie ? await lucia.validateSession(cookie) : { user: null, session: null };
    const as = user ? await standing(base.db, user, session, c.req.path) : { actor: guest };
    c.set('scope', new Scope(base, as.actor, { id: c.var.requestId }));
    c.set('user', as.user);
    c.set('session', as.session);
    c.set('viewing', as.viewing);
    if (session && session.seenAt.getTime() < Date.now() - TOUCH_MS) await touch(base, session.id);
    if (session?.fresh)
      c.header('Set-Cookie', lucia.createSessionCookie(session.id).serialize(), { append: true });
    await next();
  });

/** For forms that other websites send here: whoever is signed in, there it does not count. */
export const asGuest = (base: Base) =>
  createMiddleware<Env>(async (c, next) => {
    c.set('scope', new Scope(base, guest, { id: c.var.requestId }));
    await next();
  });

/** At most once in five minutes, also when many requests come at the same moment. */
async function touch({ db }: Base, id: string) {
  const old = new Date(Date.now() - TOUCH_MS);
  await db.direct
    .update(sessions)
    .set({ seenAt: new Date() })
    .where(and(eq(sessions.id, hash(id)), lt(sessions.seenAt, old)));
}
