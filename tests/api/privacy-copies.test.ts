import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';

import { expireArchives } from '#api/privacy/archives.ts';
import { json } from '#tests/support/guards/case.ts';
import { marker, plant } from '#tests/support/privacy/planting.ts';
import { world, type World } from '#tests/support/world.ts';

const PATIENCE_MS = 60_000;
const WEEK_MS = 7 * 86_400_000;
type Seen = { items: { id: string; state: string }[] };

async function copied(w: World) {
  const answers = await Promise.all([
    w.as('dan').post('/profile/archives'),
    w.as('dan').post('/profile/archives'),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
  await w.settle();
  const { items } = await json<Seen>(w.as('dan').get('/profile/archives'), 200);
  return items[0]?.id ?? '';
}

test('a copy holds what is one’s own, and nothing of others', { timeout: PATIENCE_MS }, async () => {
  const w = await world();
  await plant(w);
  const id = await copied(w);
  const answer = await w.as('dan').get(`/profile/archives/${id}/file`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const members = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  const text = (name: string) => new TextDecoder().decode(members[name]);
  const all = Object.keys(members).map(text).join('\n');

  expect(text('README.txt')).toContain(marker.name);
  expect(JSON.parse(text('profile.json'))).toMatchObject([{ email: marker.email }]);
  expect(JSON.parse(text('requests.json'))).toMatchObject([{ subject: marker.subject }]);
  expect(JSON.parse(text('messages.json'))).toHaveLength(2);
  const own = [
    marker.phrase,
    marker.bytes,
    marker.title,
    marker.phone,
    marker.key,
    marker.token,
    marker.company,
  ];
  expect(own.filter((words) => !all.includes(words))).toEqual([]);
  const others = [
    'is in a hurry',
    'Dear',
    'As Zebulon',
    'Abe Okafor',
    'dora@',
    'abe@',
    'Dora Klein',
    'Dalia',
    'Pumps for',
  ];
  expect(others.filter((words) => all.includes(words))).toEqual([]);
  expect((await w.as('dora').get(`/profile/archives/${id}/file`)).status).toBe(404);

  await expireArchives(w.portico.base, new Date(Date.now() + WEEK_MS - 60_000));
  expect((await w.as('dan').get(`/profile/archives/${id}/file`)).status).toBe(200);
  await expireArchives(w.portico.base, new Date(Date.now() + WEEK_MS + 60_000));
  expect((await w.as('dan').get(`/profile/archives/${id}/file`)).status).toBe(404);
});
