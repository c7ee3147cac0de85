import { removeMacro } from '#api/macros/service.ts';
import type { World } from '#tests/support/world.ts';
import { json, type Case, type Guards, type Thing } from './case.ts';

const macro = { name: 'Thank the numbat', reply: 'Dear {{requester}}, thank you.', tags: ['Numbat'] };
const words = { subject: 'The bandicoot valve leaks', body: 'It drips into the yard.', category: 'problem' };
type Made = { id: string; version: number };

async function made(w: World): Promise<Thing> {
  const { id, version } = await json<Made>(w.as('abe').post('/macros', macro));
  return { params: { id }, version, words: [macro.name, id] };
}
async function removed(w: World): Promise<Thing> {
  const { params = {}, version = 1 } = await made(w);
  await removeMacro(w.as('abe').scope, params['id'] ?? '', version);
  return { params, version: version + 1 };
}
/** One that all of them have, and a request to run it on. */
async function shared(w: World): Promise<Thing> {
  const all = { ...macro, shared: true };
  const { id: macroId } = await json<Made>(w.as('abe').post('/macros', all));
  const { id, version } = await json<Made>(w.as('dan').post('/requests', words));
  return { params: { id, macroId }, version };
}

const own = { owner: 'abe', thing: made } as const satisfies Case;

export const macroGuards: Guards = {
  'GET /macros': [{ ...own, queries: [''] }],
  'GET /macros/:id': [own],
  'POST /macros': [{ owner: 'abe', also: ['ada'], body: () => macro }],
  'PUT /macros/:id': [
    { ...own, versioned: true, body: () => ({ name: 'Thank the quoll', status: 'closed' }) },
  ],
  'DELETE /macros/:id': [{ ...own, versioned: true }],
  'DELETE /macros/:id/removal': [{ ...own, thing: removed, versioned: true }],
  'GET /requests/:id/macros/:macroId': [{ owner: 'abe', also: ['ada'], thing: shared }],
  'PUT /requests/:id/macro': [
    {
      owner: 'abe',
      also: ['ada'],
      thing: async (w) => {
        const { params = {}, ...rest } = await shared(w);
        const { id = '', macroId = '' } = params;
        return { ...rest, params: { id }, words: [macroId] };
      },
      versioned: true,
      body: ({ words: [macroId] = [] }) => ({ macroId }),
    },
  ],
};
