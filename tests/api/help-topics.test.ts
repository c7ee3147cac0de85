import { expect, test } from 'vitest';

import { helpTopics, listAround, readArticle } from '#api/articles/reading.ts';
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

test('what stands around an article is beside it, however long its section is', async () => {
  const w = await world();
  await w.db.direct.insert(sections).values([{ id: 'sec_lamps', slug: 'lamps', names, position: 0 }]);
  const eve = w.as('eve');
  const numbers: string[] = [];
  for (let number = 0; number < 40; number += 1) {
    const article = {
      sectionId: 'sec_lamps',
      audience: 'public',
      locale: 'en',
      ...words,
      title: `No ${number}`,
    };
    const { id } = await json<{ id: string }>(eve.post('/articles', article));
    await done(eve.put(`/articles/${id}/publication`));
    numbers.push(id);
  }
  const { scope } = w.guest();
  const around = async (index: number) => {
    const article = await readArticle(scope, { id: numbers[index] ?? '' }, 'en');
    const { items, total } = await listAround(scope, article, 'en');
    return { at: items.map(({ id }) => numbers.indexOf(id)), total };
  };

  const early = await around(3);
  expect(early).toEqual({ at: [...Array(25).keys()], total: 40 });
  const late = await around(34);
  expect(late).toEqual({ at: [26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39], total: 40 });
});
