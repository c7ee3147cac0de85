import { changeMany } from '#api/bulk/service.ts';
import { Scope } from '#api/core/scope.ts';
import type { World } from '#tests/support/world.ts';
import { json, type Guards, type Thing } from './case.ts';

const words = { subject: 'The bandicoot valve leaks', body: 'It drips into the yard.', category: 'problem' };

async function asked(w: World): Promise<Thing> {
  const { id } = await json<{ id: string }>(w.as('dan').post('/requests', words));
  return { params: { request: id }, words: [id] };
}

async function changed(w: World): Promise<Thing> {
  const { params = {} } = await asked(w);
  const scope = new Scope(w.portico.base, w.as('abe').actor, { id: 'change' });
  await changeMany(scope, { ids: [params['request'] ?? ''], act: 'tag', tag: 'Flood' });
  return { params: { id: 'change' } };
}

export const bulkGuards: Guards = {
  'POST /request-changes': [
    {
      owner: 'abe',
      also: ['ada'],
      thing: asked,
      body: ({ params = {} }) => ({ ids: [params['request']], act: 'tag', tag: 'Flood' }),
    },
  ],
  // What somebody else has changed is not there to be taken back.
  'DELETE /request-changes/:id': [{ owner: 'abe', thing: changed }],
};
