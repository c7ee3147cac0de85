import type { Reason } from './reasons.ts';

/** The address that the provider tells, as the account of its connection sees it. */
export type Address = 'proven' | 'missing' | 'unverified' | 'foreign';

export type Facts = {
  /** The account takes nobody any more. */
  closed: boolean;
  /** By what somebody was found: the provider's own name for him, the address, or not at all. */
  foundBy: 'subject' | 'email' | 'nothing';
  address: Address;
  blocked: boolean;
  /** In the account of the connection. */
  seat: 'active' | 'ended' | 'none';
  /** Has ever been one of the house, and the connection is not the house's. */
  staff: boolean;
  /** Has ever been in another account. */
  elsewhere: boolean;
  /** The provider has another name for the same person. */
  otherSubject: boolean;
};

/** What is to be done before somebody is let in, or why he is not. */
export type Verdict = 'enter' | 'link' | 'join' | 'link_and_join' | Reason;

/**
 * Once somebody is linked the subject decides and never the address. Before, the address counts where the account has
 * shown that its domain is its own, and it opens nobody who belongs to somebody else.
 */
export function verdictOn(facts: Facts): Verdict {
  if (facts.closed) return 'closed';
  if (facts.foundBy === 'subject') return facts.blocked ? 'blocked' : SEATED[facts.seat];
  if (facts.address !== 'proven') return ADDRESSES[facts.address];
  if (facts.foundBy === 'nothing') return 'join';
  if (facts.staff) return 'not_yours';
  if (facts.blocked) return 'blocked';
  if (facts.otherSubject) return 'other_subject';
  if (facts.seat === 'active') return 'link';
  if (facts.seat === 'ended') return 'membership_ended';
  return facts.elsewhere ? 'not_yours' : 'link_and_join';
}

const SEATED: Record<Facts['seat'], Verdict> = {
  active: 'enter',
  ended: 'membership_ended',
  none: 'membership_ended',
};

const ADDRESSES: Record<Exclude<Address, 'proven'>, Reason> = {
  missing: 'email_missing',
  unverified: 'email_unverified',
  foreign: 'foreign_domain',
};
