import { conflict, forbidden } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { requestLinks } from '#db/schema/request-links.ts';
import type { Request } from '#db/schema/requests.ts';
import { goingOn } from './merging.ts';
import { mayDo } from './policy.ts';
import type { FollowUp, SubmitRequest } from './schemas.ts';
import { submitRequest } from './service.ts';
import { standingOn } from './standing.ts';

/**
 * What has ended is not written into any more: who has more to say goes on in a new request that names the old one.
 * What is not said again is as it was.
 *
 * @throws 403, 404, 409 `requests.not_now` for what has not ended, 422
 */
export async function followUp(
  scope: Scope,
  id: string,
  input: FollowUp & Partial<SubmitRequest>,
): Promise<Request> {
  const old = await goingOn(scope, id);
  const standing = await standingOn(scope, old);
  if (standing?.role !== 'customer' || standing.right !== 'manage') throw forbidden();
  if (!mayDo(standing, old.status).follow) throw conflict('requests.not_now');
  const { subject, category, priority, accountId } = old;
  return submitRequest(scope, { subject, category, priority, ...input, accountId }, (write, { id: fromId }) =>
    write.insert(requestLinks, { fromId, toId: old.id, kind: 'follows' }),
  );
}
