import { and, eq, isNull, sql } from 'drizzle-orm';

import { can, isMember, type Actor, type Member } from '#api/core/actor.ts';
import { allow, AppError, conflict, forbidden, invalid, notFound, stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { findUploads } from '#api/files/service.ts';
import { drafts, type Draft } from '#db/schema/drafts.ts';
import { requests } from '#db/schema/requests.ts';
import type { DraftAddress, SaveDraft } from './schemas.ts';

const MOST = 100;
const WAIT_S = 3_600;

/** A program writes what it has to say and keeps nothing begun; nobody begins anything in somebody else's name. */
export const writes = (actor: Actor): actor is Member => isMember(actor) && !actor.tokenId && !actor.viewerId;

const at = ({ kind, subjectId }: DraftAddress) => and(eq(drafts.kind, kind), eq(drafts.subjectId, subjectId));

/** What the actor has begun there; nobody else ever reads it. */
export async function draftOf(scope: Scope, address: DraftAddress): Promise<Draft | undefined> {
  if (!writes(scope.actor)) return undefined;
  const [draft] = await scope.select(drafts, at(address)).limit(1);
  return draft;
}

/** @throws 404 */
export async function findDraft(scope: Scope, address: DraftAddress): Promise<Draft> {
  const draft = await draftOf(scope, address);
  if (!draft) throw notFound('drafts');
  return draft;
}

/**
 * @param version of the draft as it was last read; 0 where there was none
 * @returns the version that it has now
 * @throws 403, 404 for a request out of reach, 412 when another window has written there, 422, 429
 */
export async function saveDraft(
  scope: Scope,
  address: DraftAddress,
  input: SaveDraft,
  version: number,
): Promise<number> {
  const { actor } = scope;
  if (!writes(actor)) throw forbidden();
  await requireSubject(scope, address);
  await requireFiles(scope, input.attachments);
  const found = await draftOf(scope, address);
  if ((found?.version ?? 0) !== version) throw stale();
  await scope.write((write) => {
    if (found) return write.update(drafts, found, input);
    const mine = and(eq(drafts.personId, actor.personId), eq(drafts.accountId, actor.accountId));
    write.require(sql`not exists (select 1 from ${drafts} where ${and(mine, at(address))})`, stale());
    write.require(sql`(select count(*) from ${drafts} where ${mine}) < ${MOST}`, full());
    write.insert(drafts, { ...address, ...input, personId: actor.personId, accountId: actor.accountId });
  });
  return version + 1;
}

/** @throws 404 */
export async function discardDraft(scope: Scope, address: DraftAddress): Promise<void> {
  const draft = await findDraft(scope, address);
  await scope.write((write) => {
    write.remove(drafts, eq(drafts.id, draft.id));
    write.requireOne(notFound('drafts'));
  });
}

/** What was on its way arrives now, in this very batch, unless it was taken back. */
export function letGo(write: Write, id: string): void {
  write.remove(drafts, sql`${drafts.id} = ${id} and ${drafts.kind} = 'held'`);
  write.requireOne(conflict('requests.reply_gone'));
}

/** What was begun is sent now, in this very batch. */
export function clearDraft(write: Write, actor: Actor, address: DraftAddress): void {
  if (writes(actor))
    write.remove(drafts, and(at(address), eq(drafts.personId, actor.personId)) ?? isNull(drafts.id));
}

async function requireSubject(scope: Scope, { kind, subjectId }: DraftAddress): Promise<void> {
  if (kind === 'request')
    return allow(can(scope.actor, 'requests.submit') || can(scope.actor, 'requests.work'));
  await scope.find(requests, subjectId);
}

export async function requireFiles(scope: Scope, ids: string[]): Promise<void> {
  const found = await findUploads(scope, ids);
  if (found.length !== ids.length) throw invalid({ attachments: 'requests.unknown_file' });
}

const full = () => new AppError(429, 'drafts.full', {}, WAIT_S);
