import { eq } from 'drizzle-orm';

import { accounts } from '#db/schema/accounts.ts';
import { memberships, people } from '#db/schema/people.ts';
import { fileId } from '#tests/support/materials.ts';
import type { Name, World } from '#tests/support/world.ts';
import { json, staff, type Guards, type Thing } from './case.ts';

let newcomers = 0;

async function newcomer(w: World): Promise<Thing> {
  newcomers += 1;
  const id = `per_wanda${newcomers}`;
  const email = `wanda${newcomers}@brightline.example`;
  await w.db.direct.insert(people).values({ id, email, name: 'Wanda Quill' });
  await w.db.direct.insert(memberships).values({
    id: `mem_wanda${newcomers}`,
    personId: id,
    accountId: 'acc_brightline',
    roleId: 'role_partner_member',
  });
  return { words: ['Wanda Quill', id, email] };
}

async function seat(w: World, change: Partial<typeof memberships.$inferInsert> = {}): Promise<Thing> {
  const { words = [] } = await newcomer(w);
  const id = `mem_wanda${newcomers}`;
  if (Object.keys(change).length)
    await w.db.direct.update(memberships).set(change).where(eq(memberships.id, id));
  return { params: { id }, words };
}

async function somebody(w: World, change: Partial<typeof people.$inferInsert> = {}): Promise<Thing> {
  const { words = [] } = await newcomer(w);
  const id = `per_wanda${newcomers}`;
  if (Object.keys(change).length) await w.db.direct.update(people).set(change).where(eq(people.id, id));
  return { params: { id }, words };
}

/** Everybody who looks after nobody else's people. */
const others: Name[] = ['abe', 'eve', 'bea', 'ben', 'cleo', 'dan', 'dora', 'emil', 'freja'];
const noStaff = Object.fromEntries(others.map((name) => [name, 403]));

async function twoEntries(w: World): Promise<Thing> {
  const [kept, gone] = [await somebody(w), await somebody(w)];
  return { ...gone, params: { ...gone.params, into: kept.params?.['id'] ?? '' } };
}

/** Dune Labs, which two partners know too. */
async function asking(w: World, secondFactorAt: Date | null): Promise<Thing> {
  await w.db.direct.update(accounts).set({ secondFactorAt, version: 1 }).where(eq(accounts.id, 'acc_dune'));
  return { params: { id: 'acc_dune' } };
}

const seller = { name: 'Field seller', rights: { 'opportunities.read': 'own' } };

async function ownRole(w: World): Promise<Thing> {
  newcomers += 1;
  const name = `${seller.name} ${newcomers}`;
  const { id } = await json<{ id: string }>(w.as('bea').post('/people/roles', { ...seller, name }));
  return { params: { id }, words: [name, id] };
}

const invitation = { email: 'wanda@example.org', roleId: 'role_partner_member' };

async function invited(w: World): Promise<Thing> {
  const { id } = await json<{ id: string }>(w.as('bea').post('/people/invitations', invitation));
  return { params: { id }, words: [invitation.email, id] };
}

const part = { words: 'It hums.' };

async function partly(w: World): Promise<Thing> {
  const whole = { name: 'pump.log', size: JSON.stringify(part).length };
  const { id } = await json<{ id: string }>(w.as('dan').post('/files/uploads', whole));
  return { params: { id }, words: [id] };
}

async function file(w: World): Promise<Thing> {
  return { params: { id: await fileId(w, { by: 'dan' }) } };
}

async function mailed(w: World): Promise<Thing> {
  await invited(w);
  await w.settle();
  const { items } = await json<{ items: { id: string }[] }>(w.as('ada').get('/mail'), 200);
  return { params: { id: items[0]?.id ?? '' }, words: [invitation.email] };
}

export const peopleGuards: Guards = {
  'GET /people': [{ owner: 'bea', also: ['ben'], thing: newcomer, queries: [''] }],
  'PUT /people/:id/block': [
    {
      owner: 'ada',
      also: ['max'],
      told: { bea: 403 },
      thing: (w) => somebody(w),
      body: () => ({ reason: 'The laptop was stolen' }),
      versioned: true,
    },
  ],
  'GET /people/:id/merge': [
    {
      owner: 'ada',
      also: ['max'],
      told: noStaff,
      thing: (w) => somebody(w),
      queries: ['?intoId=per_dora'],
    },
  ],
  'POST /people/:id/merge': [
    {
      owner: 'ada',
      also: ['max'],
      told: noStaff,
      thing: twoEntries,
      body: ({ params }) => ({ intoId: params?.['into'], intoVersion: 1 }),
      versioned: true,
    },
  ],
  'DELETE /people/:id/block': [
    {
      owner: 'ada',
      also: ['max'],
      told: { bea: 403 },
      thing: (w) => somebody(w, { disabledAt: new Date() }),
      versioned: true,
    },
  ],
  'PUT /people/accounts/:id/second-factor': [
    {
      owner: 'dan',
      also: ['ada', 'max'],
      told: { bea: 403, cleo: 403 },
      thing: (w) => asking(w, null),
      versioned: true,
    },
  ],
  'DELETE /people/accounts/:id/second-factor': [
    {
      owner: 'dan',
      also: ['ada', 'max'],
      told: { bea: 403, cleo: 403 },
      thing: (w) => asking(w, new Date()),
      versioned: true,
    },
  ],
  'GET /people/invitations': [{ owner: 'bea', also: ['ada', 'max'], thing: invited, queries: [''] }],
  'POST /people/invitations': [{ owner: 'bea', also: ['cleo'], body: () => invitation }],
  'PUT /people/invitations/:id/mail': [{ owner: 'bea', also: ['ada', 'max'], thing: invited }],
  'GET /people/memberships/:id': [{ owner: 'bea', also: ['ben', ...staff], thing: (w) => seat(w) }],
  'PUT /people/memberships/:id/role': [
    {
      owner: 'bea',
      also: ['ada', 'max'],
      thing: (w) => seat(w),
      body: () => ({ roleId: 'role_partner_manager' }),
      versioned: true,
    },
  ],
  'PUT /people/memberships/:id/end': [
    { owner: 'bea', also: ['ada', 'max'], thing: (w) => seat(w), versioned: true },
  ],
  'DELETE /people/memberships/:id/end': [
    {
      owner: 'bea',
      also: ['ada', 'max'],
      thing: (w) => seat(w, { endedAt: new Date() }),
      versioned: true,
    },
  ],
  'PUT /people/memberships/:id/leadership': [
    {
      owner: 'bea',
      told: { ada: 403, max: 403 },
      thing: (w) => seat(w),
      body: () => ({ roleId: 'role_partner_manager' }),
      versioned: true,
    },
  ],
  'GET /people/roles': [{ owner: 'bea', also: ['ben'], thing: ownRole, queries: [''] }],
  'POST /people/roles': [{ owner: 'bea', also: ['cleo'], body: () => seller }],
  'GET /people/roles/:id': [{ owner: 'bea', also: ['ben', ...staff], thing: ownRole }],
  'PATCH /people/roles/:id': [
    {
      owner: 'bea',
      told: { ada: 403, max: 403 },
      thing: ownRole,
      body: () => ({ name: 'Another seller' }),
      versioned: true,
    },
  ],
  'DELETE /people/roles/:id': [
    { owner: 'bea', told: { ada: 403, max: 403 }, thing: ownRole, versioned: true },
  ],
  'DELETE /people/invitations/:id': [{ owner: 'bea', also: ['ada', 'max'], thing: invited }],
  'POST /files': [{ owner: 'dan', also: ['bea', 'eve', 'abe'], body: form }],
  'DELETE /files/:id': [{ owner: 'dan', thing: file }],
  'POST /files/uploads': [
    { owner: 'dan', also: ['bea', 'eve', 'abe'], body: () => ({ name: 'pump.log', size: 4_000 }) },
  ],
  'GET /files/uploads/:id': [{ owner: 'dan', thing: partly }],
  'PUT /files/uploads/:id/parts/:offset': [
    {
      owner: 'dan',
      thing: async (w) => {
        const { params = {} } = await partly(w);
        return { params: { ...params, offset: '0' } };
      },
      body: () => part,
    },
  ],
  'DELETE /files/uploads/:id': [{ owner: 'dan', thing: partly }],
  'GET /mail': [{ owner: 'ada', thing: mailed, queries: [''] }],
  'GET /mail/:id': [{ owner: 'ada', thing: mailed }],
};

function form(): FormData {
  const data = new FormData();
  data.append('files[]', new File(['a b c'], 'notes.txt'));
  return data;
}
