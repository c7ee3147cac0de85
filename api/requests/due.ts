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

/** While we wait for somebody else an answer is owed all the same, if one is. */
export function dueAfter(
  request: Pick<Request, 'status' | 'dueAt'>,
  { action, to, says, until }: Act,
  promised: Date | undefined,
  now: Date,
): Date | null {
  const patient = new Date(now.getTime() + PATIENCE_MS);
  if (statuses[to].turn === 'nobody') return null;
  if (statuses[to].turn === 'customer')
    return to === request.status && says !== 'staff' ? request.dueAt : patient;
  if (to !== 'waiting_other') return promised ?? null;
  const again = action === 'wait' ? (until ?? patient) : request.dueAt;
  return promised && (!again || promised < again) ? promised : again;
}
