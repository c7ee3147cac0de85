import type { Hono } from 'hono';
import { except } from 'hono/combine';

import { admit } from './auth/admit.ts';
import { asGuest } from './auth/session.ts';
import { safeHeaders, unkept } from './core/headers.ts';
import { onError, route, router, type Env } from './core/http.ts';
import { once } from './core/once.ts';
import { pace } from './core/pace.ts';
import { observed } from './core/request.ts';
import { smallBody } from './core/small-body.ts';
import { receiveForms } from './files/upload.ts';
import { health } from './health.ts';
import { api } from './index.ts';
import { bringing } from './mailboxes/routes.ts';
import { describeApi } from './openapi.ts';
import type { Portico } from './portico.ts';
import { embed, widgetRoutes } from './widgets/routes.ts';

/** Everything but the pages: portal/fetch.ts adds those, tests do without. */
export function createApp(portico: Portico): Hono<Env> {
  const { base, auth, config, log } = portico;
  const paced = pace(config.pace);

  const app = router()
    .use(observed(log, config.trustProxy))
    // Open to every page of the web, so before everything that closes the rest.
    .route('/embed', embed())
    .use(safeHeaders(config.production))
    .use('/api/*', unkept)
    .route('/api/mailboxes', bringing(portico, paced))
    .use(smallBody)
    .route('/', health(portico))
    .use('/api/widgets/*', paced)
    .route('/api/widgets', widgetRoutes(portico))
    .use(except('/f/*', admit(portico)))
    .use('/f/*', asGuest(base))
    .use(paced)
    .use(receiveForms)
    .use('/api/*', once(base))
    .route('/api', api(portico))
    .onError(onError);
  return app.get('/api/openapi.json', route('public', 'This description'), async (c) =>
    c.json(await describeApi(app, auth.lucia.sessionCookieName)),
  );
}
