import { asc, like } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';

import { sections } from '#db/schema/articles.ts';
import { json } from '#tests/support/guards/case.ts';
import { world, type World } from '#tests/support/world.ts';

describe('a heading', () => {
  const names = { en: 'Radio', es: 'Radio', ru: 'Радио' };
  const add = async (w: World, parentId?: string) =>
    w.as('eve').post('/articles/sections', parentId === undefined ? names : { ...names, parentId });

  test('stands under a topic, and nothing stands under it', async () => {
    const w = await world();
    const { id: topic } = await json<{ id: string }>(add(w));
    const { id: part } = await json<{ id: string }>(add(w, topic));
    const deeper = await add(w, part);
    const rows = await w.system
      .shared(sections, like(sections.slug, 'radio%'))
      .orderBy(asc(sections.position));

    expect(rows.map(({ id, parentId }) => [id, parentId])).toEqual([
      [topic, null],
      [part, topic],
    ]);
    expect([deeper.status, await deeper.json()]).toMatchObject([
      422,
      { fields: { parentId: 'invalid_value' } },
    ]);
  });

  test.each(['sec_none', 'acc_house'])('does not stand under %s', async (parentId) => {
    const w = await world();
    const before = await w.system.shared(sections);

    expect((await add(w, parentId)).status).toBe(422);
    expect(await w.system.shared(sections)).toEqual(before);
  });
});
