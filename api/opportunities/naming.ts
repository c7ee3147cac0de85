import { and, asc, eq, gt } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { Scope } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { accounts } from '#db/schema/accounts.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { people } from '#db/schema/people.ts';
import { searchTextOf } from './search-text.ts';

const AT_ONCE = 200;

/** Lets opportunities be found by the name that their customer bears now. */
export const renameInOpportunities =
  ({ base }: Pick<Backstage, 'base'>): Handler =>
  async ({ subjectId }) => {
    const scope = new Scope(base, system('naming'));
    for (let after = ''; ;) {
      const rows = await scope
        .pick(
          opportunities,
          {
            id: opportunities.id,
            title: opportunities.title,
            searchText: opportunities.searchText,
            customer: accounts.name,
            owner: people.name,
          },
          and(eq(opportunities.customerId, subjectId), gt(opportunities.id, after)),
        )
        .innerJoin(accounts, eq(accounts.id, opportunities.customerId))
        .innerJoin(people, eq(people.id, opportunities.ownerId))
        .orderBy(asc(opportunities.id))
        .limit(AT_ONCE);
      const last = rows.at(-1);
      if (!last) return;
      const wrong = rows
        .map(({ id, title, customer, owner, searchText }) => ({
          id,
          was: searchText,
          searchText: searchTextOf(title, customer, owner),
        }))
        .filter(({ was, searchText }) => was !== searchText);
      if (wrong.length)
        await scope.write((write) => {
          for (const { id, was, searchText } of wrong)
            write.mark(opportunities, and(eq(opportunities.id, id), eq(opportunities.searchText, was)), {
              searchText,
            });
        });
      after = last.id;
    }
  };
