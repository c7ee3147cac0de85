import { asc, lt } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { AppError } from '#api/core/errors.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { clocksOf, keepClocks } from '#api/service-levels/keeping.ts';
import type { RequestStatus } from '#db/enums.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { turned } from './due.ts';
import { recordMove } from './handling.ts';
import { milestones } from './milestones.ts';
import { advance, type Action } from './status.ts';
import { courseAfter, REMINDED_AFTER_DAYS } from './wakes.ts';

const AT_ONCE = 100;

type Choice = (request: Request) => Action;

/** What the clock does with a request whose time has come. What has moved on since is left alone. */
const CHOICES: Partial<Record<RequestStatus, Choice>> = {
  // Who has written last owes nothing: the question was ours, or the answer is.
  waiting_customer: ({ reminders, lastSide }) =>
    lastSide !== 'staff' ? 'resume' : reminders < REMINDED_AFTER_DAYS.length - 1 ? 'remind' : 'give_up',
  waiting_other: () => 'resume',
  resolved: () => 'expire',
};

/**
 * Moves on whatever has waited long enough: reminds of questions, looks again, closes what nobody objected to.
 *
 * @returns how many requests
 */
export async function wakeRequests(base: Base, now = new Date()): Promise<number> {
  const scope = new Scope(base, system('wake-requests'));
  let moved = 0;
  for (;;) {
    const found: Request[] = await scope
      .select(requests, lt(requests.wakesAt, now))
      .orderBy(asc(requests.wakesAt), asc(requests.id))
      .limit(AT_ONCE);
    let done = 0;
    for (const request of found) if (await wake(scope, request, now)) done += 1;
    moved += done;
    if (found.length < AT_ONCE || done === 0) return moved;
  }
}

/** One that somebody moves at this very moment has not waited. */
async function wake(scope: Scope, request: Request, now: Date): Promise<boolean> {
  const action = CHOICES[request.status]?.(request);
  const clocks = await clocksOf(scope, request);
  try {
    await scope.write((write) => {
      if (!action) return write.update(requests, request, { wakesAt: null });
      const status = advance(request.status, 'clock', action);
      const { dueAt, next } = turned(clocks, request, { action, to: status }, write.at);
      write.update(requests, request, {
        status,
        dueAt,
        ...courseAfter(request, action, status, { now }),
        ...milestones(request, status),
      });
      keepClocks(write, request.id, clocks, next);
      recordMove(write, request, status, action);
      if (action !== 'expire')
        write.record('request.woken', request, { audience: 'staff', data: { action } });
    });
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
