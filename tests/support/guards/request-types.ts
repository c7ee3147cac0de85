import { askBy, fault, offered } from '#tests/support/forms.ts';
import type { World } from '#tests/support/world.ts';
import { json, staff, type Guards, type Thing } from './case.ts';

let count = 0;
const named = () => ({ ...fault, name: { en: `Potoroo ${(count += 1)}` } });

const type =
  (change: object = {}) =>
  async (w: World): Promise<Thing> => {
    const { id, version, name } = await offered(w, { ...named(), ...change });
    return { params: { id }, version, words: [name.en ?? '', id] };
  };

async function drawn(w: World): Promise<Thing> {
  const made = named();
  const { id } = await json<{ id: string }>(w.as('ada').post('/request-types', made));
  return { params: { id }, version: 1, words: [made.name.en, id] };
}

async function filled(w: World): Promise<Thing> {
  const { id: typeId } = await offered(w, named());
  const { id, version } = await askBy(w, 'dan', typeId, { family: 'flow', serial: 'QU-0001' });
  return { params: { id }, version, words: [id] };
}

const house = staff.filter((name) => name !== 'ada' && name !== 'eve');
const forCustomers = {
  owner: 'dan',
  also: ['dora', 'emil', 'freja', 'ada', ...house],
  thing: type(),
} as const;
const forOne = {
  owner: 'dan',
  also: ['dora', 'ada', ...house],
  thing: type({ accountIds: ['acc_dune'] }),
} as const;
const inside = { owner: 'ada', also: house, thing: drawn } as const;
const designs = { owner: 'ada', thing: drawn, versioned: true } as const;
const same = { later: 'low', soon: 'low', now: 'high' };

export const requestTypeGuards: Guards = {
  'GET /request-types': [
    { ...forCustomers, queries: [''] },
    { ...forOne, queries: [''] },
    { ...inside, queries: [''] },
  ],
  'POST /request-types': [{ owner: 'ada', body: named }],
  'GET /request-types/priorities': [{ owner: 'ada' }],
  'PUT /request-types/priorities': [
    {
      owner: 'ada',
      thing: async () => ({ version: 1 }),
      versioned: true,
      body: () => ({ matrix: { little: same, some: same, much: same } }),
    },
  ],
  'GET /request-types/:id': [forCustomers, forOne, inside],
  'PUT /request-types/:id': [{ ...designs, body: named }],
  'PUT /request-types/:id/publication': [designs],
  'DELETE /request-types/:id/publication': [{ ...designs, thing: type() }],
  'PUT /requests/:id/fields': [
    {
      owner: 'dan',
      also: ['abe', 'ada'],
      told: { bea: 403, max: 403 },
      thing: filled,
      versioned: true,
      body: () => ({ fields: { serial: 'QU-0002' } }),
    },
  ],
};
