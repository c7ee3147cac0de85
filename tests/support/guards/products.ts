import { products } from '#db/schema/products.ts';
import type { World } from '#tests/support/world.ts';
import type { Guards, Thing } from './case.ts';

let count = 0;

/** Partners read what is for partners; the house reads everything. */
const made =
  (audience: 'partners' | 'internal') =>
  async (w: World): Promise<Thing> => {
    count += 1;
    const name = `Numbat ${count}`;
    const row = { name, nameKey: name.toLowerCase(), audience, searchText: name.toLowerCase() };
    const product = await w.system.write((write) => write.insert(products, row));
    return { params: { id: product.id }, version: 1, words: [name, product.id] };
  };

const house = ['max', 'abe', 'eve'] as const;
const inside = { owner: 'ada', also: house, thing: made('internal') } as const;
const forPartners = {
  owner: 'bea',
  also: ['ben', 'cleo', 'ada', ...house],
  thing: made('partners'),
} as const;
const queries = ['', '?q=numbat'];

export const productGuards: Guards = {
  'GET /products': [
    { ...forPartners, queries },
    { ...inside, queries },
  ],
  'GET /products/:id': [forPartners, inside],
  'PATCH /products/:id': [
    {
      owner: 'ada',
      also: ['max'],
      thing: made('partners'),
      versioned: true,
      body: () => ({ series: 'Bush' }),
    },
  ],
};
