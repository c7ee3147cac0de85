import { removeView } from '#api/views/service.ts';
import type { World } from '#tests/support/world.ts';
import { json, type Case, type Guards, type Thing } from './case.ts';

const view = { name: 'Numbat alarms', filter: { tab: 'open', q: 'numbat' } };
type Made = { id: string; version: number };

async function made(w: World): Promise<Thing> {
  const { id, version } = await json<Made>(w.as('abe').post('/views', view));
  return { params: { id }, version, words: [view.name, id] };
}
async function removed(w: World): Promise<Thing> {
  const { params = {}, version = 1 } = await made(w);
  await removeView(w.as('abe').scope, params['id'] ?? '', { version });
  return { params, version: version + 1 };
}

const own = { owner: 'abe', thing: made } as const satisfies Case;

export const viewGuards: Guards = {
  'GET /views': [{ ...own, queries: [''] }],
  'POST /views': [
    {
      owner: 'abe',
      also: ['ada', 'max'],
      told: { dan: 403, dora: 403, bea: 403, ben: 403, cleo: 403, emil: 403, freja: 403 },
      body: () => view,
    },
  ],
  'PUT /views/:id': [{ ...own, versioned: true, body: () => ({ name: 'Quoll alarms' }) }],
  'DELETE /views/:id': [{ ...own, versioned: true }],
  'DELETE /views/:id/removal': [{ ...own, thing: removed, versioned: true }],
};
