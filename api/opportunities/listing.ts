import { and, eq, gte, lt, lte, sql, type SQL } from 'drizzle-orm';

import { COUNT_LIMIT, type Scope } from '#api/core/scope.ts';
import type { OpportunityStage } from '#db/enums.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { daysOf, todayIn } from './calendar.ts';
import { knowsOwners, told } from './policy.ts';
import * as queries from './queries.ts';
import type { OpportunityFilter, State } from './schemas.ts';
import { containing } from './search-text.ts';
import { isOpen, openStages, stalledSince } from './stages.ts';

const ON_BOARD = 25;

/** @param zone of the reader: this month ends when it ends where he is */
export async function listOpportunities(scope: Scope, filter: OpportunityFilter, zone: string) {
  const where = and(
    queries.listed(scope, filter.account),
    inState(filter.state),
    narrowed(scope, filter, todayIn(zone)),
  );
  const sort = filter.sort ?? (filter.state === 'open' ? 'closeOn' : '-closeOn');
  const [page, total] = await Promise.all([
    queries.opportunitiesPage(scope, where, sort === 'closeOn' ? 'asc' : 'desc', filter),
    scope.count(opportunities, where),
  ]);
  return { ...page, items: page.items.map((row) => told(scope.actor, row)), total };
}

/** How many there are in each state and what the open ones are worth, whatever a list is narrowed to. */
export async function summaryOf(scope: Scope, accountId: string | undefined) {
  const listed = queries.listed(scope, accountId);
  const count = (where: SQL | undefined) => scope.count(opportunities, and(listed, where));
  const [open, won, lost, all, stalled] = await Promise.all([
    count(inState('open')),
    count(inState('won')),
    count(inState('lost')),
    count(undefined),
    count(and(isOpen, stalledSince())),
  ]);
  // Adding up is cheap as long as counting is exact; a sum over more would keep everybody else waiting.
  const worth = open > COUNT_LIMIT ? [] : await queries.sums(scope, and(listed, isOpen));
  return { counts: { open, won, lost, all }, stalled, worth };
}

/** Open opportunities by stage, as far as they fit. */
export async function boardOf(scope: Scope, filter: OpportunityFilter, zone: string) {
  const where = and(queries.listed(scope, filter.account), isOpen, narrowed(scope, filter, todayIn(zone)));
  const column = async (stage: OpportunityStage) => {
    const here = and(where, eq(opportunities.stage, stage));
    const [rows, total] = await Promise.all([
      queries.inStage(scope, where, stage, ON_BOARD),
      scope.count(opportunities, here),
    ]);
    const worth = total > COUNT_LIMIT ? [] : await queries.sums(scope, here);
    return { stage, items: rows.map((row) => told(scope.actor, row)), total, worth };
  };
  return Promise.all(openStages.map(column));
}

function inState(state: State): SQL | undefined {
  if (state === 'all') return undefined;
  return state === 'open' ? isOpen : eq(opportunities.stage, state);
}

function narrowed({ actor }: Scope, filter: OpportunityFilter, today: string): SQL | undefined {
  const { stage, owner, customer, closes, closesBefore, stalled, q } = filter;
  const days = closes && daysOf(closes, today);
  const withOwner = knowsOwners(actor, filter.account);
  return and(
    stage && eq(opportunities.stage, stage),
    owner ? and(eq(opportunities.ownerId, owner), withOwner ? undefined : sql`0`) : undefined,
    customer ? eq(opportunities.customerId, customer) : undefined,
    days?.from ? gte(opportunities.closeOn, days.from) : undefined,
    days && lte(opportunities.closeOn, days.to),
    closesBefore ? lt(opportunities.closeOn, closesBefore) : undefined,
    stalled && stalledSince(),
    ...containing(q, withOwner),
  );
}
