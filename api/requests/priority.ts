import { forbidden, stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { clocksOf, keepClocks } from '#api/service-levels/keeping.ts';
import { requests } from '#db/schema/requests.ts';
import { recordRanked } from './beside.ts';
import { turned } from './due.ts';
import type { ChangePriority } from './schemas.ts';
import { roleOn } from './standing.ts';
import { advance } from './status.ts';

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
  const clocks = await clocksOf(scope, request);
  await scope.write((write) => {
    const act = { action: 'assign', to: request.status, ranked: to } as const;
    const { dueAt, next } = turned(clocks, request, act, write.at);
    write.update(requests, request, { priority: to, dueAt });
    keepClocks(write, request.id, clocks, next);
    recordRanked(write, request, to);
  });
}
