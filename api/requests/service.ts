import { and, eq, sql } from 'drizzle-orm';

import { isMember, sideOf, type Member } from '#api/core/actor.ts';
import { allow, AppError, forbidden, invalid, stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { clearDraft } from '#api/drafts/service.ts';
import { attach } from '#api/files/service.ts';
import type { Side } from '#db/enums.ts';
import { accounts } from '#db/schema/accounts.ts';
import { people } from '#db/schema/people.ts';
import { attachments, messages, notes, requests, type Request } from '#db/schema/requests.ts';
import { dueAfter, firstAnswerDue } from './due.ts';
import { editsFor, stillEdits } from './engaged.ts';
import { recordMove } from './handling.ts';
import { milestones } from './milestones.ts';
import { roleOn } from './queries.ts';
import type { AddNote, Reply, SubmitRequest } from './schemas.ts';
import { searchTextOf } from './search-text.ts';
import { advance, type Action, type Role } from './status.ts';

export { acceptSolution, assignRequest, changeStatus, withdrawRequest } from './handling.ts';
export { roleOn } from './queries.ts';
export type { Agent, RequestDetail, RequestRow } from './queries.ts';
export { countRequests, findRequest, listAgents, listRequests } from './queries.ts';
export { listOthers, listServed, readersOf } from './related.ts';
export { findAttachment, readThread } from './thread.ts';

const ATTEMPTS = 3;

/**
 * @throws 403 for staff and for partners who may only read, 404 for an account that is not the actor's to know,
 * 422 for files that are not the actor's or are attached already
 */
export async function submitRequest(scope: Scope, input: SubmitRequest): Promise<Request> {
  const { actor } = scope;
  if (!isMember(actor)) throw forbidden();
  allow(actor.rights['requests.submit'] !== undefined && actor.kind !== 'staff');
  const account = await scope.find(accounts, input.accountId ?? actor.accountId);
  const own = account.id === actor.accountId;
  allow(own || (await editsFor(scope, account.id)));
  const author = await scope.asSystem('submit-request').find(people, actor.personId);

  const { id } = await scope.write((write) => {
    const now = new Date();
    const { category, priority, subject } = input;
    const request = write.insert(
      requests,
      {
        accountId: account.id,
        requesterId: actor.personId,
        category,
        priority,
        status: 'submitted',
        subject,
        locale: author.locale,
        dueAt: firstAnswerDue(priority, now),
        lastMessageAt: now,
        lastSide: sideOf(actor),
        lastSeq: 1,
        // The name of another account's person would tell who else serves this customer.
        searchText: searchTextOf(subject, [account.name, own ? author.name : null], input.body),
      },
      { number: write.next('requests') },
    );
    stillEdits(write, actor, account.id);
    clearDraft(write, actor, { kind: 'request', subjectId: 'new' });
    const message = say(write, request, actor, input);
    write.record('request.submitted', request, { data: { messageId: message.id, category, priority } });
    return request;
  });
  return scope.find(requests, id);
}

function say(
  write: Write,
  request: { id: string },
  actor: Member,
  input: { body: string; attachments: string[] },
) {
  const message = write.insert(
    messages,
    { requestId: request.id, authorId: actor.personId, side: sideOf(actor), body: input.body },
    { seq: seqOf(request) },
  );
  for (const fileId of input.attachments) {
    attach(write, fileId, invalid({ attachments: 'requests.unknown_file' }));
    write.insert(attachments, { requestId: request.id, messageId: message.id, fileId });
  }
  return message;
}

/** The number of the newest entry, after the batch has raised it. */
const seqOf = ({ id }: { id: string }) => sql`(select last_seq from requests where id = ${id})`;

/**
 * Needs no version: two people may write at once. When the status moves in between, the reply is looked at again.
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

  return scope.write((write) => {
    move(write, request, { status, dueAt: dueAfter(request, action, status), lastSide: sideOf(actor) });
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

/** A message moves the request on, as long as it stands where it was read. */
function move(
  write: Write,
  request: Request,
  change: Pick<Request, 'status' | 'dueAt'> & { lastSide: Side },
): void {
  const now = new Date();
  write.mark(requests, and(eq(requests.id, request.id), eq(requests.status, request.status)), {
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
