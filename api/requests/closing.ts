import { and, asc, eq, lt } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { AppError } from '#api/core/errors.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { recordMove } from './handling.ts';
import { advance } from './status.ts';

const AT_ONCE = 100;

/**
 * Closes what was solved and then left without a word beyond the time that the customer had for it.
 *
 * @returns how many requests
 */
export async function closeSolved(base: Base, now = new Date()): Promise<number> {
  const scope = new Scope(base, system('close-solved'));
  let closed = 0;
  for (;;) {
    const found: Request[] = await scope
      .select(requests, and(eq(requests.status, 'resolved'), lt(requests.dueAt, now)))
      .orderBy(asc(requests.dueAt), asc(requests.id))
      .limit(AT_ONCE);
    let ended = 0;
    for (const request of found) if (await close(scope, request)) ended += 1;
    closed += ended;
    if (found.length < AT_ONCE || ended === 0) return closed;
  }
}

/** One that the customer answers at this very moment stays open. */
async function close(scope: Scope, request: Request): Promise<boolean> {
  const status = advance(request.status, 'agent', 'close');
  try {
    await scope.write((write) => {
      write.update(requests, request, { status, dueAt: null });
      recordMove(write, request, status, 'close');
    });
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
