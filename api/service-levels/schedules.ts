import { and, eq } from 'drizzle-orm';

import { changes } from '#api/core/changes.ts';
import { allow, invalid, notFound } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { schedules, scheduleVersions, type ScheduleVersion } from '#db/schema/service-levels.ts';
import { hoursOf, opensAt } from './hours.ts';
import { schedulesOf } from './levels.ts';
import { canManage } from './policy.ts';
import type { ChangeSchedule } from './schemas.ts';

const SOON_MS = 60 * 86_400_000;

/** A schedule as it is now. */
export type ScheduleNow = { id: string; name: string; version: number } & Pick<
  ScheduleVersion,
  'zone' | 'week' | 'exceptions'
>;

const shown = ({ scheduleId, name, number, zone, week, exceptions }: ScheduleVersion & { name: string }) => ({
  id: scheduleId,
  name,
  version: number,
  zone,
  week,
  exceptions,
});

export const listSchedules = async (scope: Scope): Promise<ScheduleNow[]> =>
  (await schedulesOf(scope)).map(shown);

/** @throws 404 */
export async function findSchedule(scope: Scope, id: string): Promise<ScheduleNow> {
  const { name, version } = await scope.find(schedules, id);
  const same = and(eq(scheduleVersions.scheduleId, id), eq(scheduleVersions.number, version));
  const [row] = await scope.select(scheduleVersions, same).limit(1);
  if (!row) throw notFound('schedules');
  return shown({ ...row, name });
}

/** @throws 403, 422 for hours that are never open */
export async function addSchedule(scope: Scope, { name, ...hours }: ChangeSchedule): Promise<ScheduleNow> {
  allow(canManage(scope.actor));
  opensSoon(hours);
  const { id } = await scope.write((write) => {
    const schedule = write.insert(schedules, { name });
    write.insert(scheduleVersions, { scheduleId: schedule.id, number: 1, ...hours });
    write.record('schedule.changed', subject(schedule.id), { audience: 'staff', data: { number: 1 } });
    return schedule;
  });
  return findSchedule(scope, id);
}

/** What was promised is counted anew in the new hours, where it is still open. @throws 403, 404, 412, 422 */
export async function changeSchedule(
  scope: Scope,
  id: string,
  version: number,
  { name, ...hours }: ChangeSchedule,
): Promise<ScheduleNow> {
  const before = await scope.find(schedules, id);
  allow(canManage(scope.actor));
  opensSoon(hours);
  await scope.write((write) => {
    write.update(schedules, { id, version }, { name });
    write.insert(scheduleVersions, { scheduleId: id, number: version + 1, ...hours });
    write.record('schedule.changed', subject(id), {
      audience: 'staff',
      data: { number: version + 1 },
      values: changes(before, { name }, { name: 'staff' }),
    });
  });
  return findSchedule(scope, id);
}

export const subject = (id: string) => ({ id, accountId: HOUSE_ID });

/** A promise in hours that never come would never be due. */
function opensSoon(hours: Pick<ChangeSchedule, 'zone' | 'week' | 'exceptions'>, now = Date.now()): void {
  const opens = opensAt(hoursOf(hours), now);
  if (opens === undefined || opens - now > SOON_MS) throw invalid({ week: 'service_levels.never_open' });
}
