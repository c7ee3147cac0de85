import { and, desc, eq, inArray, ne, or, isNull, type SQL } from 'drizzle-orm';

import type { Scope } from '#api/core/scope.ts';
import { people } from '#db/schema/people.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { containing } from './finding.ts';
import { TAKES_IN } from './merging.ts';
import type { RequestDetail } from './queries.ts';
import { reference } from './reference.ts';

const SHOWN = 10;

/** A request that another one could go on in. */
export type Candidate = Pick<Request, 'id' | 'subject' | 'status' | 'lastMessageAt'> & {
  reference: string;
  requesterName: string | null;
};
type Candidates = { own: Candidate[]; others: Candidate[] };

/**
 * What is open with the same account, newest first: what the same person has asked, and the rest. Guests have nothing
 * to do with each other, so what others have asked is shown only to whoever looks for it.
 */
export async function listCandidates(scope: Scope, request: RequestDetail, q?: string): Promise<Candidates> {
  const words = q ? await containing(scope, q) : undefined;
  const { requesterId, requesterEmail, accountId, id } = request;
  const open = and(
    eq(requests.accountId, accountId),
    ne(requests.id, id),
    inArray(requests.status, TAKES_IN),
    words,
  );
  const others = requesterId
    ? or(ne(requests.requesterId, requesterId), isNull(requests.requesterId))
    : ne(requests.guestEmail, requesterEmail ?? '');
  const [own, rest] = await Promise.all([
    found(scope, and(open, byRequester(request))),
    requesterId || q ? found(scope, and(open, others)) : [],
  ]);
  return { own, others: rest };
}

const byRequester = ({ requesterId, requesterEmail }: RequestDetail): SQL =>
  requesterId ? eq(requests.requesterId, requesterId) : eq(requests.guestEmail, requesterEmail ?? '');

async function found(scope: Scope, where: SQL | undefined): Promise<Candidate[]> {
  const { id, number, subject, status, lastMessageAt, guestName } = requests;
  const rows = await scope
    .pick(requests, { id, number, subject, status, lastMessageAt, guestName, name: people.name }, where)
    .leftJoin(people, eq(people.id, requests.requesterId))
    .orderBy(desc(requests.lastMessageAt), desc(requests.id))
    .limit(SHOWN);
  return rows.map(({ number: own, guestName: guest, name, ...row }) => ({
    ...row,
    reference: reference({ number: own }),
    requesterName: name ?? guest,
  }));
}
