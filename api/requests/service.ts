import { and, eq, sql } from 'drizzle-orm';

import { isMember, sideOf } from '#api/core/actor.ts';
import { AppError, forbidden, invalid, stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { clearDraft } from '#api/drafts/service.ts';
import { clocksOf, keepClocks } from '#api/service-levels/keeping.ts';
import type { Side } from '#db/enums.ts';
import { notes, requests, type Request } from '#db/schema/requests.ts';
import { turned } from './due.ts';
import { stillEdits } from './engaged.ts';
import { recordMove } from './handling.ts';
import { milestones } from './milestones.ts';
import { roleOn } from './queries.ts';
import { say, seqOf } from './saying.ts';
import type { AddNote, Reply } from './schemas.ts';
import { advance, type Action, type Role } from './status.ts';

export { acceptSolution, assignRequest, changeStatus, withdrawRequest } from './handling.ts';
export { roleOn } from './queries.ts';
export type { Agent, RequestDetail, RequestRow } from './queries.ts';
export { countMatching, countRequests, findRequest, listAgents, listRequests } from './queries.ts';
export { listOthers, listServed, readersOf } from './related.ts';
export { submitRequest } from './submitting.ts';
export { findAttachment, readThread } from './thread.ts';

/** So many may write at the same moment. */
const ATTEMPTS = 25;

/**
 * Needs no version: two people may write at once. What has changed in between is looked at again.
 *
 * @returns the id of the message
 * @throws 403, 409 `requests.closed` and `requests.not_now`, 422
 */
export async function replyToRequest(scope: Scope, id: string, input: Reply): Promise<{ id: string }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await replyOnce(scope, id, input);
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 412 || attempt === ATTEMPTS) throw error;
    }
  }
}

async function replyOnce(scope: Scope, id: string, input: Reply): Promise<{ id: string }> {
  const request = await scope.find(requests, id);
  const { actor } = scope;
  const role = await roleOn(scope, request);
  if (!isMember(actor) || !role) throw forbidden();
  const action = actionOf(role, input);
  const status = advance(request.status, role, action);
  const clocks = await clocksOf(scope, request);

  return scope.write((write) => {
    const says = sideOf(actor);
    const { dueAt, next } = turned(clocks, request, { action, to: status, says }, write.at);
    move(write, request, { status, dueAt, lastSide: says });
    keepClocks(write, id, clocks, next);
    stillEdits(write, actor, request.accountId);
    clearDraft(write, actor, { kind: 'reply', subjectId: id });
    const message = say(write, request, actor, input);
    const data = { messageId: message.id, side: message.side, action };
    write.record('request.replied', request, { data });
    recordMove(write, request, status, action);
    return { id: message.id };
  });
}

function actionOf(role: Role, { choice }: Reply): Action {
  if (choice) return choice;
  if (role === 'agent') throw invalid({ choice: 'requests.choice_required' });
  return 'reply';
}

/** A message moves the request on, as long as nothing has happened since it was read: the clocks go by all of it. */
function move(
  write: Write,
  request: Request,
  change: Pick<Request, 'status' | 'dueAt'> & { lastSide: Side },
): void {
  const now = write.at;
  write.mark(requests, and(eq(requests.id, request.id), eq(requests.version, request.version)), {
    ...change,
    ...milestones(request, change.status, change.lastSide),
    lastMessageAt: now,
    lastSeq: sql`${requests.lastSeq} + 1`,
    version: sql`${requests.version} + 1`,
    updatedAt: now,
  });
  write.requireOne(stale());
}

/** For the house alone; it moves nothing. @returns the id of the note */
export async function noteOnRequest(scope: Scope, id: string, { body }: AddNote): Promise<{ id: string }> {
  const request = await scope.find(requests, id);
  const { actor } = scope;
  if (!isMember(actor) || (await roleOn(scope, request)) !== 'agent') throw forbidden();
  advance(request.status, 'agent', 'note');
  return scope.write((write) => {
    write.mark(requests, eq(requests.id, id), { lastSeq: sql`${requests.lastSeq} + 1` });
    clearDraft(write, actor, { kind: 'reply', subjectId: id });
    const note = write.insert(
      notes,
      { requestId: id, authorId: actor.personId, body },
      { seq: seqOf(request) },
    );
    write.record('request.noted', request, { audience: 'staff', data: { noteId: note.id } });
    return { id: note.id };
  });
}
