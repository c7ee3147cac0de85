import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';

import type { Env } from './http.ts';

const POLICY_HEADER = 'content-security-policy';
const YEAR = 31_536_000;
/** For two years, names below ours included: once over TLS, always. */
export const ALWAYS_TLS = `max-age=${2 * YEAR}; includeSubDomains`;

/** Pages load nothing but files of this server, and nothing may frame them. The same holds for API answers. */
const forPages = (https: boolean) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      objectSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    crossOriginResourcePolicy: 'same-origin',
    crossOriginOpenerPolicy: 'same-origin',
    referrerPolicy: 'same-origin',
    strictTransportSecurity: https ? ALWAYS_TLS : false,
    xFrameOptions: 'DENY',
    xXssProtection: false,
  });

/** Of a file that somebody has brought: nothing in it runs, loads or is framed. */
export const ALONE = "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** What is said to one lies in no cache, neither for others nor for after sign-out. Downloads say it themselves. */
export const unkept = createMiddleware<Env>(async (c, next) => {
  await next();
  if (!c.res.headers.has('cache-control')) c.header('Cache-Control', 'private, no-store');
});

/** An answer that has a stricter policy of its own keeps it: a download is a sandbox. */
export const safeHeaders = (https: boolean) => {
  const setHeaders = forPages(https);
  return createMiddleware<Env>(async (c, next) => {
    let own: string | null = null;
    await setHeaders(c, async () => {
      await next();
      own = c.res.headers.get(POLICY_HEADER);
    });
    if (own) c.res.headers.set(POLICY_HEADER, own);
    // The renderer of the pages leaves it to the text itself to say how it is written.
    if (c.res.headers.get('content-type') === 'text/html')
      c.res.headers.set('content-type', 'text/html; charset=utf-8');
  });
};
