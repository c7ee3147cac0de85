import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';

import { withoutNames } from '#api/requests/writing-up.ts';
import { articles, sections } from '#db/schema/articles.ts';
import { requests } from '#db/schema/requests.ts';
import { json } from '#tests/support/guards/case.ts';
import { shared } from '#tests/support/participants.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type World } from '#tests/support/world.ts';

const SAID = 'Good morning Dan, Mr Reyes of Dune Labs (dan@dune.example): turn the valve to the left.';

let w: World;
let id: string;
let article: object;
beforeEach(async () => {
  w = await world();
  id = await shared(w);
  const sectionId = 'sec_valves';
  await w.db.direct.insert(sections).values({
    id: sectionId,
    slug: 'valves',
    names: { en: 'Valves', es: 'Válvulas', ru: 'Клапаны' },
    position: 0,
  });
  article = {
    sectionId,
    audience: 'internal',
    locale: 'en',
    title: 'Turn a valve',
    summary: 'To the left.',
    body: 'Left.',
  };
  await json(w.as('abe').post(`/requests/${id}/messages`, { body: SAID, choice: 'solve' }));
});
const at = () => `/requests/${id}/article`;

test('a draft begins with what the house has said, without the names of whoever asked', async () => {
  const { body, reference } = await json<{ body: string; reference: string }>(w.as('ada').get(at()), 200);

  expect(body).toBe('Good morning …, Mr … of … (…): turn the valve to the left.');
  expect(reference).toBe('REQ-1');
  expect(body).not.toContain('bandicoot');
});

test('what is no name stays, and a part of a word is no name', () => {
  const names = { people: ['Ana Li', 'Rosa Stein'], company: 'Dune Labs' };

  expect(withoutNames('Analog: the stein, a steinway and rosa. Labs of Dune; Li.', names)).toBe(
    'Analog: the …, a steinway and …. Labs of Dune; Li.',
  );
});

test('a draft is made once, knows where it comes from, and nobody reads it yet', async () => {
  const { id: made } = await json<{ id: string }>(w.as('ada').post(at(), article));

  expect(await w.system.find(requests, id)).toMatchObject({ articleId: made });
  expect(await w.system.find(articles, made)).toMatchObject({ status: 'draft' });
  const before = await stateOf(w);
  const again = await w.as('ada').post(at(), article);
  expect([again.status, await again.json()]).toMatchObject([409, { code: 'requests.written_up' }]);
  expect(await stateOf(w)).toEqual(before);
});

test('only what is solved is written up, and only by who answers requests and writes articles', async () => {
  const statusOf = async (name: 'abe' | 'eve' | 'dan') => (await w.as(name).post(at(), article)).status;
  expect([await statusOf('abe'), await statusOf('dan')]).toEqual([403, 403]);
  expect([403, 404]).toContain(await statusOf('eve'));
  await w.db.direct.update(requests).set({ status: 'in_progress' }).where(eq(requests.id, id));
  expect((await w.as('ada').post(at(), article)).status).toBe(409);
  expect(await w.system.select(articles)).toEqual([]);
});
