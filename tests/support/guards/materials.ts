import { facts, fileId, live, make } from '#tests/support/materials.ts';
import { materials } from '#db/schema/materials.ts';
import type { World } from '#tests/support/world.ts';
import type { Guards, Thing } from './case.ts';

const words = { title: 'Wombat handbook', product: 'Wombat' };

const draft = async (w: World): Promise<Thing> => {
  const { id, version } = await make(w, words);
  return { params: { id }, version, words: [words.title, id] };
};
const forPartners = async (w: World): Promise<Thing> => {
  const { id } = await live(w, words);
  const { version } = await w.system.find(materials, id);
  return { params: { id }, version, words: [words.title, id] };
};

const house = ['ada', 'max', 'abe'] as const;
const editors = ['ada', 'max'] as const;
const partners = { owner: 'bea', also: ['ben', 'cleo', 'eve', ...house] } as const;
const queries = ['', '?q=wombat', '?category=datasheet', '?product=Wombat', '?state=draft', '?sort=oldest'];

export const materialGuards: Guards = {
  'GET /materials': [
    { owner: 'eve', also: house, thing: draft, queries },
    { ...partners, thing: forPartners, queries },
  ],
  'GET /materials/:id': [
    { owner: 'eve', also: house, thing: draft },
    { ...partners, thing: forPartners },
  ],
  'GET /materials/:id/file': [
    { owner: 'eve', also: house, thing: async (w) => ({ ...(await draft(w)), words: [] }) },
    { ...partners, thing: async (w) => ({ ...(await forPartners(w)), words: [] }) },
  ],
  'POST /materials': [{ owner: 'eve', body: (thing) => thing.params, thing: uploaded }],
  'PATCH /materials/:id': [
    {
      owner: 'eve',
      also: editors,
      thing: draft,
      versioned: true,
      body: () => ({ title: 'Numbat handbook' }),
    },
  ],
  'PUT /materials/:id/publication': [{ owner: 'eve', also: editors, thing: draft, versioned: true }],
  'DELETE /materials/:id/publication': [{ owner: 'eve', also: editors, thing: forPartners, versioned: true }],
  'GET /materials/:id/downloads': [
    { owner: 'eve', also: house, thing: async (w) => ({ ...(await draft(w)), words: [] }) },
    {
      owner: 'eve',
      also: house,
      told: { bea: 403, ben: 403, cleo: 403 },
      thing: async (w) => ({ ...(await forPartners(w)), words: [] }),
    },
  ],
};

async function uploaded(w: World): Promise<Thing> {
  return { params: { ...facts, fileId: await fileId(w) } };
}
