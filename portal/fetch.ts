import { astro, getFetchState } from 'astro/hono';

import { createApp } from '#api/app.ts';
import { start } from '#api/start.ts';
import { localsOf } from './locals.ts';

const portico = await start();

/** One process, one app: the API answers under /api, Astro answers everything else. */
export default createApp(portico)
  .use(async (c, next) => {
    Object.assign(getFetchState(c).locals, localsOf(c, portico));
    await next();
  })
  .use(astro());
