import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { csvLine, harmless, restored } from '#api/core/csv.ts';
import { fold } from '#db/fold.ts';
import { accounts, contacts } from '#db/schema/accounts.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { requests } from '#db/schema/requests.ts';
import { injections, naughty, scripts } from '#tests/support/attack/strings.ts';
import { askBy, offered, version, words } from '#tests/support/forms.ts';
import { done } from '#tests/support/guards/case.ts';
import { importText } from '#tests/support/imports.ts';
import { opportunityActs } from '#tests/support/opportunities.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const formulas = ['=1+1', '+351 21 555', '-2', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x'];

let w: World;
beforeEach(async () => {
  w = await world();
});

async function file(name: Name, path: string): Promise<string> {
  const answer = await w.as(name).get(`/exports/${path}`);
  expect(answer.status).toBe(200);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
}
const rowsIn = (text: string) => parse(text, { columns: true, bom: true }) as Record<string, string>[];

const only = (key: string) => ({
  key: 'only',
  title: { en: 'Only' },
  fields: [{ key, kind: 'text', label: { en: key } }],
});

describe('a cell', () => {
  test.each([...formulas, "'=1", "''=1", "'", "'s-Hertogenbosch", ...naughty, ...scripts, ...injections])(
    'comes back as it was, and is no formula in between: %j',
    (text) => {
      expect(restored(harmless(text))).toBe(text);
      expect(harmless(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      expect((parse(csvLine(['before', text, 'after'])) as string[][])[0]?.map(restored)).toEqual([
        'before',
        text,
        'after',
      ]);
    },
  );
});

describe('a file', () => {
  test('is a download that no browser shows', async () => {
    const answer = await w.as('ada').get('/exports/accounts');

    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="accounts.csv"');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await file('ada', 'accounts')).startsWith('\ufeffkey,name,kind,')).toBe(true);
  });

  test('holds all of a long list, in its order and once', async () => {
    const many = Array.from({ length: 1_203 }, (_, n) => ({
      id: `acc_m${n}`,
      kind: 'customer' as const,
      name: `Many ${String(n).padStart(4, '0')}`,
      searchText: fold(`Many ${n}`),
    }));
    await w.db.direct.insert(accounts).values(many);
    const met = many.map(({ id }, n) => ({ accountId: id, name: `Contact ${n}` }));
    await w.db.direct.insert(contacts).values(met);

    expect(rowsIn(await file('ada', 'accounts?q=many')).map(({ name }) => name)).toEqual(
      many.map(({ name }) => name),
    );
    expect(rowsIn(await file('ada', 'accounts?q=many&sort=-name'))[0]?.['name']).toBe('Many 1202');
    const found = rowsIn(await file('ada', 'contacts?q=many')).map(
      ({ account, name }) => `${account} ${name}`,
    );
    expect(found.sort()).toEqual(many.map(({ name }, n) => `${name} Contact ${n}`).sort());
  });

  test('holds what was filled in with requests, to each as much as he reads', async () => {
    const secret = await offered(w, { accountIds: ['acc_ember'], sections: [only('puggle')] });
    const { id } = await offered(w);
    const sent = await askBy(w, 'dan', id, { family: 'flow', serial: 'AB-1234', reading: 12.5 });
    await done(w.as('abe').put(`/requests/${sent.id}/fields`, { fields: { cause: '=1+1' } }, version(1)));
    await askBy(w, 'dora', id, { family: 'level' });
    await askBy(w, 'emil', secret.id, { puggle: 'Seen' });
    await done(w.as('dan').post('/requests', { ...words, category: 'question' }));
    const answers = (row: Record<string, string> = {}) =>
      Object.fromEntries(Object.entries(row).filter(([name, cell]) => name.startsWith('field.') && cell));

    const own = rowsIn(await file('dan', 'requests?tab=all'));
    expect(own).toHaveLength(3);
    expect(Object.keys(own[0] ?? {}).filter((name) => /cause|puggle/.test(name))).toEqual([]);
    expect(own.map(answers)).toContainEqual({
      'field.family': 'flow',
      'field.serial': 'AB-1234',
      'field.reading': '12.5',
    });
    const ours = rowsIn(await file('abe', 'requests?tab=all')).map(answers);
    expect(ours).toContainEqual({ 'field.puggle': 'Seen' });
    expect(ours).toContainEqual(expect.objectContaining({ 'field.cause': "'=1+1", 'field.family': 'flow' }));
    expect(Object.keys(rowsIn(await file('ben', 'requests?tab=all'))[0] ?? {}).join()).not.toContain(
      'puggle',
    );
  });

  test('is narrowed as the list is', async () => {
    const { begin, move } = opportunityActs(w);
    const won = await begin('bea', { title: 'Won' });
    await done(move('bea', won, { stage: 'won' }));
    await begin('bea', { title: 'Open' });

    expect(rowsIn(await file('bea', 'opportunities')).map(({ title }) => title)).toEqual(['Open']);
    expect(rowsIn(await file('bea', 'opportunities?state=won'))).toMatchObject([
      {
        title: 'Won',
        customer: 'Dune Labs',
        owner: 'Bea Sandoval',
        amount: '41000',
        currency: 'EUR',
        stage: 'won',
      },
    ]);
    expect((await w.as('bea').get('/exports/opportunities?state=lots')).status).toBe(422);
  });

  test('says who works on a request to nobody but staff', async () => {
    await done(w.as('dan').post('/requests', { subject: '=1+1', body: 'x', category: 'problem' }));
    await w.db.direct.update(requests).set({ assigneeId: 'per_abe' });

    expect(rowsIn(await file('dan', 'requests'))).toMatchObject([
      { key: 'REQ-1', subject: "'=1+1", assignee: '' },
    ]);
    expect(rowsIn(await file('abe', 'requests'))).toMatchObject([{ assignee: 'Abe Okafor' }]);
  });
});

describe('what was exported comes in again', () => {
  /** Another house, in which nothing has happened yet. */
  const into = async (kind: 'accounts' | 'contacts' | 'opportunities', text: string) => {
    const other = await world();
    await other.db.direct.delete(contacts);
    const report = await importText(other, kind, text);
    expect(report).toMatchObject({ state: 'done', rejected: {} });
    return other;
  };
  const strange = [...naughty, ...formulas, ...scripts, ...injections]
    .map((text) => text.trim())
    .filter((text) => text.length > 1 && text.length <= 90);

  test('companies and their contacts, with the strangest names', async () => {
    for (const [n, name] of strange.entries()) {
      const given = { accountId: 'acc_dune', name: `${name}`, title: name, email: `c${n}@dune.example` };
      await w.db.direct.insert(contacts).values(given);
    }
    const other = await into('contacts', await file('ada', 'contacts?account=acc_dune'));

    const told = async ({ db }: World) =>
      (await db.reader.select().from(contacts).where(eq(contacts.accountId, 'acc_dune')))
        .map(({ name, title, email }) => [email, name, title].join(' | '))
        .sort();
    const before = await told(w);
    expect(before.length).toBeGreaterThan(100);
    expect(await told(other)).toEqual(before.map((text) => text.replace(/\r\n?/g, '\n')));
  });

  test('opportunities, amounts and days to the cent and the day', async () => {
    const { begin } = opportunityActs(w);
    await begin('bea', {
      title: '=HYPERLINK("x")',
      amount: 12_345_67,
      nextStep: '-call',
      nextStepOn: '2099-01-02',
    });
    await begin('ben', { title: 'Two, "three"', amount: 5, currency: 'USD' });
    const other = await into('opportunities', await file('bea', 'opportunities'));

    const facts = async ({ db }: World) =>
      (await db.reader.select().from(opportunities))
        .map(({ title, amount, currency, closeOn, nextStep, nextStepOn, stage, ownerId, customerId }) => {
          const worth = { amount, currency, closeOn };
          return { title, ...worth, nextStep, nextStepOn, stage, ownerId, customerId };
        })
        .sort((a, b) => a.amount - b.amount);
    expect(await facts(other)).toEqual(await facts(w));
  });
});
