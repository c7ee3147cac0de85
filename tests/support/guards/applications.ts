import { HOUSE_ID } from '#api/core/house.ts';
import type { Application } from '#db/schema/applications.ts';
import { applications } from '#db/schema/applications.ts';
import { openDoors, terms } from '#tests/support/applications.ts';
import { staff, type Guards, type Thing } from './case.ts';
import type { World } from '#tests/support/world.ts';

let count = 0;

/** A registration of somebody of Dune Labs, which waits for its owner. */
export async function applied(w: World, change: Partial<Application> = {}): Promise<Thing> {
  count += 1;
  const name = `Potoroo ${count}`;
  const row = {
    kind: 'customer' as const,
    status: 'submitted' as const,
    accountId: 'acc_dune',
    email: `potoroo${count}@dune.example`,
    name,
    locale: 'en' as const,
    company: 'Dune Labs',
    mailDomain: 'dune.example',
    provenAt: new Date(),
    dueAt: new Date(),
    searchText: name.toLowerCase(),
    ...change,
  };
  const { id } = await w.system.write((write) => write.insert(applications, row));
  return { params: { id }, version: 1, words: [name, id, row.email] };
}

const ofDune = { owner: 'dan', also: ['ada', 'max'], thing: applied } as const;
const ofHouse = {
  owner: 'ada',
  also: ['max'],
  thing: (w: World) => applied(w, { accountId: HOUSE_ID, kind: 'partner', mailDomain: null }),
} as const;
const rejection = { reason: 'unknown_to_company', note: 'Nobody here knows them.', reapply: 'never' };

export const applicationGuards: Guards = {
  'GET /applications': [
    { ...ofDune, queries: ['', '?q=potoroo'] },
    { ...ofHouse, queries: ['', '?q=potoroo'] },
  ],
  'GET /applications/:id': [ofDune, ofHouse],
  'PUT /applications/:id/approval': [
    { ...ofDune, body: () => ({}), versioned: true },
    { ...ofHouse, body: () => ({}), versioned: true },
  ],
  'PUT /applications/:id/rejection': [
    { ...ofDune, body: () => rejection, versioned: true },
    { ...ofHouse, body: () => rejection, versioned: true },
  ],
  'PUT /applications/:id/question': [
    { ...ofHouse, body: () => ({ question: 'How many are you?' }), versioned: true },
    {
      owner: 'ada',
      also: ['max'],
      told: { dan: 403 },
      thing: applied,
      body: () => ({ question: 'How many are you?' }),
      versioned: true,
    },
  ],
  'GET /settings/joining': [{ owner: 'ada' }],
  'PUT /settings/joining': [
    {
      owner: 'ada',
      body: () => ({ partnersApply: true, customersRegister: false, terms }),
      versioned: true,
    },
  ],
  'GET /terms': { public: 'whoever joins reads them first' },
  'PUT /terms/acceptance': [
    {
      owner: 'dan',
      also: ['bea', ...staff],
      given: (w) => openDoors(w, { terms }),
      body: () => ({ version: terms.version }),
    },
  ],
};
