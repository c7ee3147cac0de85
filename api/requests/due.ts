import type { Fact } from '#api/service-levels/clock.ts';
import { nextClocks, type Kept, type Next } from '#api/service-levels/keeping.ts';
import type { RequestPriority, RequestStatus, Side } from '#db/enums.ts';
import type { Request } from '#db/schema/requests.ts';
import { statuses, type Action } from './status.ts';

const DAY_MS = 24 * 3_600_000;

/** How long a customer may think about a question or a solution, and how soon we look after somebody else again. */
export const PATIENCE_MS = 7 * DAY_MS;

/** What is done to a request: who says something, if anybody does, where it leads, and how urgent it is from then on. */
export type Act = {
  action: Action;
  to: RequestStatus;
  says?: Side;
  until?: Date | undefined;
  ranked?: RequestPriority | undefined;
};
export type Turned = { dueAt: Date | null; next: Next };

/** By when a new request is looked at: what no level promises anything for is not forgotten either. */
export const firstDue = ({ dueAt }: Pick<Next, 'dueAt'>, now: Date): Date =>
  dueAt ?? new Date(now.getTime() + PATIENCE_MS);

/** Where the clocks stand after an act, and by when whoever acts next should have acted. */
export function turned(kept: Kept, request: Pick<Request, 'status' | 'dueAt'>, act: Act, now: Date): Turned {
  const next = nextClocks(kept, now, factsOf(request, act, now.getTime()));
  return { next, dueAt: dueAfter(request, act, next.dueAt, now) };
}

function factsOf({ status }: Pick<Request, 'status'>, { to, says, ranked }: Act, at: number): Fact[] {
  return [
    ...(ranked ? [{ at, what: 'ranked', to: ranked } as const] : []),
    ...(says ? [{ at, what: 'said', by: says === 'staff' ? 'house' : 'customer' } as const] : []),
    ...(to === status ? [] : [{ at, what: 'moved', to } as const]),
  ];
}

/**
 * While we wait for somebody else an answer is owed all the same, if one is. Where nothing is promised any more, it is
 * looked at again in a week: what nobody has a day for would stand in no list by day.
 */
export function dueAfter(
  request: Pick<Request, 'status' | 'dueAt'>,
  act: Act,
  promised: Date | undefined,
  now: Date,
): Date | null {
  const { to, says } = act;
  const patient = new Date(now.getTime() + PATIENCE_MS);
  const kept = (to === request.status && says !== 'staff' && request.dueAt) || patient;
  if (statuses[to].turn === 'nobody') return null;
  if (statuses[to].turn === 'customer') return kept;
  if (to !== 'waiting_other') return promised ?? kept;
  const again = act.action === 'wait' ? (act.until ?? patient) : request.dueAt;
  return soonest(promised, again);
}

const soonest = (promised: Date | undefined, again: Date | null): Date | null =>
  promised && (!again || promised < again) ? promised : again;
