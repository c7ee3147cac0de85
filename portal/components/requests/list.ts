import { AppError } from '#api/core/errors.ts';
import type { Paging } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import type { RequestFilter } from '#api/requests/schemas.ts';
import { countRequests, listRequests } from '#api/requests/service.ts';
import { queueIn } from './reading.ts';

type Filter = RequestFilter & Paging;
export type Listed = Awaited<ReturnType<typeof listRequests>> & { filter: Filter };

/**
 * The page of a list that an address asks for; its first one when the place in it is no place. Pages load it before
 * they begin to send: what fails in a component can only cut off the answer.
 */
async function loadList(scope: Scope, filter: Filter): Promise<Listed> {
  try {
    return { ...(await listRequests(scope, filter)), filter };
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    const { after: _after, before: _before, ...first } = filter;
    return { ...(await listRequests(scope, first)), filter: first };
  }
}

/** The list that goes beside an open request; the rest of its address is the request's. */
export const loadQueue = (scope: Scope, url: URL) => loadList(scope, queueIn(url));

export async function loadTabs(scope: Scope, filter: Filter) {
  const [list, counts] = await Promise.all([loadList(scope, filter), countRequests(scope)]);
  return { list, counts };
}
