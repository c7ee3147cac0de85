import { can, isMember, type Actor } from '#api/core/actor.ts';
import type { RequestStatus } from '#db/enums.ts';
import {
  actionFor,
  allows,
  replyChoices,
  settableStatuses,
  type ReplyChoice,
  type Role,
  type SettableStatus,
} from './status.ts';

/**
 * On which side somebody may act on a request that he reaches; on none when he may only read it, as staff do who
 * answer no requests.
 *
 * @param editsFor the account of the request has opened its requests to the actor's partner account
 */
export function roleOf(actor: Actor, request: { accountId: string }, editsFor: boolean): Role | undefined {
  if (!isMember(actor)) return undefined;
  if (actor.kind === 'staff') return can(actor, 'requests.work') ? 'agent' : undefined;
  if (!can(actor, 'requests.submit')) return undefined;
  return actor.accountId === request.accountId || editsFor ? 'customer' : undefined;
}

/** What somebody may do with a request as it is now: what a page offers. */
export type May = {
  reply: boolean;
  /** For agents; empty for everybody else. */
  choices: ReplyChoice[];
  statuses: SettableStatus[];
  assign: boolean;
  note: boolean;
  accept: boolean;
  withdraw: boolean;
  /** Take it for genuine though its address is not proven. */
  release: boolean;
};

export function mayDo(role: Role | undefined, status: RequestStatus): May {
  const agent = role === 'agent';
  const customer = role === 'customer';
  const choices = agent ? replyChoices.filter((choice) => allows(status, choice)) : [];
  return {
    reply: choices.length > 0 || (customer && allows(status, 'reply')),
    choices,
    statuses: agent ? settableStatuses.filter((target) => allows(status, actionFor[target])) : [],
    assign: agent && allows(status, 'assign'),
    note: agent && allows(status, 'note'),
    accept: customer && allows(status, 'accept'),
    withdraw: customer && allows(status, 'withdraw'),
    release: agent && status === 'quarantined',
  };
}
