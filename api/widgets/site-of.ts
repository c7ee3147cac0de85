import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';

import { system } from '#api/core/actor.ts';
import { forbidden } from '#api/core/errors.ts';
import type { Env } from '#api/core/http.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { siteKeys, sites, type Site } from '#db/schema/sites.ts';

const TWO_HOURS = '7200';

/** The website that a key names, while the key works. */
export async function siteByKey(scope: Scope, key: string): Promise<Site | undefined> {
  const works = and(eq(siteKeys.key, key), isNull(siteKeys.revokedAt));
  const [site] = await scope
    .asSystem('site-of-key')
    .pick(siteKeys, getTableColumns(sites), works)
    .innerJoin(sites, and(eq(sites.id, siteKeys.siteId), isNull(sites.closedAt)));
  return site;
}

/**
 * Widgets stand on other people's pages, so no cookie counts here: who calls is the site whose key comes along, from
 * one of its own origins. A page elsewhere that has copied the key is refused, and reads not even that.
 */
export const siteOf = (base: Base) => {
  const nobody = new Scope(base, system('site-of'));

  return createMiddleware<Env>(async (c, next) => {
    c.header('Vary', 'Origin');
    const origin = c.req.header('Origin') ?? '';
    const key = c.req.header('X-Portico-Site');
    const site = key ? await siteByKey(nobody, key) : undefined;
    const own = site?.origins.includes(origin) ?? false;
    if (own || (await isKnown(nobody, origin))) letRead(c, origin);
    // A preflight does not bring the key along.
    if (c.req.method === 'OPTIONS') return c.body(null, 204);
    if (!site || !own) throw forbidden('forbidden_origin');
    c.set('scope', new Scope(base, { kind: 'visitor', siteId: site.id }, { id: c.var.requestId }));
    return next();
  });
};

/** Whether any site with a working key lists the origin. */
async function isKnown(scope: Scope, origin: string): Promise<boolean> {
  if (!origin) return false;
  const listed = sql`exists (select 1 from json_each(${sites.origins}) where value = ${origin})`;
  const keyed = sql`exists (select 1 from site_keys where site_id = ${sites.id} and revoked_at is null)`;
  const [found] = await scope
    .pick(sites, { id: sites.id }, and(isNull(sites.closedAt), listed, keyed))
    .limit(1);
  return found !== undefined;
}

function letRead(c: Context, origin: string): void {
  c.header('Access-Control-Allow-Origin', origin);
  c.header('Access-Control-Expose-Headers', 'Retry-After');
  if (c.req.method !== 'OPTIONS') return;
  c.header('Access-Control-Allow-Methods', 'GET, POST');
  c.header('Access-Control-Allow-Headers', 'content-type, idempotency-key, x-portico-site');
  c.header('Access-Control-Max-Age', TWO_HOURS);
}
