import { eq } from 'drizzle-orm';

import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { translator } from '#api/i18n/index.ts';
import { shownName } from '#api/privacy/placeholder.ts';
import type { RequestDetail } from '#api/requests/service.ts';
import type { Locale } from '#db/enums.ts';
import { accounts } from '#db/schema/accounts.ts';
import { people } from '#db/schema/people.ts';
import { fill } from './placeholders.ts';

/** The reply as this agent sends it to this customer. */
export async function filledIn(
  scope: Scope,
  request: RequestDetail,
  locale: Locale,
  reply: string,
): Promise<string> {
  const inside = scope.asSystem('macros');
  const me = 'personId' in scope.actor ? scope.actor.personId : '';
  const [[house], [agent]] = await Promise.all([
    inside.pick(accounts, { name: accounts.name }, eq(accounts.id, HOUSE_ID)).limit(1),
    inside.pick(people, { name: people.name }, eq(people.id, me)).limit(1),
  ]);
  return fill(reply, {
    requester: shownName(translator(locale), request.requesterName ?? request.accountName),
    company: request.accountName,
    reference: request.reference,
    subject: request.subject,
    agent: agent?.name ?? '',
    house: house?.name ?? '',
  });
}
