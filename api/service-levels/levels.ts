import { and, asc, eq, getTableColumns } from 'drizzle-orm';

import type { Scope } from '#api/core/scope.ts';
import type { AccountKind } from '#db/enums.ts';
import type { Request } from '#db/schema/requests.ts';
import {
  schedules,
  scheduleVersions,
  serviceLevels,
  serviceLevelVersions,
  type ScheduleVersion,
  type ServiceLevelVersion,
} from '#db/schema/service-levels.ts';
import type { Promised } from './clock.ts';
import { hoursOf, type Hours } from './hours.ts';

/** A promise of the house as it is now, with its hours. */
export type Level = {
  name: string;
  /** Both empty for what holds where the house has promised nothing else. */
  version: ServiceLevelVersion | undefined;
  schedule: (ScheduleVersion & { name: string }) | undefined;
  promised: Promised;
};

const answers = { urgent: 4 * 60, high: 8 * 60, normal: 24 * 60, low: 48 * 60 };

/** Day and night, until the house has levels of its own. */
export const PLAIN: Level = {
  name: '',
  version: undefined,
  schedule: undefined,
  promised: {
    hours: undefined,
    targets: { first_reply: answers, next_reply: answers, periodic_update: answers },
    warnPercent: 75,
    grace: 60,
    escalations: [],
  },
};

const MOST = 200;

/** Every level that counts, the first first. */
export async function levelsOf(scope: Scope): Promise<Level[]> {
  const inside = scope.asSystem('service-levels');
  const [versions, hours] = await Promise.all([
    inside
      .pick(
        serviceLevels,
        { name: serviceLevels.name, ...getTableColumns(serviceLevelVersions) },
        eq(serviceLevels.enabled, true),
      )
      .innerJoin(
        serviceLevelVersions,
        and(
          eq(serviceLevelVersions.serviceLevelId, serviceLevels.id),
          eq(serviceLevelVersions.number, serviceLevels.version),
        ),
      )
      .orderBy(asc(serviceLevels.position), asc(serviceLevels.id))
      .limit(MOST),
    schedulesOf(inside),
  ]);
  return versions.map(({ name, ...version }) => {
    const schedule = hours.find(({ scheduleId }) => scheduleId === version.scheduleId);
    return { name, version, schedule, promised: promisedBy(version, schedule) };
  });
}

/** Every schedule with its hours as they are now. */
export const schedulesOf = (scope: Scope) =>
  scope
    .pick(schedules, { name: schedules.name, ...getTableColumns(scheduleVersions) })
    .innerJoin(
      scheduleVersions,
      and(eq(scheduleVersions.scheduleId, schedules.id), eq(scheduleVersions.number, schedules.version)),
    )
    .orderBy(asc(schedules.name), asc(schedules.id))
    .limit(MOST);

const compiled = new Map<string, Hours>();

/** A version never changes, so its hours are made ready once. */
function compiledOf(version: ScheduleVersion): Hours {
  const known = compiled.get(version.id);
  if (known) return known;
  const hours = hoursOf(version);
  if (compiled.size >= MOST) compiled.clear();
  compiled.set(version.id, hours);
  return hours;
}

export const promisedBy = (
  { targets, warnPercent, grace, escalations }: ServiceLevelVersion,
  schedule: ScheduleVersion | undefined,
): Promised => ({
  hours: schedule && compiledOf(schedule),
  targets,
  warnPercent,
  grace,
  escalations: escalations.map(({ after }) => after),
});

export type Judged = Pick<Request, 'priority' | 'category' | 'accountId' | 'createdAt'> & {
  accountKind: AccountKind;
};

/** The first that applies. */
export const levelFor = (levels: Level[], request: Judged): Level =>
  levels.find((level) => applies(level, request)) ?? PLAIN;

function applies({ version }: Level, request: Judged): boolean {
  if (!version) return true;
  const { priorities, categories, accountKinds, accountId } = version.conditions;
  return (
    version.enforceFrom <= request.createdAt &&
    among(priorities, request.priority) &&
    among(categories, request.category) &&
    among(accountKinds, request.accountKind) &&
    (accountId === null || accountId === request.accountId)
  );
}

const among = (wanted: string[], value: string) => wanted.length === 0 || wanted.includes(value);
