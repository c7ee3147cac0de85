import { json, type Guards, type Thing } from './case.ts';
import type { World } from '#tests/support/world.ts';

async function asked(w: World): Promise<Thing> {
  const words = { subject: 'The valve leaks', body: 'It drips.', category: 'problem' };
  const { id } = await json<{ id: string }>(w.as('dan').post('/requests', words));
  return { params: {}, words: [id] };
}

export const liveGuards: Guards = {
  // It has no end: who hears what is tried in live.test.ts.
  'GET /live': [],
  'POST /live/presence': [
    {
      owner: 'abe',
      also: ['ada'],
      told: { dan: 403, dora: 403, bea: 403, ben: 403, cleo: 403, emil: 403, freja: 403, max: 403, eve: 403 },
      thing: asked,
      body: ({ words = [] }) => ({ requestId: words[0], doing: 'reading' }),
    },
  ],
};
