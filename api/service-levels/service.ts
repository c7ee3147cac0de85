import { and, asc, eq, getTableColumns, inArray } from 'drizzle-orm';

import { changes } from '#api/core/changes.ts';
import { allow, invalid, notFound } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { accounts } from '#db/schema/accounts.ts';
import { roles } from '#db/schema/people.ts';
import {
  schedules,
  serviceLevels,
  serviceLevelVersions,
  type ServiceLevelVersion,
} from '#db/schema/service-levels.ts';
import { canManage } from './policy.ts';
import type { ChangeServiceLevel } from './schemas.ts';
import { subject } from './schedules.ts';

export { addSchedule, changeSchedule, findSchedule, listSchedules, type ScheduleNow } from './schedules.ts';
export { preview } from './previewing.ts';

const MOST = 200;

/** A level as it is now. */
export type ServiceLevelNow = {
  id: string;
  name: string;
  position: number;
  enabled: boolean;
  version: number;
} & Omit<ServiceLevelVersion, 'id' | 'serviceLevelId' | 'number' | 'createdAt'>;

const newest = and(
  eq(serviceLevelVersions.serviceLevelId, serviceLevels.id),
  eq(serviceLevelVersions.number, serviceLevels.version),
);

async function levelsWhere(scope: Scope, id?: string): Promise<ServiceLevelNow[]> {
  const { name, position, enabled } = serviceLevels;
  const rows = await scope
    .pick(
      serviceLevels,
      { name, position, enabled, ...getTableColumns(serviceLevelVersions) },
      id === undefined ? undefined : eq(serviceLevels.id, id),
    )
    .innerJoin(serviceLevelVersions, newest)
    .orderBy(asc(position), asc(serviceLevels.id))
    .limit(MOST);
  return rows.map((row) => {
    const { id: _id, createdAt: _createdAt, serviceLevelId, number, ...rest } = row;
    return { ...rest, id: serviceLevelId, version: number };
  });
}

/** The first that applies counts. */
export const listServiceLevels = (scope: Scope): Promise<ServiceLevelNow[]> => levelsWhere(scope);

/** @throws 404 */
export async function findServiceLevel(scope: Scope, id: string): Promise<ServiceLevelNow> {
  const [level] = await levelsWhere(scope, id);
  if (!level) throw notFound('service_levels');
  return level;
}

/** @throws 403, 422 */
export async function addServiceLevel(scope: Scope, input: ChangeServiceLevel): Promise<ServiceLevelNow> {
  allow(canManage(scope.actor));
  const { head, terms } = await judged(scope, input);
  const { id } = await scope.write((write) => {
    const level = write.insert(serviceLevels, head);
    write.insert(serviceLevelVersions, { serviceLevelId: level.id, number: 1, ...terms });
    write.record('service_level.changed', subject(level.id), { audience: 'staff', data: { number: 1 } });
    return level;
  });
  return findServiceLevel(scope, id);
}

/** What is open is counted anew, what has ended keeps what was promised then. @throws 403, 404, 412, 422 */
export async function changeServiceLevel(
  scope: Scope,
  id: string,
  version: number,
  input: ChangeServiceLevel,
): Promise<ServiceLevelNow> {
  const before = await scope.find(serviceLevels, id);
  allow(canManage(scope.actor));
  const { head, terms } = await judged(scope, input);
  await scope.write((write) => {
    write.update(serviceLevels, { id, version }, head);
    write.insert(serviceLevelVersions, { serviceLevelId: id, number: version + 1, ...terms });
    write.record('service_level.changed', subject(id), {
      audience: 'staff',
      data: { number: version + 1 },
      values: changes(before, head, { name: 'staff' }),
    });
  });
  return findServiceLevel(scope, id);
}

/** What a body names must be there for whoever names it. */
async function judged(scope: Scope, { name, position, enabled, enforceFrom, ...rest }: ChangeServiceLevel) {
  const { scheduleId, conditions, escalations } = rest;
  const wanted = [...new Set(escalations.map(({ roleId }) => roleId))];
  const [hours, account, known] = await Promise.all([
    scheduleId === null ? 1 : scope.count(schedules, eq(schedules.id, scheduleId)),
    conditions.accountId === null ? 1 : scope.count(accounts, eq(accounts.id, conditions.accountId)),
    wanted.length ? scope.count(roles, and(inArray(roles.id, wanted), eq(roles.kind, 'house'))) : 0,
  ]);
  const wrong = {
    ...(hours ? {} : { scheduleId: 'service_levels.unknown_schedule' }),
    ...(account ? {} : { 'conditions.accountId': 'service_levels.unknown_account' }),
    ...(known === wanted.length ? {} : { escalations: 'service_levels.unknown_role' }),
  };
  if (Object.keys(wrong).length) throw invalid(wrong);
  return {
    head: { name, position, enabled },
    terms: { ...rest, enforceFrom: new Date(`${enforceFrom}T00:00:00Z`) },
  };
}
