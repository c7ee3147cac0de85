import { readdir } from 'node:fs/promises';

import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';

import { CreateMaterial } from '#api/materials/schemas.ts';
import { changeMaterial, createMaterial, publishMaterial, retireMaterial } from '#api/materials/service.ts';
import { audiences, type Audience } from '#db/enums.ts';
import { events, eventValues } from '#db/schema/events.ts';
import { files } from '#db/schema/files.ts';
import { downloads, materials, type Material } from '#db/schema/materials.ts';
import {
  dayIn,
  expire,
  facts,
  fileId,
  ids,
  json,
  live,
  make,
  publish,
  upload,
  type Count,
  type Listed,
  type View,
} from '#tests/support/materials.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const stored = async (w: World): Promise<Material[]> => w.system.select(materials);
const onDisk = async (w: World) =>
  (
    await readdir(`${w.portico.config.data}/files`, { recursive: true, withFileTypes: true }).catch(() => [])
  ).filter((entry) => entry.isFile()).length;

const states = ['draft', 'live', 'last day', 'expired', 'retired'] as const;
type State = (typeof states)[number];
const offered: State[] = ['live', 'last day'];

describe.each([
  { reader: 'dan', reads: ['public', 'signed_in', 'customers'], staff: false },
  { reader: 'dora', reads: ['public', 'signed_in', 'customers'], staff: false },
  { reader: 'bea', reads: ['public', 'signed_in', 'partners'], staff: false },
  { reader: 'ben', reads: ['public', 'signed_in', 'partners'], staff: false },
  { reader: 'cleo', reads: ['public', 'signed_in', 'partners'], staff: false },
  { reader: 'abe', reads: audiences, staff: true },
  { reader: 'eve', reads: audiences, staff: true },
] as { reader: Name; reads: readonly Audience[]; staff: boolean }[])(
  '$reader',
  ({ reader, reads, staff }) => {
    const made: { id: string; audience: Audience; state: State; word: string }[] = [];
    let w: World;
    const mine = () =>
      made
        .filter(({ audience, state }) => reads.includes(audience) && (staff || offered.includes(state)))
        .map(({ id }) => id)
        .sort();

    beforeAll(async () => {
      w = await world();
      for (const audience of audiences) {
        for (const state of states) {
          const word = `valve${audience.replace('_', '')}${state.replace(' ', '')}`;
          const expiresOn = state === 'last day' ? dayIn(0) : state === 'expired' ? dayIn(3) : undefined;
          const { id } = await make(w, {
            title: `Valve ${word}`,
            product: word,
            audience,
            ...(expiresOn && { expiresOn }),
          });
          made.push({ id, audience, state, word });
          if (state !== 'draft') await publish(w, { id });
          if (state === 'expired') await expire(w, id);
          if (state === 'retired') await w.as('eve').delete(`/materials/${id}/publication`);
        }
      }
    });

    test('opens and downloads what is offered to them, and for the rest there is no such thing', async () => {
      const opened: string[] = [];
      for (const { id } of made) {
        const page = await w.as(reader).get(`/materials/${id}`);
        const file = await w.as(reader).get(`/materials/${id}/file`);
        if (page.status === 200) opened.push(id);
        expect([page.status, file.status]).toEqual(mine().includes(id) ? [200, 200] : [404, 404]);
      }

      expect(opened.sort()).toEqual(mine());
      const fetched = await w.db.reader
        .select()
        .from(downloads)
        .where(eq(downloads.personId, `per_${reader}`));
      expect(fetched.map(({ materialId }) => materialId).sort()).toEqual(mine());
    });

    test('finds the same in the list, and no count says more', async () => {
      const all = await json<Listed>(w.as(reader).get('/materials'));
      const sum = (counts: Count[]) => counts.reduce((total, { count }) => total + count, 0);

      expect(ids(all)).toEqual(mine());
      expect(all.total).toBe(mine().length);
      expect(Object.values(all.facets).map(sum)).toEqual([mine().length, mine().length, mine().length]);
      const words = made.filter(({ id }) => mine().includes(id)).map(({ word }) => word);
      expect(all.facets.product.map(({ value }) => value).sort()).toEqual(words.sort());
    });

    test('finds nothing by the very words of what is not theirs', async () => {
      for (const { id, word } of made) {
        const found = await json<Listed>(w.as(reader).get(`/materials?q=${word.toUpperCase()}`));
        const chosen = await json<Listed>(w.as(reader).get(`/materials?product=${word}`));
        const theirs = mine().includes(id) ? [id] : [];
        expect([ids(found), found.total]).toEqual([theirs, theirs.length]);
        expect([ids(chosen), chosen.total]).toEqual([theirs, theirs.length]);
      }
    });

    test('finds by state and audience no more than that', async () => {
      for (const state of ['draft', 'expired', 'retired'] as const) {
        const expected = staff ? made.filter((one) => one.state === state).map(({ id }) => id) : [];
        const found = await json<Listed>(w.as(reader).get(`/materials?state=${state}`));
        expect(ids(found)).toEqual(expected.sort());
        expect(found.total).toBe(expected.length);
      }
      const internal = await json<Listed>(w.as(reader).get('/materials?audience=internal'));
      expect(internal.total).toBe(staff ? states.length : 0);
    });
  },
);

describe('a guest', () => {
  test('is asked to sign in, even for what is public', async () => {
    const w = await world();
    const { id } = await live(w, { audience: 'public' });

    for (const path of ['', `/${id}`, `/${id}/file`, `/${id}/downloads`]) {
      expect((await w.guest().get(`/materials${path}`)).status).toBe(401);
    }
    expect((await w.as('dan').get(`/materials/${id}/file`)).status).toBe(200);
  });
});

describe('a partner in the library', () => {
  let w: World;
  const list = (query: string) => json<Listed>(w.as('bea').get(`/materials?${query}`));
  const titles = ({ items }: Listed) => items.map(({ title }) => title);

  beforeAll(async () => {
    w = await world();
    await live(w, { title: 'Brochure EN', category: 'brochure', product: 'NL-200' });
    await live(w, { title: 'Folleto', category: 'brochure', locale: 'es', product: 'NL-200' });
    await live(w, { title: 'Паспорт', category: 'datasheet', locale: 'ru', product: 'FM-40' });
    await live(w, { title: 'Ösen datasheet', category: 'datasheet', product: 'FM-40' });
    await live(w, { title: 'For customers', audience: 'customers', product: 'SECRET-9' });
  });

  test('narrows by facets; values of one widen, several facets narrow', async () => {
    expect(titles(await list('category=datasheet'))).toEqual(['Ösen datasheet', 'Паспорт']);
    expect(titles(await list('locale=es&locale=ru'))).toEqual(['Паспорт', 'Folleto']);
    expect(titles(await list('category=datasheet&locale=es&locale=ru'))).toEqual(['Паспорт']);
    expect(titles(await list('q=osen'))).toEqual(['Ösen datasheet']);
    expect(titles(await list('sort=oldest&product=NL-200&category='))).toEqual(['Brochure EN', 'Folleto']);
  });

  test('counts what another choice would leave, and keeps a chosen value that leaves nothing', async () => {
    const { total, facets } = await list('category=datasheet&locale=es');

    expect(total).toBe(0);
    expect(facets.category).toEqual([
      { value: 'brochure', count: 1 },
      { value: 'datasheet', count: 0 },
    ]);
    expect(facets.locale).toEqual([
      { value: 'en', count: 1 },
      { value: 'ru', count: 1 },
      { value: 'es', count: 0 },
    ]);
  });

  test('is told of a filter that does not exist', async () => {
    expect((await w.as('bea').get('/materials?category=everything')).status).toBe(422);
    expect((await w.as('bea').get('/materials?after=nonsense')).status).toBe(422);
  });

  test('pages through everything once', async () => {
    const many = await world();
    for (let n = 0; n < 27; n += 1) await live(many);
    const first = await json<Listed>(many.as('bea').get('/materials'));
    const second = await json<Listed>(many.as('bea').get(`/materials?after=${first.next}`));

    expect([first.items.length, second.items.length, first.total]).toEqual([25, 2, 27]);
    expect(new Set([...ids(first), ...ids(second)]).size).toBe(27);
  });

  test('may change nothing, and nothing changes', async () => {
    const [{ id, version }] = (await list('q=brochure')).items as [View];
    const before = await stored(w);
    const theirs = await fileId(w, { by: 'bea' });
    const answers = await Promise.all([
      w.as('bea').post('/materials', { ...facts, fileId: theirs }),
      w.as('bea').patch(`/materials/${id}`, version, { title: 'Mine' }),
      w.as('abe').patch(`/materials/${id}`, version, { title: 'Mine' }),
      w.as('bea').put(`/materials/${id}/publication`),
      w.as('bea').delete(`/materials/${id}/publication`),
      w.as('bea').get(`/materials/${id}/downloads`),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
    const { scope } = w.as('bea');
    for (const refused of [
      () => createMaterial(scope, CreateMaterial.parse({ ...facts, fileId: theirs })),
      () => changeMaterial(scope, id, version, { title: 'Mine' }),
      () => publishMaterial(scope, id),
      () => retireMaterial(scope, id),
    ]) {
      await expect(refused()).rejects.toMatchObject({ status: 403 });
    }
    expect(await stored(w)).toEqual(before);
    expect((await w.as('eve').patch(`/materials/${id}`, version, { title: 'Brochure EN' })).status).toBe(200);
  });
});

describe('an editor', () => {
  let w: World;
  const fresh = async () => void (w = await world());
  const patch = (id: string, version: number, change: object, who: Name = 'eve') =>
    w.as(who).patch(`/materials/${id}`, version, change);

  test('makes a draft of an upload, which is then reached through the material alone', async () => {
    await fresh();
    const upload = await fileId(w);
    const draft = await w.as('eve').post('/materials', { ...facts, fileId: upload });
    const { id, state } = (await draft.json()) as View;

    expect([draft.status, state]).toEqual([201, 'draft']);
    expect((await w.as('eve').delete(`/files/${upload}`)).status).toBe(404);
    expect((await w.as('eve').get(`/materials/${id}/file`)).status).toBe(200);
    const again = await w.as('eve').post('/materials', { ...facts, fileId: upload });
    expect(await again.json()).toEqual({ code: 'invalid', fields: { fileId: 'materials.unknown_file' } });
    expect(await stored(w)).toHaveLength(1);
  });

  test('cannot take the upload of somebody else', async () => {
    await fresh();
    const theirs = await fileId(w, { by: 'bea' });

    expect((await w.as('eve').post('/materials', { ...facts, fileId: theirs })).status).toBe(422);
    expect(await stored(w)).toEqual([]);
    expect((await w.as('bea').delete(`/files/${theirs}`)).status).toBe(204);
  });

  test.each([
    ['a program', { name: 'setup.exe', body: 'MZ\u0000\u0001' }, 422],
    ['markup that says it is a text', { name: 'page.txt', body: '<script>alert(1)</script>' }, 422],
    ['too many bytes', { name: 'big.txt', body: 'x'.repeat(25 * 1024 * 1024 + 1) }, 413],
  ])('uploads %s in vain, and nothing is left of it', async (_, options, status) => {
    await fresh();

    expect((await upload(w, options)).status).toBe(status);
    expect(await w.db.reader.select().from(files)).toEqual([]);
    expect(await onDisk(w)).toBe(0);
    expect((await upload(w)).status).toBe(201);
    expect(await onDisk(w)).toBe(1);
  });

  test('changes what is named and nothing else, and the history says from what to what', async () => {
    await fresh();
    const { id, version } = await live(w, { expiresOn: dayIn(9) });
    const answer = await patch(id, version + 1, { title: 'New name', product: '' });

    expect(await answer.json()).toMatchObject({
      title: 'New name',
      product: null,
      edition: '2.1',
      expiresOn: dayIn(9),
      version: version + 2,
    });
    const values = await w.db.reader.select().from(eventValues).where(eq(eventValues.before, 'FM-40'));
    expect(values).toMatchObject([{ field: 'product', after: null, audience: 'staff' }]);
    expect((await json<Listed>(w.as('bea').get('/materials?q=new name'))).total).toBe(1);
    expect((await json<Listed>(w.as('bea').get('/materials?q=fm-40'))).total).toBe(0);
  });

  test('does not overwrite what a colleague saved meanwhile', async () => {
    await fresh();
    const { id, version } = await make(w);
    expect((await patch(id, version, { title: 'Ada' }, 'ada')).status).toBe(200);
    const mine = await fileId(w);
    const before = await stored(w);

    expect((await patch(id, version, { title: 'Eve', fileId: mine })).status).toBe(412);
    expect(await stored(w)).toEqual(before);
    const answers = await Promise.all([
      w.as('eve').send(`/materials/${id}`, { method: 'PATCH', body: { title: 'Eve' } }),
      patch(id, version + 1, { title: '' }),
      patch(id, version + 1, { expiresOn: dayIn(-1) }),
      patch(id, version + 1, { audience: 'everybody' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([428, 422, 422, 422]);
    expect(await stored(w)).toEqual(before);
    expect((await patch(id, version + 1, { title: 'Eve', fileId: mine })).status).toBe(200);
  });

  test('replaces the file: readers get the new one, nobody the old one', async () => {
    await fresh();
    const { id, version } = await live(w);
    const old = (await w.as('bea').get(`/materials/${id}/file`)).headers.get('etag') ?? '';
    const body = '%PDF-1.4\nthird edition\n%%EOF\n';
    const next = await fileId(w, { name: 'fm-40-3.pdf', body });

    expect((await patch(id, version + 1, { fileId: next, edition: '3' })).status).toBe(200);
    const file = await w.as('bea').get(`/materials/${id}/file`, { 'if-none-match': old });
    expect([file.status, await file.text()]).toEqual([200, body]);
    const rows = await w.db.reader.select().from(files);
    expect(rows.every(({ attachedAt }) => attachedAt !== null)).toBe(true);
    const values = await w.db.reader.select().from(eventValues).where(eq(eventValues.field, 'file'));
    expect(values.at(-1)).toMatchObject({ before: 'fm-40.pdf', after: 'fm-40-3.pdf' });
  });

  test('publishes, retires and publishes again, and is told when that makes no sense', async () => {
    await fresh();
    const { id } = await make(w);
    const publication = `/materials/${id}/publication`;
    const asBea = async () => (await w.as('bea').get(`/materials/${id}`)).status;

    expect((await w.as('eve').delete(publication)).status).toBe(409);
    expect(await asBea()).toBe(404);
    await publish(w, { id });
    await publish(w, { id });
    expect(await asBea()).toBe(200);
    expect((await w.as('eve').delete(publication, { 'if-match': '"1"' })).status).toBe(412);
    expect((await w.as('eve').delete(publication, { 'if-match': '"2"' })).status).toBe(204);
    expect(await asBea()).toBe(404);
    await expire(w, id);
    expect((await w.as('eve').put(publication)).status).toBe(409);
    expect((await patch(id, 3, { expiresOn: null })).status).toBe(200);
    await publish(w, { id });
    expect(await asBea()).toBe(200);
    const told = await w.db.reader.select({ name: events.name }).from(events).where(eq(events.subjectId, id));
    expect(told.map(({ name }) => name)).toEqual([
      'material.changed',
      'material.published',
      'material.retired',
      'material.changed',
      'material.published',
    ]);
  });
});
