import { Scalar } from '@scalar/hono-api-reference';
import type { Hono } from 'hono';
import { openAPIRouteHandler } from 'hono-openapi';

import { route, type Env } from './core/http.ts';

/** The description of the API, made from the schemas that check it, and a page to read it on. */
export function describeApi(app: Hono<Env>): Hono<Env> {
  return app
    .get(
      '/api/openapi.json',
      route('public', 'This description'),
      openAPIRouteHandler(app, {
        documentation: {
          openapi: '3.1.0',
          info: { title: 'Portico', version: '1', description: 'Everything the portal does, for programs.' },
        },
      }),
    )
    .get('/api/docs', route('public', 'This description, to read'), Scalar({ url: '/api/openapi.json' }));
}
