import type { User } from 'lucia';

import { actorKindOf, type Member } from '#api/core/actor.ts';

/** A person as the actor that it is in one of its accounts. */
export const memberOf = ({
  person,
  membership,
  rights,
  fields,
  account,
}: Pick<User, 'person' | 'membership' | 'rights' | 'fields' | 'account'>): Member => ({
  kind: actorKindOf[account.kind],
  personId: person.id,
  accountId: account.id,
  membershipId: membership.id,
  rights,
  fields,
});
