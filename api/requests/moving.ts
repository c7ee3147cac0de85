import { and, eq, sql } from 'drizzle-orm';

import { stale } from '#api/core/errors.ts';
import type { Write } from '#api/core/write.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import type { Beside } from './beside.ts';
import type { Said } from './meaning.ts';
import { milestones } from './milestones.ts';
import type { Action } from './status.ts';
import { courseAfter } from './wakes.ts';

type Step = {
  action: Action;
  status: Request['status'];
  dueAt: Date | null;
  side: Request['lastSide'];
  resolution: Said['resolution'];
  set: Beside['set'];
};

/**
 * A message moves the request on, as long as nothing has happened since it was read: the clocks go by all of it. A
 * thank you leaves all as it was.
 */
export function move(write: Write, request: Request, step: Step): void {
  const { action, status, dueAt, side, resolution, set } = step;
  const now = write.at;
  const moved =
    action === 'thank'
      ? {}
      : {
          status,
          dueAt,
          lastSide: side,
          ...courseAfter(request, action, status, { resolution, now }),
          ...milestones(request, status, side),
        };
  write.mark(requests, and(eq(requests.id, request.id), eq(requests.version, request.version)), {
    ...set,
    ...moved,
    lastMessageAt: now,
    lastSeq: sql`${requests.lastSeq} + 1`,
    version: sql`${requests.version} + 1`,
    updatedAt: now,
  });
  write.requireOne(stale());
}
