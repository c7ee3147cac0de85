import type { RequestPriority, RequestStatus } from '#db/enums.ts';
import type { Request } from '#db/schema/requests.ts';
import { statuses, type Action } from './status.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How soon the house answers. Plain hours, nights and weekends included: it keeps no opening hours yet. */
const ANSWER_MS: Record<RequestPriority, number> = {
  urgent: 4 * HOUR_MS,
  high: 8 * HOUR_MS,
  normal: 24 * HOUR_MS,
  low: 48 * HOUR_MS,
};

/** How long a customer may think about a question or a solution, and how soon we look after somebody else again. */
const PATIENCE_MS = 7 * DAY_MS;

type Waiting = Pick<Request, 'status' | 'priority' | 'dueAt' | 'lastSide'>;

export const firstAnswerDue = (priority: RequestPriority, now = new Date()): Date =>
  new Date(now.getTime() + ANSWER_MS[priority]);

/**
 * By when whoever acts next should have acted. A promise that runs is kept: the clock starts at the oldest message
 * that nobody has answered, and no second message, assignment or pause of ours winds it up again.
 */
export function dueAfter(
  request: Waiting,
  action: Action,
  next: RequestStatus,
  { now = new Date(), until }: { now?: Date; until?: Date | undefined } = {},
): Date | null {
  const patient = new Date(now.getTime() + PATIENCE_MS);
  const answer = firstAnswerDue(request.priority, now);
  if (statuses[next].turn === 'nobody') return null;
  if (action === 'wait') return until ?? patient;
  if (statuses[next].turn === 'customer') return patient;
  if (action === 'reply' && statuses[request.status].turn === 'house') return earliest(request, answer);
  return action === 'work' && request.status === 'submitted' ? request.dueAt : answer;
}

/** A further message while we owe an answer changes nothing; one while we wait for others wants an answer too. */
function earliest({ status, lastSide, dueAt }: Waiting, answer: Date): Date {
  if (status === 'waiting_other') return dueAt && dueAt < answer ? dueAt : answer;
  return dueAt && lastSide !== 'staff' ? dueAt : answer;
}
