import { addSchedule, addServiceLevel } from '#api/service-levels/service.ts';
import type { World } from '#tests/support/world.ts';
import type { Case, Guards, Thing } from './case.ts';

let count = 0;

/** Hours of an office, and a promise in them. */
export const office = (name = 'Wombat office') => ({
  name,
  zone: 'Europe/Madrid',
  week: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? [[480, 1_080] as [number, number]] : [])),
  exceptions: [{ day: '2031-12-25', windows: [], name: 'Christmas' }],
});
export const promise = (name = 'Wombat level', more: object = {}) => ({
  name,
  position: 1,
  enabled: true,
  scheduleId: null,
  conditions: { priorities: [], categories: [], accountKinds: [], accountId: null },
  targets: { first_reply: { normal: 60, high: 30, urgent: 15, low: 120 }, resolution: { normal: 600 } },
  warnPercent: 75,
  grace: 60,
  enforceFrom: '2020-01-01',
  escalations: [],
  ...more,
});

const schedule = async (w: World): Promise<Thing> => {
  count += 1;
  const { id, version } = await addSchedule(w.as('ada').scope, office(`Wombat office ${count}`));
  return { params: { id }, version, words: [`Wombat office ${count}`, id] };
};
const level = async (w: World): Promise<Thing> => {
  count += 1;
  const { id, version } = await addServiceLevel(w.as('ada').scope, promise(`Wombat level ${count}`));
  return { params: { id }, version, words: [`Wombat level ${count}`, id] };
};

const read = (thing: NonNullable<Case['thing']>): Case => ({ owner: 'ada', also: ['max', 'abe'], thing });
const list = (thing: NonNullable<Case['thing']>): Case => ({ ...read(thing), queries: [''] });

export const serviceLevelGuards: Guards = {
  'GET /schedules': [list(schedule)],
  'GET /schedules/:id': [read(schedule)],
  'POST /schedules': [{ owner: 'ada', body: () => office() }],
  'PUT /schedules/:id': [{ owner: 'ada', thing: schedule, versioned: true, body: () => office() }],
  'GET /service-levels': [list(level)],
  'GET /service-levels/preview': [
    {
      owner: 'ada',
      also: ['max', 'abe'],
      told: { bea: 403, ben: 403, cleo: 403, dan: 403, dora: 403, emil: 403, freja: 403 },
    },
  ],
  'GET /service-levels/:id': [read(level)],
  'POST /service-levels': [{ owner: 'ada', body: () => promise() }],
  'PUT /service-levels/:id': [{ owner: 'ada', thing: level, versioned: true, body: () => promise() }],
};
