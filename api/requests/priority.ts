import { forbidden, stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { RequestPriority } from '#db/enums.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { firstAnswerDue } from './due.ts';
import { roleOn } from './queries.ts';
import type { ChangePriority } from './schemas.ts';
import { advance, statuses } from './status.ts';

/** What has passed counts: only the promise is another one. @throws 403, 404, 409 for what has ended, 412 */
export async function changePriority(scope: Scope, id: string, input: ChangePriority): Promise<void> {
  const request = await scope.find(requests, id);
  const { priority: to, version } = input;
  if ((await roleOn(scope, request)) !== 'agent') throw forbidden();
  if (version !== request.version) throw stale();
  // What can be assigned can be ranked.
  advance(request.status, 'agent', 'assign');
  const { priority: from } = request;
  if (to === from) return;
  await scope.write((write) => {
    write.update(requests, request, { priority: to, dueAt: shifted(request, to) });
    write.record('request.changed', request, { audience: 'staff', data: { priority: { from, to } } });
  });
}

function shifted({ status, priority, dueAt }: Request, to: RequestPriority): Date | null {
  if (!dueAt || statuses[status].turn !== 'house') return dueAt;
  const start = new Date(0);
  const other = firstAnswerDue(to, start).getTime() - firstAnswerDue(priority, start).getTime();
  return new Date(dueAt.getTime() + other);
}
