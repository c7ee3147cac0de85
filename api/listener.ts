import type { RequestListener } from 'node:http';

import { ALWAYS_TLS } from './core/headers.ts';

/** No route and no page knows another. TRACE would say again what a proxy of ours has added. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** For files of the build; whatever our app answers says more. */
const POLICY = "script-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** What holds for every answer: the files of the build are sent before our app sees the request. */
export const guarding =
  (listener: RequestListener, { https }: { https: boolean }): RequestListener =>
  (request, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Content-Security-Policy', POLICY);
    if (https) response.setHeader('Strict-Transport-Security', ALWAYS_TLS);
    if (METHODS.includes(request.method ?? '')) return listener(request, response);
    response.writeHead(405, { Allow: METHODS.join(', ') }).end();
  };
