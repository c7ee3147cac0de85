import { and, count, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';

import { isMember, type Member } from '#api/core/actor.ts';
import { conflict, forbidden, invalid, notFound, stale } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { standingOn, stillMay } from '#api/requests/standing.ts';
import { requestStatuses } from '#db/enums.ts';
import { isUniqueViolation } from '#db/errors.ts';
import { participants, type Participant } from '#db/schema/participants.ts';
import { memberships, people } from '#db/schema/people.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { holdOf, mayShare, sharingActs, type SharingAct } from './policy.ts';
import { companyOf, listColleagues } from './queries.ts';
import type { AddParticipant, ChangeParticipant } from './schemas.ts';

export { listColleagues, listParticipants, type Colleague, type TakingPart } from './queries.ts';

export const MOST_PARTICIPANTS = 20;

type About = Pick<Request, 'id' | 'accountId' | 'requesterId' | 'status'>;

/** What the actor may do about who takes part in a request that he reaches. */
export async function sharingOf(scope: Scope, request: About): Promise<SharingAct[]> {
  const hold = holdOf(await standingOn(scope, request));
  return sharingActs.filter((act) => mayShare(hold, request.status, act));
}
/**
 * Lets somebody take part: a colleague at once, anybody else as soon as he has proven the address. Whoever takes part
 * already gets the new right, and an open invitation is mailed again.
 *
 * @throws 403, 404, 409 `requests.not_now`, `participants.asked_it` and `participants.too_many`, 422
 */
export async function addParticipant(
  scope: Scope,
  id: string,
  input: AddParticipant,
): Promise<{ id: string }> {
  const { request, actor } = await mine(scope, id, 'invite');
  const personId = input.personId
    ? await picked(scope, request, input.personId)
    : await colleagueBy(scope, request, input.email ?? '');
  if (personId !== undefined && personId === request.requesterId) throw conflict('participants.asked_it');
  const known = await rowOf(scope, id, personId, input.email);
  const { right } = input;
  const company = companyOf(scope, request) ?? null;
  if (known?.personId && !known.endedAt && known.right === right) return { id: known.id };
  const adding = scope.write((write) => {
    still(write, actor, request, 'invite');
    const row = known ?? {
      requestId: id,
      right,
      addedById: actor.personId,
      ...(personId
        ? { personId, accountId: company, source: 'colleague' as const }
        : { email: input.email, source: 'address' as const }),
    };
    const participant =
      'version' in row
        ? revived(write, row, { right, ...(personId ? { accountId: company } : {}) })
        : write.insert(participants, row);
    write.require(sql`${taking(id)} <= ${MOST_PARTICIPANTS}`, conflict('participants.too_many'));
    write.record('request.participant_added', request, { data: { participantId: participant.id, right } });
    return { id: participant.id };
  });
  // Somebody else was quicker with the same one.
  return adding.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    return addParticipant(scope, id, input);
  });
}

function revived(write: Write, row: Participant, given: Partial<Participant>): Participant {
  write.update(participants, row, { ...given, endedAt: null });
  return row;
}

/** Gives another right. Whoever was taken out is let in again by it. @throws 403, 404, 409, 412 */
export async function changeParticipant(
  scope: Scope,
  id: string,
  participantId: string,
  { right, version }: ChangeParticipant & { version: number },
): Promise<void> {
  const { request, actor } = await mine(scope, id, 'change');
  const row = await partIn(scope, id, participantId);
  if (row.version !== version) throw stale();
  await scope.write((write) => {
    still(write, actor, request, 'change');
    write.update(participants, row, { right, endedAt: null });
    write.require(sql`${taking(id)} <= ${MOST_PARTICIPANTS}`, conflict('participants.too_many'));
    const data = { participantId, from: row.endedAt ? null : row.right, to: right };
    write.record('request.participant_changed', request, { data });
  });
}

/** Takes somebody out, or oneself: he reads and hears nothing more from that moment. @throws 403, 404, 412 */
export async function removeParticipant(
  scope: Scope,
  id: string,
  participantId: string,
  { version }: { version: number },
): Promise<void> {
  const { actor } = scope;
  if (!isMember(actor)) throw forbidden();
  const request = await scope.find(requests, id);
  const row = await partIn(scope, id, participantId);
  const acts = await sharingOf(scope, request);
  const leaves = acts.includes('leave') && row.personId === actor.personId && !actor.tokenId;
  if (!leaves && !acts.includes('remove')) throw forbidden();
  if (row.endedAt) throw notFound('participants');
  if (row.version !== version) throw stale();
  // Who leaves does not reach the request any more when the batch looks.
  await scope.asSystem('take-out').write((write) => {
    if (!leaves) still(write, actor, request, 'remove');
    write.update(participants, row, { endedAt: write.at });
    write.record('request.participant_removed', request, { data: { participantId, by: actor.personId } });
  });
}

/** Somebody who was taken out, as it takes to let him in again; nothing where he was not, or for who may not. */
export async function takenOut(
  scope: Scope,
  request: About,
  id: string,
): Promise<Pick<Participant, 'id' | 'right' | 'version'> | undefined> {
  if (!(await sharingOf(scope, request)).includes('change')) return undefined;
  const gone = and(
    eq(participants.id, id),
    eq(participants.requestId, request.id),
    isNotNull(participants.endedAt),
  );
  const [row] = await scope.select(participants, gone).limit(1);
  return row;
}

/** @throws 404 for what the actor does not reach, 403 for who may not, 409 for a request that allows it to nobody */
async function mine(scope: Scope, id: string, act: SharingAct): Promise<{ request: Request; actor: Member }> {
  const { actor } = scope;
  if (!isMember(actor)) throw forbidden();
  const request = await scope.find(requests, id);
  const hold = holdOf(await standingOn(scope, request));
  if (!requestStatuses.some((status) => mayShare(hold, status, act))) throw forbidden();
  if (!mayShare(hold, request.status, act)) throw conflict('requests.not_now');
  return { request, actor };
}

/** What was read may have changed since. */
function still(write: Write, actor: Member, request: Request, act: SharingAct): void {
  stillMay(write, actor, request, 'manage');
  const open = requestStatuses.filter((status) => mayShare('manage', status, act));
  const same = and(eq(requests.id, request.id), inArray(requests.status, open));
  write.require(sql`exists (select 1 from ${requests} where ${same})`, conflict('requests.not_now'));
}

async function partIn(scope: Scope, requestId: string, id: string): Promise<Participant> {
  const row = await scope.find(participants, id);
  if (row.requestId !== requestId) throw notFound('participants');
  return row;
}

async function picked(scope: Scope, request: Request, personId: string): Promise<string> {
  const colleagues = await listColleagues(scope, request);
  if (personId === request.requesterId) throw conflict('participants.asked_it');
  if (!colleagues.some(({ id }) => id === personId)) throw invalid({ personId: 'participants.no_colleague' });
  return personId;
}

/** Whoever has this address in the same company; it is no secret there who belongs to it. */
async function colleagueBy(scope: Scope, request: Request, email: string): Promise<string | undefined> {
  const company = companyOf(scope, request);
  if (!company) return undefined;
  const [row] = await scope
    .asSystem('find-colleague')
    .pick(
      memberships,
      { id: people.id },
      and(eq(memberships.accountId, company), isNull(memberships.endedAt), eq(people.email, email)),
    )
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
    .limit(1);
  return row?.id;
}

/** Where somebody stands already, be it that he was taken out. */
async function rowOf(
  scope: Scope,
  requestId: string,
  personId: string | undefined,
  email: string | undefined,
): Promise<Participant | undefined> {
  const who = personId ? eq(participants.personId, personId) : eq(participants.email, email ?? '');
  const [row] = await scope.select(participants, and(eq(participants.requestId, requestId), who)).limit(1);
  return row;
}

const taking = (requestId: string) =>
  sql`(${new QueryBuilder()
    .select({ count: count() })
    .from(participants)
    .where(and(eq(participants.requestId, requestId), isNull(participants.endedAt)))})`;
