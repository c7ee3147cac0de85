import { join } from 'node:path';

import { and, count, eq, isNotNull, like, lt } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';

import { accounts, contacts } from '#db/schema/accounts.ts';
import { mails } from '#db/schema/mails.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { messages, requests } from '#db/schema/requests.ts';
import { importFile, importText } from '../support/imports.ts';
import { world, type World } from '../support/world.ts';

const corpus = process.env['PORTICO_CORPUS'];
const PATIENCE_MS = 600_000;

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

describe.skipIf(!corpus)('the tickets of a real desk (needs PORTICO_CORPUS)', () => {
  const file = join(corpus ?? '', 'tickets-customer-support', 'customer_support_tickets.csv');
  const retail = ['--set', 'account=Retail customers'];

  test(
    '8,469 come in as they were, in silence, and coming again changes nothing',
    { timeout: PATIENCE_MS },
    async () => {
      const w = await world();
      const homeless = await importFile(w, 'requests', file, ['--dry-run']);
      expect(counts(homeless)).toMatchObject({
        created: 0,
        refused: 8_469,
        rejected: { 'account.required': 8_469 },
      });

      await importText(w, 'accounts', 'name\nRetail customers\n');
      const first = await importFile(w, 'requests', file, retail);
      expect(first.analysis).toMatchObject({ lines: 29_808, encoding: 'utf-8', delimiter: ',' });
      expect(counts(first)).toEqual({ ...nothing, created: 8_469 });
      const { reader } = w.db;
      expect(await reader.$count(contacts, isNotNull(contacts.email))).toBe(8_320 + 2);
      expect(await reader.$count(messages, like(messages.body, '%{product_purchased}%'))).toBe(8_469);
      for (const [status, number] of [
        ['submitted', 2_819],
        ['waiting_customer', 2_881],
        ['closed', 2_769],
      ] as const)
        expect([status, await reader.$count(requests, eq(requests.status, status))]).toEqual([
          status,
          number,
        ]);
      for (const [channel, number] of [
        ['email', 2_143],
        ['phone', 2_132],
        ['social', 2_121],
        ['chat', 2_073],
      ] as const)
        expect([channel, await reader.$count(requests, eq(requests.channel, channel))]).toEqual([
          channel,
          number,
        ]);

      const odd = and(lt(requests.resolvedAt, requests.firstResponseAt), eq(requests.status, 'closed'));
      expect(await reader.$count(requests, odd)).toBe(1_365);
      const [one] = await reader.select({ id: requests.id }).from(requests).where(odd).limit(1);
      const shown = await (await w.as('abe').get(`/requests/${one?.id}`)).text();
      expect(shown).toContain('"resolvedAt":"2023-0');
      expect(shown).not.toMatch(/:-\d/);
      expect(await reader.$count(mails)).toBe(0);

      const second = await importFile(w, 'requests', file, retail);
      expect(counts(second)).toEqual({ ...nothing, unchanged: 8_469 });
    },
  );
});
