import type { World } from '#tests/support/world.ts';
import { done, json, type Case, type Guards, type Thing } from './case.ts';

const words = { subject: 'The bandicoot valve leaks', body: 'It drips into the yard.', category: 'problem' };

async function tagged(w: World): Promise<Thing> {
  const { id } = await json<{ id: string }>(w.as('dan').post('/requests', words));
  await done(w.as('abe').put(`/requests/${id}/tags`, { add: ['Potoroo'] }));
  return { params: { id }, words: ['Potoroo'] };
}

const agents = { owner: 'abe', also: ['ada'], thing: tagged } as const satisfies Case;

export const tagGuards: Guards = {
  'GET /tags': [{ ...agents, queries: [''] }],
  'GET /requests/:id/tags': [agents],
  'PUT /requests/:id/tags': [{ ...agents, body: () => ({ remove: ['Potoroo'] }) }],
};
