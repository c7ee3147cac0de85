import { and, asc, eq, isNotNull, lte } from 'drizzle-orm';

import { can, type Member } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import { todayIn } from '#api/opportunities/calendar.ts';
import { OpportunityFilter } from '#api/opportunities/schemas.ts';
import { listOpportunities, summaryOf } from '#api/opportunities/service.ts';
import { isOpen } from '#api/opportunities/stages.ts';
import { RequestFilter } from '#api/requests/schemas.ts';
import { listRequests } from '#api/requests/service.ts';
import { accounts } from '#db/schema/accounts.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { people } from '#db/schema/people.ts';

const SHOWN = 6;
const AHEAD_DAYS = 7;
const DAY_MS = 86_400_000;

/** Requests that wait for the actor's own side, and those that the house has in its hands. */
export async function requestsOnHome(scope: Scope, { accountId }: Member) {
  if (!can(scope.actor, 'requests.read')) return { waiting: [], open: [] };
  const [waiting, open] = await Promise.all([
    listRequests(scope, { ...RequestFilter.parse({ tab: 'waiting' }), accountId }),
    listRequests(scope, RequestFilter.parse({ tab: 'open', sort: 'due' })),
  ]);
  return {
    waiting: waiting.items,
    open: open.items.slice(0, SHOWN),
  };
}

/**
 * What a partner sees of its sales: steps that are due within a week, by whom, what closes next, and figures.
 *
 * @param zone of the reader, where today is today
 */
export async function salesOnHome(scope: Scope, { accountId, personId }: Member, zone: string) {
  if (!can(scope.actor, 'opportunities.read')) return undefined;
  const [steps, closing, summary] = await Promise.all([
    stepsUntil(scope, accountId, todayIn(zone, new Date(Date.now() + AHEAD_DAYS * DAY_MS))),
    listOpportunities(scope, OpportunityFilter.parse({ account: accountId, sort: 'closeOn' }), zone),
    summaryOf(scope, accountId),
  ]);
  return {
    mine: steps.filter(({ ownerId }) => ownerId === personId),
    team: steps.filter(({ ownerId }) => ownerId !== personId),
    closing: closing.items.slice(0, SHOWN),
    summary,
  };
}

export type Step = Awaited<ReturnType<typeof stepsUntil>>[number];

const stepsUntil = (scope: Scope, accountId: string, day: string) =>
  scope
    .pick(
      opportunities,
      {
        id: opportunities.id,
        title: opportunities.title,
        stage: opportunities.stage,
        nextStep: opportunities.nextStep,
        nextStepOn: opportunities.nextStepOn,
        amount: opportunities.amount,
        currency: opportunities.currency,
        ownerId: opportunities.ownerId,
        ownerName: people.name,
        customerName: accounts.name,
      },
      and(
        eq(opportunities.accountId, accountId),
        isOpen,
        isNotNull(opportunities.nextStepOn),
        lte(opportunities.nextStepOn, day),
      ),
    )
    .innerJoin(accounts, eq(accounts.id, opportunities.customerId))
    .innerJoin(people, eq(people.id, opportunities.ownerId))
    .orderBy(asc(opportunities.nextStepOn), asc(opportunities.id))
    .limit(2 * SHOWN);
