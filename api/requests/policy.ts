import { sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

import { can, covers, isMember, levelOf, type Actor } from '#api/core/actor.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { holdOf, mayShare } from '#api/participants/policy.ts';
import { participantRights, type ParticipantRight, type RequestStatus } from '#db/enums.ts';
import { memberships } from '#db/schema/people.ts';
import { requests } from '#db/schema/requests.ts';
import {
  actionFor,
  allows,
  needs,
  replyChoices,
  settableStatuses,
  type CustomerAction,
  type ReplyChoice,
  type Role,
  type SettableStatus,
} from './status.ts';

export type Asked = { accountId: string; requesterId: string | null };

/** Whether a request is the actor's own, or its account's to anybody who reads all of those. */
export const isOwn = (actor: Actor, { accountId, requesterId }: Asked): boolean =>
  isMember(actor) &&
  actor.accountId === accountId &&
  (actor.personId === requesterId || covers(levelOf(actor, 'requests.read'), 'account'));

/** On which side somebody may act, and how far. Nobody stands where he may only read. */
export type Standing = { role: Role; right: ParticipantRight };

/**
 * How somebody stands to a request that he reaches, as staff who answer no requests do not.
 *
 * @param given what its account has opened to the actor's partner account, or what he was given in this request alone
 */
export function standingOf(
  actor: Actor,
  request: Asked,
  given: ParticipantRight | undefined,
): Standing | undefined {
  if (!isMember(actor)) return undefined;
  if (actor.kind === 'staff')
    return can(actor, 'requests.work') ? { role: 'agent', right: 'manage' } : undefined;
  const right = isOwn(actor, request) ? 'manage' : given;
  if (!can(actor, 'requests.submit') || !right || right === 'view') return undefined;
  return { role: 'customer', right };
}

/** Whether a right includes another. */
export const includes = (held: ParticipantRight, right: ParticipantRight): boolean =>
  participantRights.indexOf(held) >= participantRights.indexOf(right);

/** What stands for its own on the other side of the counter. */
export const mayAsCustomer = (standing: Standing | undefined, action: CustomerAction): boolean =>
  standing?.role === 'customer' && includes(standing.right, needs[action]);

/** What somebody may do with a request as it is now: what a page offers. */
export type May = {
  reply: boolean;
  /** For agents; empty for everybody else. */
  choices: ReplyChoice[];
  statuses: SettableStatus[];
  assign: boolean;
  note: boolean;
  accept: boolean;
  /** Say that the solution is none: with a reason, or again after a thank you. */
  reject: boolean;
  insist: boolean;
  withdraw: boolean;
  /** Go on with what has ended in a new request. */
  follow: boolean;
  /** Say who takes part. */
  share: boolean;
  /** Put it together with others, apart from them or beside them. */
  join: boolean;
  /** Take it for genuine though its address is not proven. */
  release: boolean;
};

export function mayDo(standing: Standing | undefined, status: RequestStatus): May {
  const agent = standing?.role === 'agent';
  return agent ? asAgent(status) : asCustomer(standing, status);
}

const MERGED_OR_HELD = new Set<RequestStatus>(['merged', 'quarantined']);
const ENDED = new Set<RequestStatus>(['closed', 'cancelled']);

const NOTHING = {
  reply: false,
  choices: [],
  statuses: [],
  assign: false,
  note: false,
  accept: false,
  reject: false,
  insist: false,
  withdraw: false,
  follow: false,
  share: false,
  join: false,
  release: false,
} satisfies May;

function asAgent(status: RequestStatus): May {
  const choices = replyChoices.filter((choice) => allows(status, choice));
  return {
    ...NOTHING,
    reply: choices.length > 0,
    choices,
    statuses: settableStatuses.filter((target) => allows(status, actionFor[target])),
    assign: allows(status, 'assign'),
    note: allows(status, 'note'),
    share: mayShare('agent', status, 'invite'),
    join: allows(status, 'merge'),
    release: status === 'quarantined',
  };
}

function asCustomer(standing: Standing | undefined, status: RequestStatus): May {
  const may = (action: CustomerAction) => mayAsCustomer(standing, action) && allows(status, action);
  const manages = standing?.right === 'manage' && !MERGED_OR_HELD.has(status);
  return {
    ...NOTHING,
    reply: may('reply'),
    accept: may('accept'),
    reject: may('reject'),
    insist: may('insist'),
    withdraw: may('withdraw'),
    follow: manages && ENDED.has(status),
    share: mayShare(holdOf(standing), status, 'invite'),
  };
}

/**
 * Whether the reader may know who this is. Two partners may serve one customer and must not learn of each other, so
 * a partner is told the names of the house's, the customer's and its own people.
 */
export function nameable({ actor }: Scope, person: SQLiteColumn): SQL {
  if (actor.kind !== 'partner') return sql`1`;
  return sql`not exists (select 1 from ${memberships} where ${memberships.personId} = ${person})
    or exists (select 1 from ${memberships} where ${memberships.personId} = ${person}
      and ${memberships.accountId} in (${requests.accountId}, ${actor.accountId}, ${HOUSE_ID}))`;
}
