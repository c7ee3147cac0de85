import { and, desc, eq, getTableColumns, inArray, isNull } from 'drizzle-orm';

import { isStaff } from '#api/core/actor.ts';
import { keyset, type Page } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { accounts } from '#db/schema/accounts.ts';
import { siteKeys, sites, type Site, type SiteKey } from '#db/schema/sites.ts';
import type { ListSites } from './schemas.ts';

export type FoundSite = Site & { accountName: string; keys: SiteKey[] };

/** By name to an owner, who has a handful; the newest first to the house. */
export async function listSites(
  scope: Scope,
  paging: ListSites,
): Promise<Page<FoundSite> & { total: number }> {
  const staff = isStaff(scope.actor);
  const keys = keyset(
    { column: staff ? sites.id : sites.name, id: sites.id, direction: staff ? 'desc' : 'asc' },
    paging,
  );
  const open = isNull(sites.closedAt);
  const [rows, total] = await Promise.all([
    scope
      .pick(sites, { ...getTableColumns(sites), accountName: accounts.name }, and(open, keys.where))
      .innerJoin(accounts, eq(accounts.id, sites.accountId))
      .orderBy(...keys.orderBy)
      .limit(keys.limit),
    scope.count(sites, open),
  ]);
  const page = keys.page(rows, (site) => [staff ? site.id : site.name, site.id]);
  const live = await keysOf(
    scope,
    page.items.map(({ id }) => id),
  );
  const items = page.items.map((site) => ({
    ...site,
    keys: live.filter(({ siteId }) => siteId === site.id),
  }));
  return { ...page, items, total };
}

export async function findSite(scope: Scope, id: string): Promise<FoundSite> {
  const site = await scope.find(sites, id);
  const [account, keys] = await Promise.all([
    scope.asSystem('name-of-account').find(accounts, site.accountId),
    keysOf(scope, [id]),
  ]);
  return { ...site, accountName: account.name, keys };
}

/** The keys that work, the newest first. */
async function keysOf(scope: Scope, siteIds: string[]): Promise<SiteKey[]> {
  if (!siteIds.length) return [];
  return scope
    .select(siteKeys, and(inArray(siteKeys.siteId, siteIds), isNull(siteKeys.revokedAt)))
    .orderBy(desc(siteKeys.id));
}
