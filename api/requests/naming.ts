import { and, asc, eq, gt, sql } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { Scope } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { accounts } from '#db/schema/accounts.ts';
import { memberships, people } from '#db/schema/people.ts';
import { messages, requests } from '#db/schema/requests.ts';
import { answersIn, searchTextOf, withAnswers } from './search-text.ts';

const AT_ONCE = 200;

/** Lets requests be found by the name that their account bears now. */
export const renameInRequests =
  ({ base }: Pick<Backstage, 'base'>): Handler =>
  async ({ id: eventId, subjectId }) => {
    const scope = new Scope(base, system('naming'));
    const changed = await scope.eventValues([eventId], ['staff', 'owner', 'account', 'public']);
    // What the house holds for guests does not bear its name.
    if (subjectId === HOUSE_ID || !changed.some(({ field }) => field === 'name')) return;
    for (let after = ''; ;) {
      const rows = await named(scope, subjectId, after);
      const last = rows.at(-1);
      if (!last) return;
      await scope.write((write) => {
        for (const { id, was, subject, account, body, ...who } of rows) {
          const names = who.asked ? [who.requester] : [who.guestName, who.guestEmail];
          const searchText = withAnswers(searchTextOf(subject, [account, ...names], body), answersIn(was));
          write.mark(requests, and(eq(requests.id, id), eq(requests.searchText, was)), { searchText });
        }
      });
      after = last.id;
    }
  };

/** The name of another account's person would tell who else serves this customer. */
const ownRequester = sql<string | null>`case when exists (select 1 from ${memberships}
  where ${memberships.personId} = ${requests.requesterId} and ${memberships.accountId} = ${requests.accountId})
  then ${people.name} end`;

const named = (scope: Scope, accountId: string, after: string) =>
  scope
    .pick(
      requests,
      {
        id: requests.id,
        was: requests.searchText,
        subject: requests.subject,
        account: accounts.name,
        requester: ownRequester,
        guestName: requests.guestName,
        guestEmail: requests.guestEmail,
        asked: requests.requesterId,
        body: messages.body,
      },
      and(eq(requests.accountId, accountId), gt(requests.id, after)),
    )
    .innerJoin(accounts, eq(accounts.id, requests.accountId))
    .leftJoin(people, eq(people.id, requests.requesterId))
    .innerJoin(messages, and(eq(messages.requestId, requests.id), eq(messages.seq, 1)))
    .orderBy(asc(requests.id))
    .limit(AT_ONCE);
