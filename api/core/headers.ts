import { secureHeaders } from 'hono/secure-headers';

const YEAR = 31_536_000;

/** Pages load nothing but files of this server, and nothing may frame them. The same holds for API answers. */
export const safeHeaders = (https: boolean) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
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
    strictTransportSecurity: https ? `max-age=${2 * YEAR}; includeSubDomains` : false,
    xFrameOptions: 'DENY',
    xXssProtection: false,
  });
