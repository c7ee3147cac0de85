import { presetId } from '#api/people/roles.ts';
import { promisedBy, type Level } from '#api/service-levels/levels.ts';
import {
  schedules,
  scheduleVersions,
  serviceLevels,
  serviceLevelVersions,
  type OpenWindow,
  type ScheduleVersion,
  type ServiceLevelVersion,
} from '#db/schema/service-levels.ts';
import type { Story } from './story.ts';

const OFFICE: OpenWindow[] = [[8 * 60, 18 * 60]];
const HOUR = 60;
/** A day of the office. */
const DAY = 10 * HOUR;
const nothing = { priorities: [], categories: [], accountKinds: [], accountId: null };

const terms: Pick<ServiceLevelVersion, 'conditions' | 'targets' | 'escalations'>[] = [
  {
    conditions: { ...nothing, priorities: ['urgent'] },
    targets: {
      first_reply: { urgent: 1 * HOUR },
      next_reply: { urgent: 2 * HOUR },
      periodic_update: { urgent: 4 * HOUR },
      resolution: { urgent: 24 * HOUR },
    },
    escalations: [{ after: 1 * HOUR, roleId: presetId('house', 'manager') }],
  },
  {
    conditions: nothing,
    targets: {
      first_reply: { high: 2 * HOUR, normal: 1 * DAY, low: 2 * DAY },
      next_reply: { high: 4 * HOUR, normal: 1 * DAY, low: 2 * DAY },
      periodic_update: { high: 1 * DAY, normal: 3 * DAY },
      resolution: { high: 3 * DAY, normal: 8 * DAY },
    },
    escalations: [{ after: 4 * HOUR, roleId: presetId('house', 'manager') }],
  },
];
const names = ['Emergencies, day and night', 'Service in office hours'];

/** What the house promises from the beginning of its story on. @returns it as requests are judged by it */
export function tellServiceLevels(story: Story): Level[] {
  const since = story.at({ daysAgo: 900, at: '08:00' });
  const stamps = { version: 1, createdAt: since, updatedAt: since };
  const year = story.now.getUTCFullYear();
  const hours: ScheduleVersion = {
    id: 'scv_madrid',
    scheduleId: 'sch_madrid',
    number: 1,
    zone: 'Europe/Madrid',
    week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
    exceptions: [
      { day: `${year}-12-25`, windows: [], name: 'Christmas' },
      { day: `${year + 1}-01-06`, windows: [], name: 'Epiphany' },
    ],
    createdAt: since,
  };
  story.insert(schedules, [{ id: hours.scheduleId, name: 'Madrid office', ...stamps }]);
  story.insert(scheduleVersions, [hours]);
  const versions = terms.map((one, n): ServiceLevelVersion => ({
    id: `slv_${n + 1}`,
    serviceLevelId: `svl_${n + 1}`,
    number: 1,
    scheduleId: n === 0 ? null : hours.scheduleId,
    ...one,
    warnPercent: 75,
    grace: 60,
    enforceFrom: since,
    createdAt: since,
  }));
  story.insert(
    serviceLevels,
    versions.map(({ serviceLevelId: id }, n) => ({
      id,
      name: names[n] ?? id,
      position: n + 1,
      enabled: true,
      ...stamps,
    })),
  );
  story.insert(serviceLevelVersions, versions);
  return versions.map((version, n) => {
    const schedule = version.scheduleId ? { ...hours, name: 'Madrid office' } : undefined;
    return { name: names[n] ?? '', version, schedule, promised: promisedBy(version, schedule) };
  });
}
