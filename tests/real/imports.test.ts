import { join } from 'node:path';

import { count, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';

import { accounts } from '#db/schema/accounts.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { importFile } from '../support/imports.ts';
import { world, type World } from '../support/world.ts';

const corpus = process.env['PORTICO_CORPUS'];
const PATIENCE_MS = 300_000;

const maven = (name: string) => join(corpus ?? '', 'crm-maven', name);

const COUNTRIES = ['--alias', 'Korea=South Korea', '--alias', 'Philipines=Philippines'];
const PEOPLE = ['--set', 'email={sales_agent}@agents.example'];
const DEALS = [
  '--set',
  'title={product} for {account}',
  '--set',
  'currency=USD',
  '--set',
  'closeOn=2017-12-31',
  '--set',
  'amount=0',
];
const counts = ({
  created,
  changed,
  unchanged,
  refused,
  rejected,
  state,
}: Awaited<ReturnType<typeof importFile>>) => ({
  created,
  changed,
  unchanged,
  refused,
  rejected,
  state,
});
const nothing = { created: 0, changed: 0, unchanged: 0, refused: 0, rejected: {}, state: 'done' };

/** 85 companies, 7 products, 6 managers as partners and their 35 agents. */
async function people(w: World) {
  const made = {
    accounts: await importFile(w, 'accounts', maven('accounts.csv'), COUNTRIES),
    products: await importFile(w, 'products', maven('products.csv'), ['--set', 'currency=USD']),
    partners: await importFile(w, 'accounts', maven('sales_teams.csv'), [
      '--map',
      'manager=name',
      '--map',
      'regional_office=',
      '--set',
      'kind=partner',
    ]),
    people: await importFile(w, 'people', maven('sales_teams.csv'), PEOPLE),
  };
  return made;
}

describe.skipIf(!corpus)('the sales of a real company (needs PORTICO_CORPUS)', () => {
  test(
    'companies, products, partners and people come in, and coming again changes nothing',
    { timeout: PATIENCE_MS },
    async () => {
      const w = await world();
      const spelled = await importFile(w, 'accounts', maven('accounts.csv'), ['--dry-run']);
      expect(counts(spelled)).toEqual({
        ...nothing,
        created: 83,
        refused: 2,
        rejected: { 'country.invalid': 2 },
        state: 'checked',
      });

      const first = await people(w);
      expect(counts(first.accounts)).toEqual({ ...nothing, created: 85 });
      expect(counts(first.products)).toEqual({ ...nothing, created: 7 });
      expect(counts(first.partners)).toEqual({ ...nothing, created: 6, unchanged: 29 });
      expect(counts(first.people)).toEqual({ ...nothing, created: 35 });
      const [subsidiaries] = await w.db.reader.select({ n: count(accounts.parentId) }).from(accounts);
      expect(subsidiaries?.n).toBe(15);

      const second = await people(w);
      expect(counts(second.accounts)).toEqual({ ...nothing, unchanged: 85 });
      expect(counts(second.products)).toEqual({ ...nothing, unchanged: 7 });
      expect(counts(second.partners)).toEqual({ ...nothing, unchanged: 35 });
      expect(counts(second.people)).toEqual({ ...nothing, unchanged: 35 });
    },
  );

  test(
    '8,800 opportunities: what names no product or no company is refused and counted',
    { timeout: PATIENCE_MS },
    async () => {
      const w = await world();
      await people(w);
      const file = maven('sales_pipeline.csv');
      const both = { 'customer.required': 1_425, 'product.unknown': 1_480 };

      const first = await importFile(w, 'opportunities', file, DEALS);
      expect(counts(first)).toEqual({ ...nothing, created: 6_117, refused: 2_683, rejected: both });

      const alias = ['--alias', 'GTXPro=GTX Pro'];
      const mended = await importFile(w, 'opportunities', file, [...DEALS, ...alias]);
      const without = { 'customer.required': 1_425 };
      expect(counts(mended)).toEqual({
        ...nothing,
        created: 1_258,
        unchanged: 6_117,
        refused: 1_425,
        rejected: without,
      });

      const again = await importFile(w, 'opportunities', file, [...DEALS, ...alias]);
      expect(counts(again)).toEqual({ ...nothing, unchanged: 7_375, refused: 1_425, rejected: without });
      expect(await w.db.reader.$count(opportunities)).toBe(7_375);
      expect(await w.db.reader.$count(opportunities, eq(opportunities.stage, 'won'))).toBe(4_238);
    },
  );
});
