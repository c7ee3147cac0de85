import { isMember, sideOf } from '#api/core/actor.ts';
import { AppError, forbidden } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { clearDraft } from '#api/drafts/service.ts';
import { clocksOf, keepClocks } from '#api/service-levels/keeping.ts';
import type { Request } from '#db/schema/requests.ts';
import { nothingBeside, type Beside } from './beside.ts';
import { turned } from './due.ts';
import { recordMove } from './handling.ts';
import { actionOf, type Said } from './meaning.ts';
import { goingOn } from './merging.ts';
import { move } from './moving.ts';
import { say } from './saying.ts';
import type { RejectSolution } from './schemas.ts';
import { standingOn, stillMay } from './standing.ts';
import { advance } from './status.ts';

/** So many may write at the same moment. */
const ATTEMPTS = 25;

/**
 * Needs no version: two people may write at once. What has changed in between is looked at again.
 * What is written into a request that goes on in another one is written there.
 *
 * @param beside what arrives with it, such as one that was held until now
 * @returns the id of the message
 * @throws 403, 409 `requests.closed` and `requests.not_now`, 422
 */
export async function replyToRequest(
  scope: Scope,
  id: string,
  input: Said,
  beside?: Beside,
): Promise<{ id: string }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await replyOnce(scope, await goingOn(scope, id), input, beside);
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 412 || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The solution is none, and why. @throws 403, 409 `requests.not_now`, 422 */
export const rejectSolution = (scope: Scope, id: string, { reason, attachments }: RejectSolution) =>
  replyToRequest(scope, id, { body: reason, attachments, as: 'reject' });

/** To the request as it was read. @throws 403, 409, 412, 422 */
export async function replyOnce(
  scope: Scope,
  request: Request,
  input: Said,
  { set, also, keepsDraft } = nothingBeside,
): Promise<{ id: string }> {
  const { actor } = scope;
  const standing = await standingOn(scope, request);
  if (!isMember(actor) || !standing) throw forbidden();
  const action = await actionOf(scope, standing, request, input);
  const status = advance(request.status, standing.role, action);
  const clocks = await clocksOf(scope, request);

  return scope.write((write) => {
    const says = sideOf(actor);
    const act = { action, to: status, says, ranked: set.priority };
    const { dueAt, next } = turned(clocks, request, act, write.at);
    move(write, request, { action, status, dueAt, side: says, resolution: input.resolution, set });
    if (action !== 'thank') keepClocks(write, request.id, clocks, next);
    stillMay(write, actor, request, 'reply');
    if (!keepsDraft) clearDraft(write, actor, { kind: 'reply', subjectId: request.id });
    const message = say(write, request, actor, input);
    const data = { messageId: message.id, side: message.side, action };
    write.record('request.replied', request, { data });
    also(write);
    recordMove(write, request, status, action);
    return { id: message.id };
  });
}
