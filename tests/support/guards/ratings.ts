import { requests } from '#db/schema/requests.ts';
import { shared } from '#tests/support/participants.ts';
import type { World } from '#tests/support/world.ts';
import { done, type Case, type Guards, type Thing } from './case.ts';

/** Dan asked, Abe has solved it, Dan says that it is. */
export async function closed(w: World): Promise<Thing> {
  const id = await shared(w);
  await done(w.as('abe').post(`/requests/${id}/messages`, { body: 'Turn it off.', choice: 'solve' }));
  const { version } = await w.system.find(requests, id);
  await done(w.as('dan').put(`/requests/${id}/acceptance`, {}, { 'if-match': `"${version}"` }));
  return { params: { id } };
}

async function rated(w: World): Promise<Thing> {
  const thing = await closed(w);
  await done(
    w.as('dan').put(`/requests/${thing.params?.['id']}/rating`, { score: 'good', comment: 'A potoroo.' }),
  );
  return { ...thing, words: ['potoroo'] };
}

const agents = { owner: 'abe', also: ['ada'] } as const satisfies Case;

export const ratingGuards: Guards = {
  // A partner who may read the request learns nothing of what its customer thought.
  'GET /requests/:id/rating': [
    { owner: 'dan', also: ['abe', 'ada', 'max'], told: { bea: 403 }, thing: rated },
  ],
  'PUT /requests/:id/rating': [
    { owner: 'dan', told: { bea: 403 }, thing: closed, body: () => ({ score: 'poor' }) },
  ],
  'GET /ratings': [
    { ...agents, queries: [''], thing: async (w) => ({ ...(await rated(w)), words: ['problem'] }) },
  ],
};
