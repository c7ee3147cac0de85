import { defineMiddleware } from 'astro:middleware';

import { AppError } from '#api/core/errors.ts';
import { firstTo } from './first-to.ts';

/** An address that says something impossible leads nowhere, as one that names nothing. */
const PAGES: Record<number, string> = {
  400: '/404',
  403: '/403',
  404: '/404',
  410: '/404',
  422: '/404',
  429: '/429',
};

/** Pages throw the same errors as the API; here they become pages. */
export const onRequest = defineMiddleware(async (context, next) => {
  try {
    const { tooFast } = context.locals;
    if (tooFast) {
      // The page that says so comes through here, too.
      context.locals.tooFast = undefined;
      throw tooFast;
    }
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
    const response = await context.rewrite(PAGES[error.status] ?? '/500');
    if (error.retryAfterSeconds !== undefined)
      response.headers.set('Retry-After', String(error.retryAfterSeconds));
    return response;
  }
});
