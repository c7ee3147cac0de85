import { and, eq, isNull, sql } from 'drizzle-orm';

import { changes } from '#api/core/changes.ts';
import { allow, conflict, notFound } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { randomText } from '#db/ids.ts';
import { siteKeys, sites, type Site } from '#db/schema/sites.ts';
import { canManage } from './policy.ts';
import { findSite, type FoundSite } from './queries.ts';
import type { ChangeSite, CreateSite } from './schemas.ts';

export { findSite, listSites, type FoundSite } from './queries.ts';

/** Enough to change one on a live page: the new one is in before the old one goes. */
export const MOST_KEYS = 2;
const KEY_LENGTH = 24;
const READERS = { name: 'account', origins: 'account' } as const;

/** A website of the actor's own account, with its first key. @throws 403 */
export async function createSite(scope: Scope, input: CreateSite): Promise<FoundSite> {
  const { actor } = scope;
  allow(canManage(actor));
  const { id } = await scope.write((write) => {
    const site = write.insert(sites, { accountId: actor.accountId, ...input });
    makeKey(write, site);
    const values = changes<Record<string, unknown>>({}, input, READERS);
    write.record('site.created', site, { values });
    return site;
  });
  return findSite(scope, id);
}

/** @throws 403, 404, 412 */
export async function changeSite(scope: Scope, id: string, input: ChangeSite): Promise<FoundSite> {
  const site = await scope.find(sites, id);
  allow(canManage(scope.actor));
  const { version, ...change } = input;
  await scope.write((write) => {
    write.update(sites, { ...site, version }, change);
    write.record('site.changed', site, { values: changes<Record<string, unknown>>(site, change, READERS) });
  });
  return findSite(scope, id);
}

/** A further key beside the one in use. @throws 403, 404, 409 `sites.two_keys` */
export async function addKey(scope: Scope, id: string): Promise<FoundSite> {
  const site = await scope.find(sites, id);
  allow(canManage(scope.actor));
  await scope.write((write) => {
    const key = makeKey(write, site);
    const live = sql`select count(*) from site_keys where site_id = ${id} and revoked_at is null`;
    write.require(sql`(${live}) <= ${MOST_KEYS}`, conflict('sites.two_keys'));
    write.record('site.key_added', site, { data: { keyId: key.id } });
  });
  return findSite(scope, id);
}

/** From now on the key opens nothing. @throws 403, 404, 409 `sites.key_revoked` */
export async function revokeKey(scope: Scope, id: string, keyId: string): Promise<void> {
  const site = await scope.find(sites, id);
  const key = await scope.find(siteKeys, keyId);
  if (key.siteId !== id) throw notFound('site_keys');
  allow(canManage(scope.actor));
  await scope.write((write) => {
    write.mark(siteKeys, and(eq(siteKeys.id, keyId), isNull(siteKeys.revokedAt)), { revokedAt: new Date() });
    write.requireOne(conflict('sites.key_revoked'));
    write.record('site.key_revoked', site, { data: { keyId } });
  });
}

/** Publishable: it names the site and opens nothing but what a visitor may do there. */
const makeKey = (write: Write, { id }: Pick<Site, 'id'>) =>
  write.insert(siteKeys, { siteId: id, key: `pk_${randomText(KEY_LENGTH)}` });
