import { allow } from '#api/core/errors.ts';
import { isStaff } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import { clockTargets, type ClockTarget } from '#db/enums.ts';
import { addBusiness, opensAt } from './hours.ts';
import { levelFor, levelsOf } from './levels.ts';
import type { Preview } from './schemas.ts';

const MINUTE_MS = 60_000;

/** What a request that comes now would be promised. */
export type Previewed = {
  level: string;
  schedule: string | null;
  /** When the house opens, if it is closed. */
  opens: Date | null;
  due: { target: ClockTarget; minutes: number; at: Date | null }[];
};

/** @throws 403 */
export async function preview(scope: Scope, asked: Preview, now = new Date()): Promise<Previewed> {
  allow(isStaff(scope.actor));
  const level = levelFor(await levelsOf(scope), { ...asked, accountId: '', createdAt: now });
  const { hours, targets } = level.promised;
  const opens = opensAt(hours, now.getTime());
  const due = clockTargets.flatMap((target) => {
    const minutes = targets[target]?.[asked.priority];
    if (minutes === undefined || target === 'next_reply') return [];
    const at = addBusiness(hours, now.getTime(), minutes * MINUTE_MS);
    return [{ target, minutes, at: at === undefined ? null : new Date(at) }];
  });
  return {
    level: level.name,
    schedule: level.schedule?.name ?? null,
    opens: opens !== undefined && opens > now.getTime() ? new Date(opens) : null,
    due,
  };
}
