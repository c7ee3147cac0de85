import type { RequestStatus, Side } from '#db/enums.ts';
import type { Request } from '#db/schema/requests.ts';

const ENDED: RequestStatus[] = ['resolved', 'closed'];

/** When the house first answered and when it was solved; opened again, it is not. `by` is whoever says something. */
export function milestones(
  { firstResponseAt, status: from }: Pick<Request, 'firstResponseAt' | 'status'>,
  to: RequestStatus,
  by?: Side,
  now = new Date(),
): Partial<Pick<Request, 'firstResponseAt' | 'resolvedAt'>> {
  return {
    ...(by === 'staff' && !firstResponseAt ? { firstResponseAt: now } : {}),
    ...(ENDED.includes(to) && !ENDED.includes(from) ? { resolvedAt: now } : {}),
    ...(ENDED.includes(from) && !ENDED.includes(to) ? { resolvedAt: null } : {}),
  };
}
