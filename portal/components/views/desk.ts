import { AppError } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { can } from '#api/core/actor.ts';
import { listMacros } from '#api/macros/service.ts';
import { countRequests, listAgents } from '#api/requests/service.ts';
import { accountNamed } from '#api/requests/related.ts';
import { listTags, tagsOf } from '#api/tags/service.ts';
import { countViews, listViews } from '#api/views/service.ts';
import { loadQueue } from '../requests/list.ts';

export type Desk = Awaited<ReturnType<typeof loadDesk>>;

/** The list of the desk that an address asks for, with what can be chosen beside and above it. */
export async function loadDesk(scope: Scope, url: URL) {
  const accountId = url.searchParams.get('account');
  const [list, tabCounts, saved, agents, tags, macros, account] = await Promise.all([
    loadQueue(scope, url),
    countRequests(scope),
    listViews(scope),
    listAgents(scope),
    listTags(scope),
    can(scope.actor, 'requests.work') ? listMacros(scope) : [],
    accountId ? accountNamed(scope, accountId).catch(unknown) : undefined,
  ]);
  const [counts, named] = await Promise.all([
    countViews(scope, saved),
    tagsOf(
      scope,
      list.items.map(({ id }) => id),
    ),
  ]);
  const open = saved.find(({ id }) => id === url.searchParams.get('view'));
  return { list, tabCounts, saved, counts, agents, tags, macros, account, tagsOf: named, open };
}

/** What somebody has mistyped in an address is nothing to narrow by. */
function unknown(error: unknown): undefined {
  if (!(error instanceof AppError)) throw error;
}
