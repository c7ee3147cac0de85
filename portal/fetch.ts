import { astro, getFetchState } from 'astro/hono';

import { createApp } from '#api/app.ts';
import { noSuchRoute } from '#api/core/no-such-route.ts';
import { start } from '#api/start.ts';
import { localsOf } from './locals.ts';

const portico = await start();

const app = createApp(portico);

/** One process, one app: the API answers under /api, Astro answers everything else. */
export default app
  .use(noSuchRoute)
  .use(async (c, next) => {
    Object.assign(getFetchState(c).locals, localsOf(c, portico, app));
    await next();
  })
  .use(astro());
