import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { people } from '#db/schema/people.ts';
import { json } from '#tests/support/guards/case.ts';
import { tokenOf } from '#tests/support/guards/tokens.ts';
import { program } from '#tests/support/programs.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

const why = { reason: 'The laptop was stolen' };
const block = (by: Name, whom: string, version = 1) =>
  w.as(by).put(`/people/per_${whom}/block`, why, { 'if-match': `"${version}"` });
const unblock = (by: Name, whom: string, version = 2) =>
  w.as(by).delete(`/people/per_${whom}/block`, { 'if-match': `"${version}"` });

describe('who may shut whom out', () => {
  const TABLE = {
    ada: { ada: 403, max: 204, abe: 204, eve: 204, bea: 204, ben: 204, dan: 204 },
    max: { ada: 403, max: 403, abe: 403, eve: 403, bea: 204, ben: 204, dan: 204 },
    abe: { ada: 403, max: 403, abe: 403, eve: 403, bea: 403, ben: 403, dan: 403 },
    bea: { ada: 404, max: 404, abe: 404, eve: 404, bea: 403, ben: 403, dan: 404 },
  } as const satisfies Partial<Record<Name, Partial<Record<Name, number>>>>;
  const cells = Object.entries(TABLE).flatMap(([by, row]) =>
    Object.entries(row).map(([whom, status]) => ({ by: by as Name, whom, status: status as number })),
  );

  test.each(cells)('$by upon $whom is told $status', async ({ by, whom, status }) => {
    const before = await stateOf(w);
    const answer = await block(by, whom);
    const after = await stateOf(w);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);

    expect([answer.status, changed.includes('people'), changed.length > 0]).toEqual([
      status,
      status === 204,
      status === 204,
    ]);
  });
});

describe('whoever is shut out', () => {
  test('is out within one request, with sessions and tokens, and comes back without the sessions', async () => {
    const ben = w.as('ben');
    const { secret } = await tokenOf(w, 'ben');
    const asked = async () => [
      (await ben.get('/auth/session')).status,
      (await program(w, secret).get('/auth/session')).status,
    ];
    expect(await asked()).toEqual([200, 200]);

    expect((await block('ada', 'ben')).status).toBe(204);
    expect(await asked()).toEqual([401, 401]);
    expect((await unblock('ada', 'ben')).status).toBe(204);
    expect(await asked()).toEqual([401, 200]);
  });

  test('is not shut out twice, nor let in twice, nor by who has read an older state', async () => {
    expect((await unblock('ada', 'ben', 1)).status).toBe(409);
    expect((await block('ada', 'ben', 7)).status).toBe(412);
    const both = await Promise.all([block('ada', 'ben'), block('max', 'ben')]);

    expect(both.map(({ status }) => status).sort()).not.toEqual([204, 204]);
    expect((await block('ada', 'ben', 2)).status).toBe(409);
    const [ben] = await w.db.reader.select().from(people).where(eq(people.id, 'per_ben'));
    expect([ben?.version, ben?.disabledAt instanceof Date]).toEqual([2, true]);
  });

  test('is known to be so by the account, while the reason is for the house', async () => {
    await block('ada', 'ben');
    type Told = { items: { name: string; values: { field: string; after: unknown }[] }[] };
    const told = async (name: Name) =>
      (await json<Told>(w.as(name).get('/events?subject=person'), 200)).items.find(
        (event) => event.name === 'person.blocked',
      );

    expect(JSON.stringify(await told('ada'))).toContain(why.reason);
    expect(await told('bea')).toBeDefined();
    expect(JSON.stringify(await told('bea'))).not.toContain(why.reason);
    expect(await told('cleo')).toBeUndefined();
  });

  test('is shut out for a reason', async () => {
    const version = { 'if-match': '"1"' };

    expect((await w.as('ada').put('/people/per_ben/block', { reason: ' ' }, version)).status).toBe(422);
  });
});
