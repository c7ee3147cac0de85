import { desc, eq, gte } from 'drizzle-orm';

import { can, isStaff } from '#api/core/actor.ts';
import { forbidden } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { RequestScore } from '#db/enums.ts';
import { people } from '#db/schema/people.ts';
import { requestRatings } from '#db/schema/request-links.ts';
import { requests, type Request } from '#db/schema/requests.ts';

const WEEK_MS = 7 * 86_400_000;
/** The first Monday of all. */
const MONDAY_MS = 4 * 86_400_000;
const WEEKS = 12;
const MOST = 5_000;

export type Count = { good: number; poor: number };
export type Trend = {
  weeks: (Count & { from: Date })[];
  categories: (Count & { category: Request['category'] })[];
  /** Only for who leads the people who are named in it. */
  agents: (Count & { id: string | null; name: string | null })[] | undefined;
};

/** How it was for those who have said so, of the last twelve weeks. @throws 403 */
export async function trendOf(scope: Scope, now = new Date()): Promise<Trend> {
  if (!isStaff(scope.actor)) throw forbidden();
  const thisWeek = Math.floor((now.getTime() - MONDAY_MS) / WEEK_MS);
  const first = thisWeek - WEEKS + 1;
  const rows = await scope
    .pick(
      requestRatings,
      {
        score: requestRatings.score,
        at: requestRatings.createdAt,
        category: requests.category,
        agentId: requests.assigneeId,
        agent: people.name,
      },
      gte(requestRatings.createdAt, mondayOf(first)),
    )
    .innerJoin(requests, eq(requests.id, requestRatings.requestId))
    .leftJoin(people, eq(people.id, requests.assigneeId))
    .orderBy(desc(requestRatings.createdAt))
    .limit(MOST);
  const weekOf = (at: Date) => Math.floor((at.getTime() - MONDAY_MS) / WEEK_MS);
  const byWeek = Map.groupBy(rows, ({ at }) => weekOf(at));
  const leads = can(scope.actor, 'people.manage');
  return {
    weeks: Array.from({ length: WEEKS }, (_, n) => ({
      from: mondayOf(first + n),
      ...countOf(byWeek.get(first + n)),
    })),
    categories: [...Map.groupBy(rows, ({ category }) => category)]
      .map(([category, all]) => ({ category, ...countOf(all) }))
      .sort(mostFirst),
    agents: leads
      ? [...Map.groupBy(rows, ({ agentId }) => agentId)]
          .map(([id, all]) => ({ id, name: all[0]?.agent ?? null, ...countOf(all) }))
          .sort(mostFirst)
      : undefined,
  };
}

const mondayOf = (week: number) => new Date(week * WEEK_MS + MONDAY_MS);

const countOf = (rows: { score: RequestScore }[] = []): Count => {
  const good = rows.filter(({ score }) => score === 'good').length;
  return { good, poor: rows.length - good };
};

const mostFirst = (a: Count, b: Count) => b.good + b.poor - a.good - a.poor;
