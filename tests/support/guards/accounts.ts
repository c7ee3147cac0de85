import { newId } from '#db/ids.ts';
import { accounts, contacts } from '#db/schema/accounts.ts';
import type { World } from '#tests/support/world.ts';
import { done, type Case, type Guards, type Thing } from './case.ts';

const account =
  (id: string) =>
  async (w: World): Promise<Thing> => {
    const { version, name } = await w.system.find(accounts, id);
    return { params: { id }, version, words: [name] };
  };
const dune = account('acc_dune');

/** An account of nobody's, which nobody outside the house reaches. */
async function open(w: World, change: Partial<typeof accounts.$inferInsert> = {}): Promise<Thing> {
  const id = newId('acc');
  const row = { id, kind: 'customer', name: 'Numbat Mining', searchText: 'numbat mining' } as const;
  await w.db.direct.insert(accounts).values({ ...row, ...change });
  return { params: { id }, words: [row.name, id] };
}
const closed = (w: World) => open(w, { closedAt: new Date() });

const contact = async (w: World): Promise<Thing> => {
  const { id, version, name } = await w.system.find(contacts, 'con_dune');
  return { params: { id }, version, words: [name] };
};

async function renamed(w: World): Promise<Thing> {
  const { version } = await w.system.find(accounts, 'acc_fjord');
  await done(w.as('ada').patch('/accounts/acc_fjord', version, { name: `Quokka Works ${version}` }));
  return { words: ['Quokka Works', 'acc_fjord'] };
}

const readDune = { owner: 'dan', also: ['dora', 'bea', 'ben', 'cleo', 'ada', 'max', 'abe'] } as const;
/** Cobalt may only read it. */
const changeDune = { owner: 'dan', also: ['bea', 'ben', 'ada', 'max'], told: { cleo: 403 } } as const;
/** Brightline serves Ember without knowing its contacts. */
const contactsOfEmber = {
  owner: 'emil',
  also: ['ada', 'max', 'abe'],
  told: { bea: 403, ben: 403 },
  thing: account('acc_ember'),
} as const satisfies Case;

export const accountGuards: Guards = {
  'GET /accounts': [
    {
      owner: 'freja',
      also: ['ada', 'max', 'abe'],
      thing: renamed,
      queries: ['', '?q=quokka', '?q=fjord', '?sort=-name', '?kind=partner', '?kind=house'],
    },
  ],
  'GET /accounts/:id': [
    { ...readDune, thing: dune },
    { owner: 'freja', also: ['ada', 'max', 'abe'], thing: account('acc_fjord') },
    { owner: 'cleo', also: ['ada', 'max', 'abe'], thing: account('acc_cobalt') },
  ],
  'PATCH /accounts/:id': [
    { ...changeDune, thing: dune, versioned: true, body: () => ({ phone: '+351 21 555 0100' }) },
    {
      owner: 'cleo',
      also: ['ada', 'max'],
      thing: account('acc_cobalt'),
      versioned: true,
      body: () => ({ city: 'Riga' }),
    },
    {
      owner: 'ada',
      also: ['max'],
      told: { dan: 403, bea: 403, ben: 403, cleo: 403 },
      thing: dune,
      versioned: true,
      body: () => ({ name: 'Dune Laboratories' }),
    },
  ],
  'PUT /accounts/:id/closure': [
    {
      owner: 'ada',
      also: ['max'],
      thing: (w) => open(w),
      body: () => ({ reason: 'The contract has ended' }),
      versioned: true,
    },
  ],
  'DELETE /accounts/:id/closure': [{ owner: 'ada', also: ['max'], thing: closed, versioned: true }],
  'GET /accounts/:id/history': [{ ...readDune, thing: async (w) => ({ ...(await dune(w)), words: [] }) }],
  'GET /accounts/:id/contacts': [
    { ...readDune, thing: async (w) => ({ ...(await dune(w)), words: ['Dalia Moreau'] }) },
    { ...contactsOfEmber, thing: async (w) => ({ ...(await account('acc_ember')(w)), words: [] }) },
  ],
  'POST /accounts/:id/contacts': [
    { ...changeDune, thing: dune, body: () => ({ name: 'Noor Haddad' }) },
    { ...contactsOfEmber, also: ['ada', 'max'], body: () => ({ name: 'Noor Haddad' }) },
  ],
  'GET /contacts/:id': [{ ...readDune, thing: contact }],
  'PATCH /contacts/:id': [
    { ...changeDune, thing: contact, versioned: true, body: () => ({ title: 'Head of plant' }) },
  ],
};
