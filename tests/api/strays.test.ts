import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { expect, test } from 'vitest';

import { sweepStrays } from '#api/files/strays.ts';
import { newId } from '#db/ids.ts';
import { sections } from '#db/schema/articles.ts';
import { json } from '../support/guards/case.ts';
import { fileId } from '../support/materials.ts';
import { pictureOf } from '../support/pictures.ts';
import { world, type World } from '../support/world.ts';

const DAY_MS = 86_400_000;

const stored = async ({ portico }: World) => {
  const entries = await readdir(join(portico.config.data, 'files'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
};

async function picture(w: World): Promise<string> {
  const names = { en: 'Animals', es: 'Animales', ru: 'Животные' };
  await w.db.direct.insert(sections).values({ id: 'sec_a', slug: 'animals', names, position: 0 });
  const words = { title: 'Bilby', summary: 'It sleeps.', body: 'Softly.' };
  const { id } = await json<{ id: string }>(
    w.as('eve').post('/articles', { sectionId: 'sec_a', audience: 'public', locale: 'en', ...words }),
  );
  return (await pictureOf(w, id)).id;
}

test('bytes that no row names are thrown away a day later, and no others', async () => {
  const w = await world();
  const { base } = w.portico;
  const kept = [await fileId(w), await picture(w)].sort();
  const strays = [newId('file'), newId('pic')];
  for (const key of strays) await base.storage.put(key, Readable.from(['bytes']), { maxBytes: 100 });

  expect(await sweepStrays(base)).toBe(0);
  expect(await stored(w)).toEqual([...kept, ...strays].sort());

  expect(await sweepStrays(base, new Date(Date.now() + DAY_MS + 1_000))).toBe(2);
  expect(await stored(w)).toEqual(kept);
});

test('where nothing is stored, nothing is swept', async () => {
  const { portico } = await world();

  expect(await sweepStrays(portico.base)).toBe(0);
});
