import type { APIContext } from 'astro';
import { defineMiddleware } from 'astro:middleware';

import { toSecond } from '#api/auth/second-factor.ts';
import { isOwnWay, requireLooking } from '#api/auth/standing.ts';
import { isMember } from '#api/core/actor.ts';
import { AppError } from '#api/core/errors.ts';
import { owesTerms } from '#api/terms/service.ts';

/** An address that says something impossible leads nowhere, as one that names nothing. */
const PAGES: Record<number, string> = { 400: '/404', 403: '/403', 404: '/404', 410: '/404', 422: '/404' };

/** What stays open to somebody who has yet to accept the terms: reading them, and going. */
const BEFORE_TERMS = new Set(['/terms', '/logout', '/language', '/theme']);

/** Where the reader has to go before the page that he asked for. @throws 403 for what a look must not do */
async function firstTo({
  locals,
  request,
  url,
  originPathname: path,
}: APIContext): Promise<string | undefined> {
  const { scope, session, viewing } = locals;
  // What was refused is rewritten to a page that says so, and comes by here again.
  if (viewing && path === url.pathname) {
    requireLooking(viewing, { method: request.method, path });
    if (viewing.over && !isOwnWay(path)) return '/viewing';
  }
  if (isMember(scope.actor) && scope.actor.owesSecond && path === url.pathname) {
    const first = toSecond(path);
    if (first) return first;
  }
  if (BEFORE_TERMS.has(url.pathname) || !session || !(await owesTerms(scope, session))) return undefined;
  return `/terms?next=${encodeURIComponent(url.pathname + url.search)}`;
}

/** Pages throw the same errors as the API; here they become pages. */
export const onRequest = defineMiddleware(async (context, next) => {
  try {
    const first = await firstTo(context);
    if (first) return context.redirect(first, 303);
    const response = await next();
    // What a signed-in reader sees must not lie in a shared cache, nor come back by the back button after sign-out.
    if (context.locals.person) response.headers.set('Cache-Control', 'private, no-store');
    return response;
  } catch (error) {
    if (!(error instanceof AppError)) {
      context.locals.log.error({ err: error }, 'page failed');
      return context.rewrite('/500');
    }
    if (error.status === 401) {
      const next = encodeURIComponent(context.url.pathname + context.url.search);
      return context.redirect(
        `${error.code === 'auth.prove_again' ? '/prove-again' : '/login'}?next=${next}`,
      );
    }
    context.locals.log.info({ code: error.code, status: error.status }, 'refused');
    return context.rewrite(PAGES[error.status] ?? '/500');
  }
});
