import type { World } from '#tests/support/world.ts';
import { accountGuards } from './accounts.ts';
import type { Case, Guards, Thing } from './case.ts';
import { json } from './case.ts';
import { opportunityGuards } from './opportunities.ts';
import { requestGuards } from './requests.ts';

/** A file shows what its list shows, to the same readers. */
const asListed = (list: Guards[string] | undefined): readonly Case[] =>
  list && !('public' in list) ? list.map(shown) : [];

/** In a file there are names instead of ids. */
const shown = (one: Case): Case => ({
  ...one,
  ...(one.thing ? { thing: async (w: World) => named(await one.thing?.(w)) } : {}),
});
const named = (thing: Thing = {}): Thing => ({ ...thing, words: (thing.words ?? []).slice(0, 1) });

async function met(w: World): Promise<Thing> {
  const contact = { name: 'Noor Haddad', email: 'noor@dune.example' };
  await json(w.as('dan').post('/accounts/acc_dune/contacts', contact));
  return { words: [contact.name, contact.email] };
}

export const exportGuards: Guards = {
  'GET /exports/accounts': asListed(accountGuards['GET /accounts']),
  'GET /exports/contacts': [
    {
      owner: 'dan',
      also: ['dora', 'bea', 'ben', 'cleo', 'ada', 'max', 'abe'],
      thing: met,
      queries: ['', '?q=dune', '?kind=partner'],
    },
    {
      owner: 'dan',
      also: ['dora', 'bea', 'ben', 'cleo', 'ada', 'max', 'abe'],
      told: { freja: 404, emil: 404 },
      thing: met,
      queries: ['?account=acc_dune'],
    },
  ],
  'GET /exports/opportunities': asListed(opportunityGuards['GET /opportunities']),
  'GET /exports/requests': asListed(requestGuards['GET /requests']),
};
