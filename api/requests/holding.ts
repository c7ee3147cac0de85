import { and, eq, sql, type SQL } from 'drizzle-orm';

import { AppError, conflict, forbidden, stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { clearDraft, letGo, requireFiles, writes } from '#api/drafts/service.ts';
import { drafts, type Draft } from '#db/schema/drafts.ts';
import { messages, requests, type Request } from '#db/schema/requests.ts';
import { actionOf } from './meaning.ts';
import { goingOn } from './merging.ts';
import { replyToRequest } from './replying.ts';
import { Reply, type HoldReply } from './schemas.ts';
import { standingOn } from './standing.ts';
import { advance } from './status.ts';

/** So long a reply of an agent's can be taken back, and nobody but its author knows of it. */
export const HELD_MS = 10_000;
const ATTEMPTS = 5;

export type Held = Reply & { goesAt: Date };

/** What the actor has sent that is still on its way. */
export async function heldReply(scope: Scope, { id }: { id: string }): Promise<Held | undefined> {
  const draft = await rowOf(scope, id);
  return draft && { ...replyIn(draft), goesAt: new Date(draft.createdAt.getTime() + HELD_MS) };
}

async function rowOf(scope: Scope, id: string): Promise<Draft | undefined> {
  if (!writes(scope.actor)) return undefined;
  const [draft] = await scope.select(drafts, and(eq(drafts.kind, 'held'), eq(drafts.subjectId, id))).limit(1);
  return draft;
}

const replyIn = ({ fields, attachments }: Draft): Reply => Reply.parse({ ...fields, attachments });

/**
 * Sends a reply that can be taken back for a moment; the change of the status that comes with it waits as well. Until
 * then it is a draft, so that no door of the customer's can lead to it. An earlier one goes out before it.
 *
 * @throws 403, 409 for what cannot be said now, 412 `requests.answered_meanwhile`, 422
 */
export async function holdReply(
  scope: Scope,
  id: string,
  { seen, ...reply }: HoldReply,
): Promise<{ goesAt: Date }> {
  const request = await goingOn(scope, id);
  const { actor } = scope;
  const standing = await standingOn(scope, request);
  if (!writes(actor) || standing?.role !== 'agent') throw forbidden();
  const choice = await actionOf(scope, standing, request, reply);
  advance(request.status, 'agent', choice);
  await requireFiles(scope, reply.attachments);
  const before = await rowOf(scope, request.id);
  if (before) await sendHeld(scope, before);

  const { attachments, body, resolution } = reply;
  const fields = { audience: 'public', body, choice, ...(resolution ? { resolution } : {}) };
  const whose = { personId: actor.personId, accountId: actor.accountId, subjectId: request.id };
  return scope.write((write) => {
    if (seen) write.require(nothingSince(request, seen, actor.personId), answered());
    clearDraft(write, actor, { kind: 'reply', subjectId: request.id });
    const held = write.insert(drafts, { ...whose, kind: 'held', fields, attachments, createdAt: write.at });
    write.record('request.reply_held', request, { audience: 'staff', data: { draftId: held.id } });
    return { goesAt: new Date(held.createdAt.getTime() + HELD_MS) };
  });
}

const answered = () => new AppError(412, 'requests.answered_meanwhile');

/** Nobody else has written after the message that the writer knows. */
const nothingSince = ({ id }: Request, seen: string, me: string): SQL =>
  sql`not exists (select 1 from ${messages} where ${messages.requestId} = ${id}
    and (${messages.authorId} is null or ${messages.authorId} <> ${me})
    and ${messages.seq} > coalesce((select known.seq from ${messages} as known
      where known.id = ${seen} and known.request_id = ${id}), 0))`;

/** Whoever is quicker wins: the batch that sends it takes it out of the drafts. @throws 409 `requests.reply_gone` */
export const sendHeld = (scope: Scope, held: Draft) =>
  replyToRequest(scope, held.subjectId, replyIn(held), {
    set: {},
    also: (write) => letGo(write, held.id),
    keepsDraft: true,
  });

/** The same for its author, who will not wait. @throws 404, 409 `requests.reply_gone` */
export async function sendNow(scope: Scope, id: string): Promise<void> {
  await sendHeld(scope, await mine(scope, id));
}

/** Makes a draft of it again. @throws 404, 409 `requests.reply_gone` for what has gone out */
export async function takeBackReply(scope: Scope, id: string): Promise<void> {
  await toDraft(scope, await mine(scope, id));
}

async function mine(scope: Scope, id: string): Promise<Draft> {
  await scope.find(requests, id);
  const held = await rowOf(scope, id);
  if (!held) throw conflict('requests.reply_gone');
  return held;
}

/** What its author has begun to write since stands below it. */
export async function toDraft(scope: Scope, held: Draft): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await becomeDraft(scope, held);
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 412 || attempt === ATTEMPTS) throw error;
    }
  }
}

async function becomeDraft(scope: Scope, held: Draft): Promise<void> {
  const { id, personId, accountId, subjectId, fields, attachments } = held;
  const place = and(
    eq(drafts.personId, personId),
    eq(drafts.accountId, accountId),
    eq(drafts.kind, 'reply'),
    eq(drafts.subjectId, subjectId),
  );
  const request = await scope.find(requests, subjectId);
  const [begun] = await scope.select(drafts, place).limit(1);
  await scope.write((write) => {
    if (begun) {
      const body = [fields['body'], begun.fields['body']].filter(Boolean).join('\n\n');
      const files = [...new Set([...attachments, ...begun.attachments])];
      write.update(drafts, begun, { fields: { ...fields, body }, attachments: files });
      letGo(write, id);
    } else {
      write.require(sql`not exists (select 1 from ${drafts} where ${place})`, stale());
      const change = { kind: 'reply', version: sql`${drafts.version} + 1`, updatedAt: write.at } as const;
      write.mark(drafts, and(eq(drafts.id, id), eq(drafts.kind, 'held')), change);
      write.requireOne(conflict('requests.reply_gone'));
    }
    write.record('request.reply_taken_back', request, { audience: 'staff', data: { draftId: id } });
  });
}
