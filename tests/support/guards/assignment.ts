import { addRule } from '#api/assignment/service.ts';
import type { World } from '#tests/support/world.ts';
import type { Case, Guards, Thing } from './case.ts';

let count = 0;

export const dealing = (name = 'Wombat team', more: object = {}) => ({
  name,
  position: 1,
  enabled: true,
  categories: [],
  typeIds: [],
  locales: [],
  accountId: null,
  method: 'round_robin' as const,
  agentIds: ['per_abe', 'per_ada'],
  ...more,
});

const rule = async (w: World): Promise<Thing> => {
  count += 1;
  const name = `Wombat team ${count}`;
  const { id, version } = await addRule(w.as('ada').scope, dealing(name));
  return { params: { id }, version, words: [name, id] };
};
const read = { owner: 'ada', also: ['abe'], thing: rule } as const satisfies Case;

export const assignmentGuards: Guards = {
  'GET /assignment-rules': [{ ...read, queries: [''] }],
  'GET /assignment-rules/:id': [read],
  'POST /assignment-rules': [{ owner: 'ada', body: () => dealing() }],
  'PUT /assignment-rules/:id': [{ owner: 'ada', thing: rule, versioned: true, body: () => dealing() }],
};
