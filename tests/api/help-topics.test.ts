import { expect, test } from 'vitest';

import { helpTopics } from '#api/articles/reading.ts';
import { sections } from '#db/schema/articles.ts';
import { done, json } from '#tests/support/guards/case.ts';
import { world, type Name } from '#tests/support/world.ts';

const names = { en: 'Lamps', es: 'Lámparas', ru: 'Лампы' };
const words = { title: 'Dim a lamp', summary: 'Slowly.', body: 'Turn the knob.' };

test('topics stand under their headings, one with articles of its own among those below it', async () => {
  const w = await world();
  await w.db.direct.insert(sections).values([
    { id: 'sec_devices', slug: 'devices', names, position: 0 },
    { id: 'sec_lamps', slug: 'lamps', names, position: 1 },
    { id: 'sec_desk', slug: 'desk', names, position: 2, parentId: 'sec_lamps' },
    { id: 'sec_wall', slug: 'wall', names, position: 3, parentId: 'sec_lamps' },
    { id: 'sec_empty', slug: 'empty', names, position: 4 },
  ]);
  const publish = async (sectionId: string, audience = 'public') => {
    const article = { sectionId, audience, locale: 'en', ...words };
    const { id } = await json<{ id: string }>(w.as('eve').post('/articles', article));
    await done(w.as('eve').put(`/articles/${id}/publication`));
  };
  for (const sectionId of ['sec_devices', 'sec_lamps', 'sec_desk', 'sec_desk']) await publish(sectionId);
  await publish('sec_wall', 'partners');
  const topics = async (name?: Name) =>
    (await helpTopics((name ? w.as(name) : w.guest()).scope, 'en')).map(({ heading, topics }) => [
      heading?.slug,
      ...topics.map(({ section, total }) => `${section.slug} ${total}`),
    ]);

  expect(await topics()).toEqual([
    [undefined, 'devices 1'],
    ['lamps', 'lamps 1', 'desk 2'],
  ]);
  expect(await topics('bea')).toEqual([
    [undefined, 'devices 1'],
    ['lamps', 'lamps 1', 'desk 2', 'wall 1'],
  ]);
});
