import { and, eq, lt, or, sql, type SQL } from 'drizzle-orm';

import { opportunityStages, type OpportunityStage } from '#db/enums.ts';
import { opportunities } from '#db/schema/opportunities.ts';

type Stage = {
  open: boolean;
  /** Where it may go from here. */
  to: readonly OpportunityStage[];
  /** So many days here without a move are too many. */
  stalledAfterDays?: number;
};

/** Among open stages it goes freely; won and lost are final until it is opened again. */
export const stages: Record<OpportunityStage, Stage> = {
  qualify: { open: true, to: ['discover', 'propose', 'negotiate', 'won', 'lost'], stalledAfterDays: 14 },
  discover: { open: true, to: ['qualify', 'propose', 'negotiate', 'won', 'lost'], stalledAfterDays: 30 },
  propose: { open: true, to: ['qualify', 'discover', 'negotiate', 'won', 'lost'], stalledAfterDays: 30 },
  negotiate: { open: true, to: ['qualify', 'discover', 'propose', 'won', 'lost'], stalledAfterDays: 21 },
  won: { open: false, to: ['qualify', 'discover', 'propose', 'negotiate'] },
  lost: { open: false, to: ['qualify', 'discover', 'propose', 'negotiate'] },
};

export const openStages = opportunityStages.filter((stage) => stages[stage].open);

const DAY_MS = 86_400_000;

type Standing = { stage: OpportunityStage; stageSince: Date };

/** How many days it has been where it is. */
export const daysInStage = ({ stageSince }: Standing, now = new Date()): number =>
  Math.floor((now.getTime() - stageSince.getTime()) / DAY_MS);

export function isStalled(standing: Standing, now = new Date()): boolean {
  const { stalledAfterDays } = stages[standing.stage];
  return stalledAfterDays !== undefined && daysInStage(standing, now) >= stalledAfterDays;
}

/** Written as the partial indexes of the table are, or SQLite does not use them. */
export const isOpen: SQL = sql`${opportunities.stage} not in ('won', 'lost')`;

/** The same rule as `isStalled`, for lists. */
export const stalledSince = (now = new Date()): SQL | undefined =>
  or(
    ...openStages.map((stage) => {
      const days = stages[stage].stalledAfterDays ?? 0;
      const latest = new Date(now.getTime() - days * DAY_MS + 1);
      return and(eq(opportunities.stage, stage), lt(opportunities.stageSince, latest));
    }),
  );
