import { beforeEach, expect, test } from 'vitest';

import { articlesFor } from '#api/requests/articles.ts';
import type { Audience } from '#db/enums.ts';
import { sections } from '#db/schema/articles.ts';
import { json } from '#tests/support/guards/case.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const AUDIENCES: Audience[] = ['public', 'signed_in', 'customers', 'partners', 'internal'];

let w: World;
beforeEach(async () => {
  w = await world();
  const names = { en: 'Devices', es: 'Equipos', ru: 'Приборы' };
  await w.db.direct.insert(sections).values({ id: 'sec_devices', slug: 'devices', names, position: 0 });
  for (const audience of AUDIENCES) {
    const words = { title: `Zebrafish ${audience}`, summary: 'What it says.', body: 'How it works.' };
    const draft = { sectionId: 'sec_devices', audience, locale: 'en', ...words };
    const { id } = await json<{ id: string }>(w.as('eve').post('/articles', draft));
    await json(w.as('eve').put(`/articles/${id}/publication`, { locale: 'en' }), 200);
  }
  await w.settle();
});

const asked: [Name, Audience[]][] = [
  ['dan', ['public', 'signed_in', 'customers']],
  ['bea', ['public', 'signed_in', 'partners']],
];
test.each(asked)('an answer to %s names what can be read there, and nothing else', async (by, audiences) => {
  const request = { subject: 'A pump', body: 'It hums.', category: 'problem' };
  const { id } = await json<{ id: string }>(w.as(by).post('/requests', request));
  const found = await articlesFor(w.as('abe').scope, id, 'zebrafish');

  expect(found.map(({ title }) => title).toSorted()).toEqual(
    audiences.map((audience) => `Zebrafish ${audience}`).toSorted(),
  );
});

test('of a request that is out of reach nobody learns anything', async () => {
  const request = { subject: 'A pump', body: 'It hums.', category: 'problem' };
  const { id } = await json<{ id: string }>(w.as('dan').post('/requests', request));

  await expect(articlesFor(w.as('emil').scope, id, 'zebrafish')).rejects.toMatchObject({ status: 404 });
});
