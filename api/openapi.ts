import type { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import type { OpenAPIV3_1 } from 'openapi-types';

import { POLICY, type Env, type Policy } from './core/http.ts';

export type Operation = {
  method: string;
  path: string;
  policy: Policy | undefined;
  summary: string;
  feature: string;
};

/** OpenAPI 3.1, made from the schemas that check what comes in. */
export const describeApi = (app: Hono<Env>, cookie = 'portico'): Promise<OpenAPIV3_1.Document> =>
  generateSpecs(app, {
    documentation: {
      openapi: '3.1.0',
      info: { title: 'Portico', version: '1', description: 'Everything the portal does, for programs.' },
      components: {
        securitySchemes: {
          cookie: { type: 'apiKey', in: 'cookie', name: cookie, description: 'The session of a browser.' },
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description: 'A token made at /tokens. What stands beside it is the scope that it must hold.',
          },
        },
      },
    },
    exclude: ['/healthz', '/readyz', /^\/api\/docs/],
  }) as Promise<OpenAPIV3_1.Document>;

/** Every route of the API with who may call it: for the page at /api/docs and for the tests. */
export function operationsOf(app: Hono<Env>, description: OpenAPIV3_1.Document): Operation[] {
  const policies = new Map(
    app.routes
      .filter(({ handler }) => POLICY in handler)
      .map(({ method, path, handler }) => [
        `${method} ${path}`,
        (handler as unknown as Record<symbol, Policy>)[POLICY],
      ]),
  );
  return Object.entries(description.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, operation]) => {
      const route = path.replaceAll(/\{(\w+)\}/g, ':$1');
      const { summary = '' } = operation as OpenAPIV3_1.OperationObject;
      return {
        method: method.toUpperCase(),
        path,
        policy: policies.get(`${method.toUpperCase()} ${route}`),
        summary,
        feature: path.split('/')[2] ?? '',
      };
    }),
  );
}
