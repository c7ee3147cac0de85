import { live } from '#tests/support/materials.ts';
import { opportunityActs } from '#tests/support/opportunities.ts';
import type { Name, World } from '#tests/support/world.ts';
import { done, json, type Guards, type Thing } from './case.ts';

const asked =
  (by: Name) =>
  async (w: World): Promise<Thing> => {
    const request = { subject: 'The bandicoot valve leaks', body: 'It drips.', category: 'problem' };
    const { id } = await json<{ id: string }>(w.as(by).post('/requests', request));
    return { words: [id, request.subject] };
  };

const begun =
  (shared: boolean) =>
  async (w: World): Promise<Thing> => {
    const { id } = await opportunityActs(w).begin('bea', { title: 'Bandicoot alarm', shared });
    return { words: [id, 'Bandicoot alarm'] };
  };

async function met(w: World): Promise<Thing> {
  const { version } = await json<{ version: number }>(w.as('ada').get('/accounts/acc_dune'), 200);
  await done(w.as('ada').patch('/accounts/acc_dune', version, { name: 'Bandicoot Labs' }));
  return { words: ['acc_dune', 'Bandicoot Labs'] };
}

async function published(w: World): Promise<Thing> {
  const { id } = await live(w, { title: 'Bandicoot handbook' });
  return { words: [id, 'Bandicoot handbook'] };
}

const queries = ['?q=bandicoot', '?q=BANDICOOT', '?q=ban', '?q=a', ''];

/** A search over everything is every list at once, so each thing of a list is looked for here as well. */
export const findGuards: Guards = {
  'GET /find': [
    { owner: 'dan', also: ['bea', 'ada', 'max', 'abe'], thing: asked('dan'), queries },
    { owner: 'bea', also: ['ben'], thing: begun(false), queries },
    { owner: 'bea', also: ['ben', 'ada', 'max'], thing: begun(true), queries },
    {
      owner: 'dan',
      also: ['dora', 'bea', 'ben', 'cleo', 'ada', 'max', 'abe'],
      thing: met,
      queries,
    },
    { owner: 'bea', also: ['ben', 'cleo', 'ada', 'max', 'abe', 'eve'], thing: published, queries },
  ],
};
