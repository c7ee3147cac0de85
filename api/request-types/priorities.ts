import { eq } from 'drizzle-orm';
import { z } from 'zod';

import { allow, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { putting } from '#api/settings/service.ts';
import {
  impacts,
  requestPriorities,
  urgencies,
  type Impact,
  type RequestPriority,
  type Urgency,
} from '#db/enums.ts';
import { settings } from '#db/schema/jobs.ts';
import { canDesign } from './policy.ts';

const KEY = 'priorities';

export type Matrix = Record<Impact, Record<Urgency, RequestPriority>>;

/** Until the house says otherwise. */
const AT_FIRST: Matrix = {
  little: { later: 'low', soon: 'low', now: 'normal' },
  some: { later: 'low', soon: 'normal', now: 'high' },
  much: { later: 'normal', soon: 'high', now: 'urgent' },
};

const priority = z.enum(requestPriorities);
const row = z.strictObject({ later: priority, soon: priority, now: priority } satisfies Record<
  Urgency,
  unknown
>);
export const ChangePriorities = z.strictObject({
  matrix: z.strictObject({ little: row, some: row, much: row } satisfies Record<Impact, unknown>),
});
export type ChangePriorities = z.infer<typeof ChangePriorities>;

export async function prioritiesOf(scope: Scope): Promise<{ matrix: Matrix; version: number }> {
  const [found] = await scope.shared(settings, eq(settings.key, KEY)).limit(1);
  return { matrix: (found?.value as Matrix | undefined) ?? AT_FIRST, version: found?.version ?? 1 };
}

type Said = { impact?: Impact | undefined; urgency?: Urgency | undefined; priority: RequestPriority };

/** What is said of a request in plain words counts more than a priority that came along. */
export async function priorityOf(scope: Scope, { impact, urgency, priority: given }: Said) {
  if (!impact || !urgency) return given;
  return (await prioritiesOf(scope)).matrix[impact][urgency];
}

/** For what is asked from now on. @throws 403, 412 */
export async function changePriorities(
  scope: Scope,
  version: number,
  { matrix }: ChangePriorities,
): Promise<void> {
  allow(canDesign(scope.actor));
  const before = await prioritiesOf(scope);
  if (before.version !== version) throw stale();
  await scope.write((write) => {
    write.also(putting(KEY, matrix, version));
    write.requireOne(stale());
    const values = {
      priorities: { before: told(before.matrix), after: told(matrix), audience: 'staff' as const },
    };
    write.record('settings.changed', { id: HOUSE_ID, accountId: HOUSE_ID }, { audience: 'staff', values });
  });
}

const told = (matrix: Matrix) =>
  impacts.map((impact) => urgencies.map((urgency) => matrix[impact][urgency]).join(' ')).join(' / ');
