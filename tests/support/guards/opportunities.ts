import { opportunities } from '#db/schema/opportunities.ts';
import { opportunityActs } from '#tests/support/opportunities.ts';
import type { World } from '#tests/support/world.ts';
import type { Case, Guards, Thing } from './case.ts';

const title = 'Numbat alarm for the well';

const made =
  (shared: boolean) =>
  async (w: World): Promise<Thing> => {
    const { id } = await opportunityActs(w).begin('bea', { title, shared });
    const { version } = await w.system.find(opportunities, id);
    return { params: { id }, version, words: [title, id] };
  };
const kept = made(false);
const shown = made(true);

const mine = { owner: 'bea', also: ['ben'], thing: kept } as const satisfies Case;
/** What the house sees it may not change. */
const ours = { ...mine, thing: shown, told: { ada: 403, max: 403 } } as const satisfies Case;
const read = { owner: 'bea', also: ['ben', 'ada', 'max'], thing: shown } as const satisfies Case;
const silent = <C extends Case>(one: C) => ({
  ...one,
  thing: async (w: World) => ({ ...(await one.thing?.(w)), words: [] }),
});

const queries = [
  '',
  '?state=all',
  '?q=numbat',
  '?stage=qualify',
  '?owner=per_bea&state=all',
  '?account=acc_brightline',
  '?customer=acc_dune',
  '?closesBefore=2099-12-31',
];
const change = { versioned: true, body: () => ({ amount: 5_000_00 }) } as const;
const move = { versioned: true, body: () => ({ stage: 'discover' }) } as const;
const note = { body: () => ({ body: 'They want it by June.' }) } as const;

export const opportunityGuards: Guards = {
  'GET /opportunities': [
    { ...mine, queries },
    { ...read, queries },
  ],
  'POST /opportunities': [
    {
      owner: 'bea',
      also: ['ben', 'cleo'],
      told: { ada: 403, max: 403 },
      body: () => ({ title, customerId: 'acc_dune', amount: 100, currency: 'EUR', closeOn: '2099-06-30' }),
    },
  ],
  'GET /opportunities/:id': [mine, read],
  'PATCH /opportunities/:id': [
    { ...mine, ...change },
    { ...ours, ...change },
  ],
  'PUT /opportunities/:id/stage': [
    { ...mine, ...move },
    { ...ours, ...move },
  ],
  'GET /opportunities/:id/notes': [silent(mine), silent(read)],
  'POST /opportunities/:id/notes': [
    { ...mine, ...note },
    { ...read, ...note },
  ],
  'GET /opportunities/:id/history': [silent(mine), silent(read)],
};
