import { asc, desc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';

import { runImport } from '#api/imports/run.ts';
import { cancelImport, checkImport, findImport, mapImport, startImport } from '#api/imports/service.ts';
import { events } from '#db/schema/events.ts';
import { origins } from '#db/schema/imports.ts';
import { products } from '#db/schema/products.ts';
import { prepareImport } from '#tests/support/imports.ts';
import { world, type World } from '#tests/support/world.ts';

/** Lets the job of the last import begin, and something happen once it has read how the import stands. */
async function runWhile(w: World, happening: () => Promise<void>) {
  const { base, auth } = w.portico;
  const { storage } = base;
  const get: typeof storage.get = async (...args) => {
    await happening();
    return storage.get(...args);
  };
  const slow = { db: base.db, search: base.search, storage: { ...storage, get } };
  const asked = eq(events.name, 'import.asked');
  const [event] = await w.system.select(events, asked).orderBy(desc(events.at), desc(events.id)).limit(1);
  if (!event) throw new Error('nobody has asked for an import');
  await runImport({ base: slow, auth })(event, new AbortController().signal);
}

test('an import that is stopped, mapped anew and started is read as it was mapped last', async () => {
  const w = await world();
  const { scope } = w.as('ada');
  const { id, version } = await prepareImport(w, 'products', 'name,line\nFlow,FM-40\nHeat,TH-12\n');
  await checkImport(scope, id, version);
  await runWhile(w, async () => {
    await cancelImport(scope, id);
    const { version: stopped } = await findImport(scope, id);
    await mapImport(scope, id, stopped, { columns: { name: 'series', line: 'name' } });
    await startImport(scope, id, stopped + 1);
  });
  await w.settle();

  expect(await findImport(scope, id)).toMatchObject({ state: 'done', created: 2, unchanged: 0 });
  const made = await w.system.select(products).orderBy(asc(products.name));
  expect(made.map(({ name, series }) => [name, series])).toEqual([
    ['FM-40', 'Flow'],
    ['TH-12', 'Heat'],
  ]);
  const known = await w.system.select(origins);
  expect(known.map(({ subjectId }) => subjectId).sort()).toEqual(made.map(({ id }) => id).sort());
});
