import { forbidden, invalid, stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { clocksOf, keepClocks } from '#api/service-levels/keeping.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { nothingBeside, recordAssigned } from './beside.ts';
import { turned } from './due.ts';
import { milestones } from './milestones.ts';
import { includes } from './policy.ts';
import { listAgents } from './agents.ts';
import type {
  AcceptSolution,
  AssignRequest,
  ChangeStatus,
  InsistOnHelp,
  WithdrawRequest,
} from './schemas.ts';
import { roleOn, standingOn, stillMay } from './standing.ts';
import {
  actionFor,
  advance,
  needs,
  publicStatus,
  type Action,
  type CustomerAction,
  type Role,
} from './status.ts';
import { courseAfter } from './wakes.ts';

/** @throws 403, 409 for what cannot be set now, 412, 422 for a day that is over */
export async function changeStatus(scope: Scope, id: string, input: ChangeStatus): Promise<void> {
  const request = await actingAs(scope, id, 'agent');
  const action = actionFor[input.status];
  const waits = input.status === 'waiting_other' ? waiting(input) : {};
  await step(scope, request, { version: input.version, role: 'agent', action, ...waits });
}

/** Nobody waits for others without knowing for whom, and when to look again. */
function waiting({ until, reason }: ChangeStatus): { until: Date; reason: string } {
  if (until && reason) return { until: endOf(until), reason };
  throw invalid({ ...(until ? {} : { until: 'required' }), ...(reason ? {} : { reason: 'required' }) });
}

/** The customer says that it is solved. @throws 403, 409, 412 */
export async function acceptSolution(scope: Scope, id: string, { version }: AcceptSolution): Promise<void> {
  const request = await actingAs(scope, id, 'customer');
  await step(scope, request, { version, role: 'customer', action: 'accept' });
}

/** The customer has thanked and needs help all the same. @throws 403, 409, 412 */
export async function insistOnHelp(scope: Scope, id: string, { version }: InsistOnHelp): Promise<void> {
  const request = await actingAs(scope, id, 'customer');
  await step(scope, request, { version, role: 'customer', action: 'insist' });
}

/** The customer needs it no more. @throws 403, 409, 412 */
export async function withdrawRequest(scope: Scope, id: string, { version }: WithdrawRequest): Promise<void> {
  const request = await actingAs(scope, id, 'customer');
  await step(scope, request, { version, role: 'customer', action: 'withdraw' });
}

/** To take a new request oneself is to begin with it. @throws 403, 409, 412, 422 for who answers no requests */
export async function assignRequest(scope: Scope, id: string, input: AssignRequest): Promise<void> {
  const request = await actingAs(scope, id, 'agent');
  const { assigneeId, version } = input;
  if (version !== request.version) throw stale();
  const agents = await listAgents(scope);
  if (assigneeId && !agents.some((agent) => agent.id === assigneeId))
    throw invalid({ assigneeId: 'requests.not_an_agent' });

  const action = 'personId' in scope.actor && scope.actor.personId === assigneeId ? 'take' : 'assign';
  const status = advance(request.status, 'agent', action);
  await scope.write((write) => {
    write.update(requests, { ...request, version }, { assigneeId, status });
    recordAssigned(write, request, { to: assigneeId, agents });
    recordMove(write, request, status, action);
  });
}

async function actingAs(scope: Scope, id: string, wanted: Role): Promise<Request> {
  const request = await scope.find(requests, id);
  if ((await roleOn(scope, request)) !== wanted) throw forbidden();
  return request;
}

type Step = { version: number; role: Role; action: Action; until?: Date; reason?: string };

/** One step in its life. @throws 403, 409, 412 */
export async function step(
  scope: Scope,
  request: Request,
  taken: Step,
  { set, also } = nothingBeside,
): Promise<void> {
  const { version, role, action } = taken;
  const need = role === 'customer' ? needs[action as CustomerAction] : 'manage';
  const standing = await standingOn(scope, request);
  if (!standing || !includes(standing.right, need)) throw forbidden();
  if (version !== request.version) throw stale();
  const status = advance(request.status, role, action);
  const clocks = await clocksOf(scope, request);
  await scope.write((write) => {
    const act = { ...taken, to: status, ranked: set.priority };
    const { dueAt, next } = turned(clocks, request, act, write.at);
    const change = {
      ...set,
      status,
      dueAt,
      ...courseAfter(request, action, status, { ...taken, now: write.at }),
    };
    write.update(requests, { ...request, version }, { ...change, ...milestones(request, status) });
    keepClocks(write, request.id, clocks, next);
    stillMay(write, scope.actor, request, need);
    also(write);
    recordMove(write, request, status, action);
  });
}

/** What the customer would not notice he is not told of either. */
export function recordMove(write: Write, request: Request, to: Request['status'], action: Action): void {
  const { status: from } = request;
  if (to === from) return;
  const audience = publicStatus(from) === publicStatus(to) ? 'staff' : 'account';
  write.record('request.status_changed', request, { audience, data: { from, to, action } });
}

function endOf(day: string): Date {
  const end = new Date(`${day}T23:59:59.999Z`);
  if (end.getTime() < Date.now()) throw invalid({ until: 'requests.in_past' });
  return end;
}
