import { opportunityActs } from '#tests/support/opportunities.ts';
import { live, make } from '#tests/support/materials.ts';
import type { Name, World } from '#tests/support/world.ts';
import { done, json, type Guards, type Thing } from './case.ts';

const request = { subject: 'The bandicoot valve leaks', body: 'It drips.', category: 'problem' };

const asked =
  (by: Name) =>
  async (w: World): Promise<Thing> => {
    const { id } = await json<{ id: string }>(w.as(by).post('/requests', request));
    return { words: [id, request.subject] };
  };

const begun =
  (shared: boolean) =>
  async (w: World): Promise<Thing> => {
    const { id } = await opportunityActs(w).begin('bea', { title: 'Numbat alarm', shared });
    return { words: [id, 'Numbat alarm'] };
  };

const met =
  (by: Name) =>
  async (w: World): Promise<Thing> => {
    const contact = { name: 'Noor Haddad', email: 'noor@dune.example', phone: '+351 21 555 0100' };
    const { id } = await json<{ id: string }>(w.as(by).post('/accounts/acc_dune/contacts', contact));
    return { words: [id, contact.name, contact.email] };
  };

async function put(w: World): Promise<Thing> {
  const { id } = await json<{ id: string }>(
    w.as('bea').post('/sites', { name: 'Wallaby shop', origins: ['https://wallaby.example'] }),
  );
  return { words: [id, 'Wallaby shop'] };
}

async function drafted(w: World): Promise<Thing> {
  const { id } = await make(w, { title: 'Wombat handbook' });
  return { words: [id, 'Wombat handbook'] };
}

async function downloaded(w: World): Promise<Thing> {
  const { id } = await live(w, { title: 'Wombat handbook' });
  await done(w.as('bea').get(`/materials/${id}/file`));
  return { words: ['material.downloaded', id] };
}

const queries = [
  '',
  '?actor=per_bea',
  '?actor=per_dan',
  '?account=acc_dune',
  '?account=acc_brightline',
  '?from=2020-01-01',
];
const seen = (subject: string) => [...queries, `?subject=${subject}`];

/** What happened to a thing is told to those who reach the thing, and to nobody else of the same account. */
export const eventGuards: Guards = {
  'GET /events': [
    { owner: 'dan', also: ['ada', 'max', 'abe'], thing: asked('dan'), queries: seen('request') },
    { owner: 'dora', also: ['dan', 'ada', 'max', 'abe'], thing: asked('dora'), queries: seen('request') },
    { owner: 'bea', also: ['ada', 'max', 'abe'], thing: asked('bea'), queries: seen('request') },
    { owner: 'bea', also: ['ben'], thing: begun(false), queries: seen('opportunity') },
    { owner: 'bea', also: ['ben', 'ada', 'max'], thing: begun(true), queries: seen('opportunity') },
    { owner: 'dan', also: ['ada', 'max', 'abe'], thing: met('dan'), queries: seen('contact') },
    { owner: 'bea', also: ['ben', 'dan', 'ada', 'max', 'abe'], thing: met('bea'), queries: seen('contact') },
    { owner: 'bea', also: ['ben', 'ada', 'max'], thing: put, queries: seen('site') },
    { owner: 'eve', also: ['ada', 'max', 'abe'], thing: drafted, queries: seen('material') },
    { owner: 'bea', also: ['ben', 'eve', 'ada', 'max', 'abe'], thing: downloaded, queries: seen('material') },
  ],
};
