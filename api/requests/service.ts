import { eq, sql } from 'drizzle-orm';

import { isMember } from '#api/core/actor.ts';
import { forbidden } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { clearDraft } from '#api/drafts/service.ts';
import { notes, requests } from '#db/schema/requests.ts';
import { seqOf } from './saying.ts';
import type { AddNote } from './schemas.ts';
import { roleOn } from './standing.ts';
import { advance } from './status.ts';

export { listAgents, type Agent } from './agents.ts';
export { enterRequest } from './entering.ts';
export { acceptSolution, assignRequest, changeStatus, insistOnHelp, withdrawRequest } from './handling.ts';
export { heldReply } from './holding.ts';
export { goesOnIn } from './merging.ts';
export { countMatching, countRequests, findRequest, formsMatching, listRequests } from './queries.ts';
export type { RequestDetail, RequestRow } from './queries.ts';
export { listOthers, listServed, readersOf } from './related.ts';
export { replyToRequest } from './replying.ts';
export { roleOn, stillMay } from './standing.ts';
export { submitRequest } from './submitting.ts';
export { findAttachment, readThread } from './thread.ts';

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
