import { beforeEach, expect, test } from 'vitest';

import { events } from '#db/schema/events.ts';
import { requestTags, tags } from '#db/schema/tags.ts';
import { world, type Name, type World } from '../support/world.ts';

let w: World;
let id: string;
beforeEach(async () => {
  w = await world();
  const sent = await w
    .as('dan')
    .post('/requests', { subject: 'One', body: 'It drips.', category: 'problem' });
  id = ((await sent.json()) as { id: string }).id;
});

const change = (who: Name, body: object) => w.as(who).put(`/requests/${id}/tags`, body);
const namesOf = async () => {
  const response = await w.as('abe').get(`/requests/${id}/tags`);
  return ((await response.json()) as { items: { name: string }[] }).items.map(({ name }) => name);
};
const recorded = async () =>
  (await w.db.reader.select().from(events)).filter(({ name }) => name === 'request.tagged');

test('a word is one tag, however it is written, and is recorded once', async () => {
  expect((await change('abe', { add: ['Überspannung'] })).status).toBe(200);
  expect((await change('ada', { add: ['uberspannung'] })).status).toBe(200);

  expect(await namesOf()).toEqual(['Überspannung']);
  expect(await w.db.reader.$count(tags)).toBe(1);
  expect(await recorded()).toMatchObject([{ audience: 'staff', actorId: 'per_abe' }]);
});

test('a tag is taken off, and what is not there stays away', async () => {
  await change('abe', { add: ['Flood', 'Fire'] });
  expect((await change('abe', { remove: ['flood', 'Storm'] })).status).toBe(200);

  expect(await namesOf()).toEqual(['Fire']);
  expect(await w.db.reader.$count(tags)).toBe(2);
});

test('twenty tags at the same moment are twenty, and one more is refused', async () => {
  const words = Array.from({ length: 20 }, (_, n) => `Word ${n}`);
  const answers = await Promise.all(words.map((name) => change('abe', { add: [name] })));
  expect(answers.map(({ status }) => status)).toEqual(words.map(() => 200));
  expect(await w.db.reader.$count(requestTags)).toBe(20);

  expect((await change('abe', { add: ['Word 20'] })).status).toBe(409);
  expect(await w.db.reader.$count(tags)).toBe(20);
});

test.each(['dan', 'bea', 'cleo', 'max', 'eve'] as const)('%s tags nothing', async (who) => {
  expect((await change(who, { add: ['Flood'] })).status).toBeGreaterThanOrEqual(403);
  expect(await w.db.reader.$count(tags)).toBe(0);
});
