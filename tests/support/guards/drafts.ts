import type { World } from '#tests/support/world.ts';
import { json, type Case, type Guards, type Thing } from './case.ts';

const body = { fields: { body: 'The bandicoot valve, once more' } };

/** Of one's own alone: whoever else reaches the request has begun nothing there. */
async function begun(w: World): Promise<Thing> {
  const asked = { subject: 'The valve leaks', body: 'It drips.', category: 'problem' };
  const { id } = await json<{ id: string }>(w.as('dan').post('/requests', asked));
  await json(w.as('dan').put(`/drafts/reply/${id}`, body, { 'If-Match': '"0"' }), 200);
  return { params: { kind: 'reply', subjectId: id }, version: 1, words: [body.fields.body] };
}

const own = { owner: 'dan', thing: begun } as const satisfies Case;

export const draftGuards: Guards = {
  'GET /drafts/:kind/:subjectId': [own],
  'PUT /drafts/:kind/:subjectId': [
    {
      ...own,
      versioned: true,
      told: { bea: 412, ada: 412, abe: 412, max: 412 },
      body: () => ({ fields: { body: 'It drips again.' } }),
    },
  ],
  'DELETE /drafts/:kind/:subjectId': [own],
};
