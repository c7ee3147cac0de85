import { expect, test } from 'vitest';

import { json } from '#tests/support/guards/case.ts';
import { figuresOf, marker, plant, words } from '#tests/support/privacy/planting.ts';
import { filesWith, rowsWith } from '#tests/support/privacy/searching.ts';
import { world, type World } from '#tests/support/world.ts';
import { memberships, people } from '#db/schema/people.ts';

const PATIENCE_MS = 120_000;
type Seen = { id: string; version: number; state: string; tally: Record<string, number> };

/** Somebody else leads the account, so that its owner can go. */
async function anotherLeader({ db }: World): Promise<void> {
  await db.direct.insert(people).values({ id: 'per_lea', email: 'lea@dune.example', name: 'Lea Moor' });
  await db.direct.insert(memberships).values({
    id: 'mem_lea',
    personId: 'per_lea',
    accountId: 'acc_dune',
    roleId: 'role_customer_owner',
  });
}

async function asked(w: World): Promise<Seen> {
  expect((await w.as('dan').post('/profile/erasure', { reason: marker.reason })).status).toBe(202);
  const { items } = await json<{ items: Seen[] }>(w.as('ada').get('/privacy/erasures'), 200);
  return items[0] as Seen;
}

const put = (w: World, { id, version }: Seen, what: string, body: unknown) =>
  w.as('ada').put(`/privacy/erasures/${id}/${what}`, body, { 'if-match': `"${version}"` });

test(
  'whoever is erased stands nowhere any more, and every figure holds',
  { timeout: PATIENCE_MS },
  async () => {
    const w = await world();
    await anotherLeader(w);
    await plant(w);
    const erasure = await asked(w);
    const planted = [...(await rowsWith(w, words)), ...(await filesWith(w, words))].join('\n');
    expect(words.filter((word) => !planted.includes(`${word} in `))).toEqual([]);
    await json(put(w, erasure, 'approval', {}), 200);
    const figures = await figuresOf(w);
    const run = await put(w, { ...erasure, version: 2 }, 'run', { name: marker.name });
    expect(run.status).toBe(202);

    await w.settle();

    const seen = await json<Seen>(w.as('ada').get(`/privacy/erasures/${erasure.id}`), 200);
    expect(seen.state).toBe('done');
    expect(await rowsWith(w, words)).toEqual([]);
    expect(await filesWith(w, words)).toEqual([]);
    expect(await figuresOf(w)).toEqual(figures);
  },
);
