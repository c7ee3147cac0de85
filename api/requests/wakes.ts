import type { RequestResolution } from '#db/enums.ts';
import type { Request } from '#db/schema/requests.ts';
import type { Action } from './status.ts';

const DAY_MS = 86_400_000;

/** How long after a question the customer is reminded of it; after the last, the request counts as solved. */
export const REMINDED_AFTER_DAYS = [3, 5, 7] as const;
/** How long the customer may object to a solution. */
const OBJECTING_DAYS = 7;

type Waking = Pick<Request, 'status' | 'wakesAt' | 'reminders'>;
type Course = Pick<Request, 'wakesAt' | 'reminders' | 'reopenCount' | 'resolution' | 'waitReason'>;
type Told = {
  now?: Date;
  until?: Date | undefined;
  reason?: string | undefined;
  resolution?: RequestResolution | undefined;
};

const KEEPS_RESOLUTION = new Set<Request['status']>(['resolved', 'closed']);
const OPENS_AGAIN = new Set<Action>(['reply', 'reject', 'insist']);

/** What a step leaves in the row beside the status. */
export function courseAfter(
  request: Course & Waking,
  action: Action,
  next: Request['status'],
  told: Told = {},
) {
  const again = request.status === 'resolved' && next === 'in_progress' && OPENS_AGAIN.has(action);
  return {
    ...wakesAfter(request, action, next, told),
    reopenCount: request.reopenCount + (again ? 1 : 0),
    resolution: KEEPS_RESOLUTION.has(next) ? (solvedBy(action, told) ?? request.resolution) : null,
    waitReason: next === 'waiting_other' ? (told.reason ?? request.waitReason) : null,
  } satisfies Course;
}

const after = (days: number, now: Date) => new Date(now.getTime() + days * DAY_MS);

function solvedBy(action: Action, { resolution }: Told): RequestResolution | undefined {
  if (action === 'solve') return resolution ?? 'answered';
  return action === 'give_up' ? 'no_reply' : undefined;
}

/**
 * When the clock moves a request on by itself: after a question, a solution and a pause. What moves nothing leaves
 * that as it was.
 */
function wakesAfter(
  request: Waking,
  action: Action,
  next: Request['status'],
  { now = new Date(), until }: Told,
): Pick<Request, 'wakesAt' | 'reminders'> {
  const { status, wakesAt, reminders } = request;
  if (action === 'ask') return { wakesAt: after(REMINDED_AFTER_DAYS[0], now), reminders: 0 };
  if (action === 'remind') return reminded(reminders + 1, now);
  if (action === 'wait') return { wakesAt: until ?? null, reminders: 0 };
  if (action === 'solve' || action === 'give_up')
    return { wakesAt: after(OBJECTING_DAYS, now), reminders: 0 };
  return status === next ? { wakesAt, reminders } : { wakesAt: null, reminders: 0 };
}

function reminded(reminders: number, now: Date): Pick<Request, 'wakesAt' | 'reminders'> {
  const [before = 0, next = before] = REMINDED_AFTER_DAYS.slice(reminders - 1);
  return { wakesAt: after(next - before, now), reminders };
}
