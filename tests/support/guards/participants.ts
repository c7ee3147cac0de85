import { participants } from '#db/schema/participants.ts';
import { letIn, linkFor, shared } from '#tests/support/participants.ts';
import { cast, type Name, type World } from '#tests/support/world.ts';
import type { Case, Guards, Thing } from './case.ts';

async function withDora(w: World): Promise<Thing> {
  const id = await shared(w);
  const { id: participantId, version } = await letIn(w, id, 'dora', 'reply');
  return { params: { id, participantId }, version, words: ['Dora Klein', participantId] };
}

async function invited(w: World): Promise<Thing> {
  const requestId = await shared(w);
  const email = 'emil@ember.example';
  const row = { requestId, email, right: 'reply', source: 'address', addedById: 'per_dan' } as const;
  const [made] = await w.db.direct.insert(participants).values(row).returning();
  return { params: { code: await linkFor(w, made?.id ?? '', email) } };
}

/** Who takes part is for whoever manages the request to say, and for agents. */
const sharing = { owner: 'dan', also: ['abe', 'ada'], told: { bea: 403, max: 403 } } as const satisfies Case;
const others = (Object.keys(cast) as Name[]).filter((name) => name !== 'emil');

export const participantGuards: Guards = {
  'GET /requests/:id/participants': [
    { owner: 'dan', also: ['dora', 'bea', 'ada', 'max', 'abe'], thing: withDora },
  ],
  'POST /requests/:id/participants': [
    {
      ...sharing,
      thing: async (w) => ({ params: { id: await shared(w) } }),
      body: () => ({ personId: 'per_dora' }),
    },
  ],
  'PATCH /requests/:id/participants/:participantId': [
    {
      ...sharing,
      told: { ...sharing.told, dora: 403 },
      thing: withDora,
      versioned: true,
      body: () => ({ right: 'view' }),
    },
  ],
  'DELETE /requests/:id/participants/:participantId': [
    { ...sharing, also: ['dora', 'abe', 'ada'], thing: withDora, versioned: true },
  ],
  'POST /requests/participations': [
    {
      owner: 'emil',
      told: Object.fromEntries(others.map((name) => [name, 403])),
      thing: invited,
      body: ({ params }) => ({ code: params?.['code'] }),
    },
  ],
};
