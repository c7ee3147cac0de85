import { eq } from 'drizzle-orm';

import type { Scope } from '#api/core/scope.ts';
import { requestPriorities, type RequestPriority } from '#db/enums.ts';
import { accounts } from '#db/schema/accounts.ts';
import type { Request } from '#db/schema/requests.ts';
import { addBusiness, opensAt } from './hours.ts';
import { levelFor, levelsOf, type Level } from './levels.ts';

const MINUTE_MS = 60_000;

type About = Pick<Request, 'accountId' | 'category'> & { createdAt?: Date };

async function levelOf(scope: Scope, about: About, priority: RequestPriority): Promise<Level> {
  const [levels, kind] = await Promise.all([levelsOf(scope), kindOf(scope, about)]);
  return levelFor(levels, { createdAt: new Date(), ...about, priority, accountKind: kind });
}

async function kindOf(scope: Scope, { accountId }: About) {
  const [account] = await scope
    .asSystem('service-levels')
    .pick(accounts, { kind: accounts.kind }, eq(accounts.id, accountId))
    .limit(1);
  return account?.kind ?? 'customer';
}

const within = ({ promised }: Level, minutes: number | undefined, now: Date): Date | undefined => {
  const at = minutes && addBusiness(promised.hours, now.getTime(), minutes * MINUTE_MS);
  return at ? new Date(at) : undefined;
};

/** By when something that is asked now is answered first, for each priority. */
export async function answersBy(
  scope: Scope,
  about: About,
  now = new Date(),
): Promise<Record<RequestPriority, Date | undefined>> {
  const levels = await Promise.all(requestPriorities.map((priority) => levelOf(scope, about, priority)));
  const moments = requestPriorities.map((priority, n) => {
    const level = levels[n];
    return [priority, level && within(level, level.promised.targets.first_reply?.[priority], now)];
  });
  return Object.fromEntries(moments) as Record<RequestPriority, Date | undefined>;
}

/** By when a message of now would be answered, and when the house is open again if it is closed. */
export async function standingPromise(
  scope: Scope,
  request: Pick<Request, 'accountId' | 'category' | 'priority' | 'createdAt'>,
  now = new Date(),
): Promise<{ answer: Date | undefined; opens: Date | undefined }> {
  const level = await levelOf(scope, request, request.priority);
  const opens = opensAt(level.promised.hours, now.getTime());
  return {
    answer: within(level, level.promised.targets.next_reply?.[request.priority], now),
    opens: opens !== undefined && opens > now.getTime() ? new Date(opens) : undefined,
  };
}
