import { beforeEach, describe, expect, test } from 'vitest';

import { DAY_MS, opportunityActs } from '../support/opportunities.ts';
import { world, type World } from '../support/world.ts';

let w: World;
let o: ReturnType<typeof opportunityActs>;
beforeEach(async () => {
  w = await world();
  o = opportunityActs(w);
});

describe('the list', () => {
  const today = new Date().toISOString().slice(0, 10);
  const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

  test('counts and adds up by state and currency', async () => {
    const [a, b] = [await o.begin('bea', { title: 'A' }), await o.begin('bea', { title: 'B', amount: 1_00 })];
    await o.begin('bea', { title: 'C', amount: 200_50, currency: 'USD' });
    await o.begin('bea', { title: 'D', amount: 7_00 });
    await o.stand(a.id, 'won');
    await o.stand(b.id, 'lost');

    expect(await o.list('ben')).toMatchObject({
      total: 2,
      counts: { open: 2, won: 1, lost: 1, all: 4 },
      worth: [
        { currency: 'EUR', amount: 7_00 },
        { currency: 'USD', amount: 200_50 },
      ],
    });
    expect(await o.titles('ben', '?state=won')).toEqual(['A']);
    expect(await o.titles('ben', '?state=lost')).toEqual(['B']);
  });

  test('is narrowed by stage, owner, customer, words and days', async () => {
    const { id } = await o.begin('bea', {
      title: 'Dryer Überwachung',
      closeOn: inDays(-2),
      ownerId: 'per_ben',
    });
    await o.stand(id, 'propose');
    await o.begin('bea', { title: 'Silo', customerId: 'acc_ember', closeOn: today });
    await o.begin('bea', { title: 'Later', closeOn: '2098-01-01' });

    expect(await o.titles('bea', '?stage=propose')).toEqual(['Dryer Überwachung']);
    expect(await o.titles('bea', '?owner=per_ben')).toEqual(['Dryer Überwachung']);
    expect(await o.titles('bea', '?customer=acc_ember')).toEqual(['Silo']);
    expect(await o.titles('bea', '?q=UBERWACH+dune')).toEqual(['Dryer Überwachung']);
    expect(await o.titles('bea', '?q=uberwach+ember')).toEqual([]);
    expect(await o.titles('bea', '?closes=past')).toEqual(['Dryer Überwachung']);
    expect(await o.titles('bea', '?closes=quarter')).toContain('Silo');
    expect(await o.titles('bea', '?closes=month')).not.toContain('Later');
    expect(await o.titles('bea', `?closesBefore=${today}`)).toEqual(['Dryer Überwachung']);
    expect(await o.titles('bea', '?sort=-closeOn')).toEqual(['Later', 'Silo', 'Dryer Überwachung']);
    expect((await w.as('bea').get('/opportunities?stage=nowhere')).status).toBe(422);
  });

  test('finds them by the name that their customer bears now', async () => {
    await o.begin('bea');
    await o.begin('bea', { title: 'Silo', customerId: 'acc_ember' });
    await w.as('ada').patch('/accounts/acc_ember', 1, { name: 'Glut & Söhne' });
    await w.settle();

    expect(await o.titles('bea', '?q=sohne')).toEqual(['Silo']);
    expect(await o.titles('bea', '?q=ember')).toEqual([]);
    expect(await o.titles('bea', '?q=dune')).toHaveLength(1);
  });

  test('knows what has stood still too long for its stage', async () => {
    for (const [stage, days] of [
      ['qualify', 13],
      ['qualify', 15],
      ['discover', 15],
      ['negotiate', 22],
      ['won', 400],
    ] as const) {
      const { id } = await o.begin('bea', { title: `${stage} ${days}` });
      await o.stand(id, stage, days);
    }

    const { items, stalled } = await o.list('bea', '?stalled=yes');
    expect(items.map(({ title }) => title).sort()).toEqual(['negotiate 22', 'qualify 15']);
    expect(items.every((item) => item['stalled'] === true)).toBe(true);
    expect(stalled).toBe(2);
    expect((await o.list('bea')).items.filter((item) => item['stalled'])).toHaveLength(2);
  });

  test('pages by key, forth and back', async () => {
    for (let n = 10; n < 40; n += 1)
      await o.begin('bea', { title: `${n}`, closeOn: `2098-01-${n - 9}`.replace(/-(\d)$/, '-0$1') });
    const first = await o.list('bea');
    const second = await o.list('bea', `?after=${first.next}`);

    expect(first.items.map(({ title }) => title)).toEqual(Array.from({ length: 25 }, (_, n) => `${n + 10}`));
    expect(second.items.map(({ title }) => title)).toEqual(['35', '36', '37', '38', '39']);
    expect(await o.titles('bea', `?before=${String(second['previous'])}`)).toEqual(
      first.items.map(({ title }) => title),
    );
  });
});
