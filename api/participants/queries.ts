import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';

import { can, isMember, isStaff } from '#api/core/actor.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { nameable } from '#api/requests/policy.ts';
import type { ParticipantRight } from '#db/enums.ts';
import { accounts } from '#db/schema/accounts.ts';
import { participants } from '#db/schema/participants.ts';
import { memberships, people } from '#db/schema/people.ts';
import { requests, type Request } from '#db/schema/requests.ts';

const SHOWN = 200;

type About = Pick<Request, 'id' | 'accountId' | 'requesterId'>;

/** Nobody is named whom the reader may not know; then the company is not, either. */
export type TakingPart = {
  id: string;
  version: number;
  right: ParticipantRight;
  personId: string | null;
  name: string | null;
  accountName: string | null;
  /** Whoever was asked by mail and has not come yet; for those alone who may know the address. */
  email: string | null;
  isInvited: boolean;
  isMe: boolean;
};

/** Who takes part besides whoever asked, in the order in which they came. */
export async function listParticipants(scope: Scope, request: About): Promise<TakingPart[]> {
  const me = isMember(scope.actor) ? scope.actor.personId : '';
  const known = sql<boolean>`${nameable(scope, participants.personId)}`;
  const rows = await scope
    .pick(
      participants,
      {
        id: participants.id,
        version: participants.version,
        right: participants.right,
        personId: participants.personId,
        addedById: participants.addedById,
        email: participants.email,
        known,
        name: people.name,
        accountName: accounts.name,
      },
      and(eq(participants.requestId, request.id), isNull(participants.endedAt)),
    )
    .innerJoin(requests, eq(requests.id, participants.requestId))
    .leftJoin(people, eq(people.id, participants.personId))
    .leftJoin(accounts, eq(accounts.id, participants.accountId))
    .limit(SHOWN);
  // Ids are in the order in which they were made.
  rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  return rows.map(({ known: named, addedById, email, ...row }) => ({
    ...row,
    ...(named ? {} : { personId: null, name: null, accountName: null }),
    email: isStaff(scope.actor) || ownAccount(scope, request) || addedById === me ? email : null,
    isInvited: row.personId === null,
    isMe: row.personId === me,
  }));
}

const ownAccount = ({ actor }: Scope, { accountId }: About) =>
  isMember(actor) && actor.accountId === accountId;

/** From which company colleagues come: the customer's for the house, everybody else's own. */
export function companyOf({ actor }: Scope, { accountId }: About): string | undefined {
  if (!isMember(actor)) return undefined;
  if (actor.kind !== 'staff') return actor.accountId;
  return accountId === HOUSE_ID ? undefined : accountId;
}

export type Colleague = { id: string; name: string };

/** Whom the actor may pick: as far as its role lets it know who belongs to the company. */
export async function listColleagues(scope: Scope, request: About): Promise<Colleague[]> {
  const company = companyOf(scope, request);
  if (!company || !can(scope.actor, 'people.read')) return [];
  return scope
    .pick(
      memberships,
      { id: people.id, name: people.name },
      and(
        eq(memberships.accountId, company),
        isNull(memberships.endedAt),
        ne(memberships.personId, request.requesterId ?? ''),
      ),
    )
    .innerJoin(
      people,
      and(eq(people.id, memberships.personId), isNull(people.disabledAt), eq(people.robot, false)),
    )
    .orderBy(asc(people.name), asc(people.id))
    .limit(SHOWN);
}
