import { beforeEach, describe, expect, test } from 'vitest';

import { sweepFiles } from '#api/files/sweep.ts';
import { drafts } from '#db/schema/drafts.ts';
import { files } from '#db/schema/files.ts';
import { askBy, offered } from '#tests/support/forms.ts';
import { fileId } from '#tests/support/materials.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

let w: World;
let id: string;

beforeEach(async () => {
  w = await world();
  const asked = await w.as('dan').post('/requests', {
    subject: 'The pump hums',
    body: 'Since Monday, and louder by the hour.',
    category: 'problem',
  });
  ({ id } = (await asked.json()) as { id: string });
});

const keep = (by: Name, words: string, { version = 0, attachments = [] as string[] } = {}) =>
  w
    .as(by)
    .put(`/drafts/reply/${id}`, { fields: { body: words }, attachments }, { 'If-Match': `"${version}"` });

const kept = () => w.system.select(drafts);

describe('what somebody has begun', () => {
  test('waits for him and for nobody else', async () => {
    expect((await keep('dan', 'It hums still, and')).status).toBe(200);

    const own = await w.as('dan').get(`/drafts/reply/${id}`);
    expect(await own.json()).toMatchObject({ fields: { body: 'It hums still, and' }, version: 1 });
    for (const other of ['dora', 'bea', 'ada', 'abe', 'emil'] as const)
      expect([other, (await w.as(other).get(`/drafts/reply/${id}`)).status]).toEqual([other, 404]);
  });

  test('is not written over by a window that has not read it', async () => {
    await keep('dan', 'First');
    await keep('dan', 'Second', { version: 1 });

    expect((await keep('dan', 'From the other window', { version: 1 })).status).toBe(412);
    expect((await keep('dan', 'From a window of yesterday')).status).toBe(412);
    expect((await kept()).map(({ fields }) => fields['body'])).toEqual(['Second']);
  });

  test('begins once, also when two windows begin at the same moment', async () => {
    const answers = await Promise.all([keep('dan', 'One'), keep('dan', 'Two'), keep('dan', 'Three')]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
    expect(await kept()).toHaveLength(1);
  });

  test('is no draft of a request that is out of reach', async () => {
    expect((await keep('emil', 'Let me see')).status).toBe(404);
    expect(await kept()).toEqual([]);
  });

  test('names only files of his own', async () => {
    const foreign = await fileId(w, { by: 'bea' });

    expect((await keep('dan', 'With a file', { attachments: [foreign] })).status).toBe(422);
    expect(await kept()).toEqual([]);
  });

  test('is gone once it is sent, and nobody else’s is', async () => {
    await keep('dan', 'It hums still');
    await keep('abe', 'Which pump?');
    await w.as('dan').post(`/requests/${id}/messages`, { body: 'It hums still' });

    expect((await kept()).map(({ personId }) => personId)).toEqual(['per_abe']);
    await w.as('abe').post(`/requests/${id}/notes`, { body: 'Which pump?' });
    expect(await kept()).toEqual([]);
  });

  test('of a new request goes with it', async () => {
    const fields = { subject: 'A fan', body: 'It stands still.' };
    await w.as('dan').put('/drafts/request/new', { fields }, { 'If-Match': '"0"' });
    await w.as('dan').post('/requests', { ...fields, category: 'problem' });

    expect(await kept()).toEqual([]);
  });

  test('by a form of its own is kept apart from other forms, and goes with the request it became', async () => {
    const [fault, other] = [await offered(w), await offered(w)];
    const begin = (subject: string, fields: object) =>
      w.as('dan').put(`/drafts/request/${subject}`, { fields }, { 'If-Match': '"0"' });
    await begin('new', { subject: 'Plain' });
    await begin(fault.id, { 'fields.family': 'flow' });
    await begin(other.id, { 'fields.family': 'level' });

    const read = await w.as('dan').get(`/drafts/request/${fault.id}`);
    expect(await read.json()).toMatchObject({ fields: { 'fields.family': 'flow' } });
    await askBy(w, 'dan', fault.id, { family: 'flow' });
    expect((await kept()).map(({ subjectId }) => subjectId).sort()).toEqual(['new', other.id].sort());
  });

  test('can be thrown away', async () => {
    await keep('dan', 'Never mind');

    expect((await w.as('dan').delete(`/drafts/reply/${id}`)).status).toBe(204);
    expect((await w.as('dan').delete(`/drafts/reply/${id}`)).status).toBe(404);
  });

  test('keeps its files for as long as it is kept', async () => {
    const file = await fileId(w, { by: 'dan' });
    await fileId(w, { by: 'dan' });
    await keep('dan', 'See there', { attachments: [file] });
    await sweepFiles(w.portico.base, new Date(Date.now() + 48 * 3_600_000));

    expect((await w.system.select(files)).map((row) => row.id)).toEqual([file]);
  });
});
