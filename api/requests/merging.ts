import { and, eq, inArray, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';

import { isMember } from '#api/core/actor.ts';
import { conflict, forbidden, invalid, stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { clocksOf, keepClocks } from '#api/service-levels/keeping.ts';
import { requestStatuses } from '#db/enums.ts';
import { participants, type Participant } from '#db/schema/participants.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { turned } from './due.ts';
import { recordMove } from './handling.ts';
import { numberIn, reference } from './reference.ts';
import type { MergeRequest } from './schemas.ts';
import { roleOn } from './standing.ts';
import { advance, allows } from './status.ts';

type Asked = Pick<Request, 'id' | 'accountId'>;

/** As long as a chain of merged requests can be. */
const LONGEST = 20;

/** Only what is being worked on takes another one in; what is solved would bury it. */
export const TAKES_IN = requestStatuses.filter(
  (status) => allows(status, 'merge') && allows(status, 'withdraw'),
);

/** Where a request goes on: in itself, or in the one that it was put together with. @throws 404 */
export async function goingOn(scope: Scope, id: string): Promise<Request> {
  let request = await scope.find(requests, id);
  for (let steps = 0; request.mergedIntoId && steps < LONGEST; steps += 1)
    request = await scope.find(requests, request.mergedIntoId);
  return request;
}

/** The request that one has been put together with, as far as the reader reaches it. */
export async function goesOnIn(
  scope: Scope,
  { mergedIntoId }: Pick<Request, 'mergedIntoId'>,
): Promise<{ id: string; reference: string } | undefined> {
  if (!mergedIntoId) return undefined;
  const { id, number } = requests;
  const [row] = await scope.pick(requests, { id, number }, eq(requests.id, mergedIntoId)).limit(1);
  return row && { id: row.id, reference: reference(row) };
}

/** The request that a number or reference names. @throws 422 for one that is not there or not the actor's */
export async function named(scope: Scope, field: string, word: string): Promise<Request> {
  const number = numberIn(word);
  const rows = number === undefined ? [] : await scope.select(requests, eq(requests.number, number)).limit(1);
  const [request] = rows;
  if (!request) throw invalid({ [field]: 'requests.unknown_request' });
  return request;
}

/**
 * Puts a request together with another one of the same account, where it goes on. Nothing is copied: what was said
 * stays where it was, and whoever asked takes part in the other one.
 *
 * @throws 403, 404, 409 `requests.not_now` and `requests.merge_circle`, 412, 422
 */
export async function mergeRequest(scope: Scope, id: string, input: MergeRequest): Promise<Request> {
  const request = await scope.find(requests, id);
  if ((await roleOn(scope, request)) !== 'agent') throw forbidden();
  if (input.version !== request.version) throw stale();
  const status = advance(request.status, 'agent', 'merge');
  const target = await targetOf(scope, request, input.into);
  const known = await takesPartIn(scope, request, target);
  const clocks = await clocksOf(scope, request);
  await scope.write((write) => {
    const over = { dueAt: null, wakesAt: null, waitReason: null };
    const { next } = turned(clocks, request, { action: 'merge', to: status }, write.at);
    keepClocks(write, id, clocks, next);
    write.update(requests, request, { status, mergedIntoId: target.id, ...over });
    write.require(stillTakesIn(target), conflict('requests.merge_ended'));
    takeAlong(write, scope, { request, target, known });
    recordMove(write, request, status, 'merge');
    write.record('request.merged', target, { data: { from: request.id } });
  });
  return target;
}

/** Where a request would go on, by its number. @throws 409 `requests.merge_circle` and `requests.merge_ended`, 422 */
export async function targetOf(scope: Scope, request: Asked, into: string): Promise<Request> {
  const target = await goingOn(scope, (await named(scope, 'into', into)).id);
  if (target.id === request.id) throw conflict('requests.merge_circle');
  if (target.accountId !== request.accountId) throw invalid({ into: 'requests.other_account' });
  if (!TAKES_IN.includes(target.status)) throw conflict('requests.merge_ended');
  return target;
}

const stillTakesIn = ({ id }: Request) =>
  sql`exists (select 1 from ${requests} where ${and(eq(requests.id, id), inArray(requests.status, TAKES_IN))})`;

type Meeting = { request: Request; target: Request; known: Participant | undefined };

/** Whoever asked the one writes on in the other. */
function takeAlong(
  write: Write,
  { actor }: Scope,
  { request: { requesterId, accountId }, target, known }: Meeting,
): void {
  if (!isMember(actor) || !requesterId || requesterId === target.requesterId) return;
  const given = { accountId, right: 'reply', endedAt: null } as const;
  if (known) return write.update(participants, known, { ...given, right: furthest(known) });
  const who = { requestId: target.id, personId: requesterId, addedById: actor.personId } as const;
  write.require(sql`not exists ${rowOf(target, requesterId)}`, stale());
  write.insert(participants, { ...who, ...given, source: 'colleague' });
}

const furthest = ({ right, endedAt }: Participant) => (endedAt || right === 'view' ? 'reply' : right);

const rowOf = ({ id }: Request, personId: string) =>
  new QueryBuilder()
    .select({ one: sql`1` })
    .from(participants)
    .where(and(eq(participants.requestId, id), eq(participants.personId, personId)));

async function takesPartIn(scope: Scope, { requesterId }: Request, { id }: Request) {
  const own = and(eq(participants.requestId, id), eq(participants.personId, requesterId ?? ''));
  const [row] = await scope.select(participants, own).limit(1);
  return row;
}
