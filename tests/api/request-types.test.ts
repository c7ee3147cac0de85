import { beforeEach, describe, expect, test } from 'vitest';

import { fault as demoFault } from '#api/demo/content/request-types/fault.ts';
import { services } from '#api/demo/content/request-types/services.ts';
import { wrongDesign } from '#api/request-types/designing.ts';
import { TypeInput } from '#api/request-types/schemas.ts';
import { requestForms, requestTypes } from '#db/schema/request-types.ts';
import { requestStaffValues, requestValues } from '#db/schema/request-values.ts';
import { requests } from '#db/schema/requests.ts';
import { askBy, fault, offered, version, words } from '../support/forms.ts';
import { world, type Name, type World } from '../support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

const namesFor = async (name: Name) => {
  const { items } = (await (await w.as(name).get('/request-types')).json()) as { items: { id: string }[] };
  return items.map(({ id }) => id);
};
const wrong = async (response: Response, status = 422) => {
  expect(response.status).toBe(status);
  return ((await response.json()) as { fields: Record<string, string> }).fields;
};
const count = async () => [
  await w.db.reader.$count(requests),
  await w.db.reader.$count(requestValues),
  await w.db.reader.$count(requestStaffValues),
];

describe('a type of requests', () => {
  test('is counted by the requests of all its forms, for staff alone', async () => {
    const first = await offered(w);
    const other = await offered(w);
    await askBy(w, 'dan', first.id, { family: 'flow' });
    const change = { ...fault, sections: [...fault.sections].toReversed() };
    await w.as('ada').put(`/request-types/${first.id}`, change, version(first.version));
    await w.as('ada').put(`/request-types/${first.id}/publication`, undefined, version(first.version + 1));
    await askBy(w, 'emil', first.id, { family: 'flow' });

    const counts = async (name: Name) => {
      const { items } = (await (await w.as(name).get('/request-types')).json()) as {
        items: { id: string; requests?: number }[];
      };
      return new Map(items.map((type) => [type.id, type.requests]));
    };
    expect(await counts('abe')).toEqual(
      new Map([
        [first.id, 2],
        [other.id, 0],
      ]),
    );
    expect((await counts('dan')).get(first.id)).toBeUndefined();
  });

  test('is seen by its audience once it is published, and by nobody when it is withdrawn', async () => {
    const made = (await (await w.as('ada').post('/request-types', fault)).json()) as { id: string };
    expect([await namesFor('dan'), await namesFor('bea'), await namesFor('ada')]).toEqual([
      [],
      [],
      [made.id],
    ]);

    const path = `/request-types/${made.id}/publication`;
    expect((await w.as('ada').put(path, undefined, version(1))).status).toBe(200);
    expect([await namesFor('dan'), await namesFor('bea')]).toEqual([[made.id], []]);
    expect((await w.as('bea').get(`/request-types/${made.id}`)).status).toBe(404);

    expect((await w.as('ada').delete(path, version(1))).status).toBe(412);
    expect((await w.as('ada').delete(path, version(2))).status).toBe(200);
    expect(await namesFor('dan')).toEqual([]);
  });

  test('is seen by the accounts that it names alone, whatever their people may', async () => {
    const { id } = await offered(w, { accountIds: ['acc_dune', 'acc_cobalt'] });

    expect(await namesFor('dan')).toEqual([id]);
    expect(await namesFor('dora')).toEqual([id]);
    expect(await namesFor('emil')).toEqual([]);
    expect(await namesFor('cleo')).toEqual([id]);
    expect(
      await wrong(await w.as('ada').post('/request-types', { ...fault, accountIds: ['acc_house'] })),
    ).toEqual({
      accountIds: 'invalid_value',
    });
  });

  test('tells others than staff nothing of the fields of the house', async () => {
    const { id } = await offered(w);

    const seen = await (await w.as('dan').get(`/request-types/${id}`)).text();
    expect(seen).toContain('"serial"');
    expect(seen).not.toContain('cause');
    expect(await (await w.as('abe').get(`/request-types/${id}`)).text()).toContain('cause');
  });

  test('is drawn up by whoever keeps the settings, and by nobody else', async () => {
    const { id } = await offered(w);
    for (const name of ['dan', 'bea', 'abe', 'max', 'eve'] as const)
      expect((await w.as(name).put(`/request-types/${id}`, fault, version(2))).status).toBe(403);
    expect(
      await wrong(await w.as('ada').post('/request-types', { ...fault, sections: [{}] })),
    ).toHaveProperty(['sections.0.key']);
    expect(await w.db.reader.$count(requestTypes)).toBe(1);
  });

  test('is refused with a circle, by its path, and nothing is kept', async () => {
    const circle = [
      { key: 'a', kind: 'text', label: { en: 'A' }, when: { field: 'b', answered: true } },
      { key: 'b', kind: 'text', label: { en: 'B' }, when: { field: 'a', answered: true } },
    ];
    const sections = [{ key: 'one', title: { en: 'One' }, fields: circle }];

    const answer = await w.as('ada').post('/request-types', { ...fault, sections });

    expect(await wrong(answer)).toEqual({ 'a → b → a': 'request_types.circle' });
    expect(await w.db.reader.$count(requestTypes)).toBe(0);
  });

  test('counts as it was when it was filled in, however it is changed', async () => {
    const type = await offered(w);
    const { id } = await askBy(w, 'dan', type.id, { family: 'flow', reading: 5 });

    const sections = [
      {
        key: 'new',
        title: { en: 'New' },
        fields: [{ key: 'only', kind: 'text', label: { en: 'Only' }, required: true }],
      },
    ];
    const changed = await w
      .as('ada')
      .put(`/request-types/${type.id}`, { ...fault, sections }, version(type.version));
    expect(changed.status).toBe(200);
    // A draft is nobody's to fill in.
    await askBy(w, 'dan', type.id, { family: 'flow' });
    await w.as('ada').put(`/request-types/${type.id}/publication`, undefined, version(type.version + 1));

    expect(await wrong(await w.as('dan').post('/requests', { ...words, typeId: type.id }))).toEqual({
      'fields.only': 'required',
    });
    expect(await (await w.as('dan').get(`/requests/${id}`)).json()).toMatchObject({
      fields: { family: 'flow', reading: 5 },
    });
    expect(await w.db.reader.$count(requestForms)).toBe(2);
  });

  test('that asks nothing cannot be published', async () => {
    const made = (await (await w.as('ada').post('/request-types', { ...fault, sections: [] })).json()) as {
      id: string;
    };
    const answer = await w.as('ada').put(`/request-types/${made.id}/publication`, undefined, version(1));
    expect(answer.status).toBe(409);
  });
});

describe('somebody who fills it in', () => {
  test('is asked for what is asked, and for nothing that is not', async () => {
    const { id } = await offered(w);
    const asking = (fields: object) => w.as('dan').post('/requests', { ...words, typeId: id, fields });

    expect(await wrong(await asking({}))).toEqual({ 'fields.family': 'required' });
    expect(await wrong(await asking({ family: 'flow', reading: 200 }))).toEqual({
      'fields.limit': 'required',
    });
    expect(await wrong(await asking({ family: 'level', model: 'other' }))).toEqual({
      'fields.which': 'required',
    });
    expect(
      await wrong(
        await asking({ family: 'jet', serial: '12', reading: 'much', since: '2026-02-30', limit: 9 }),
      ),
    ).toEqual({
      'fields.family': 'invalid_value',
      'fields.serial': 'invalid_format',
      'fields.reading': 'invalid_format',
      'fields.since': 'invalid_format',
    });
    expect(await wrong(await asking({ family: 'flow', cause: 'mine' }))).toEqual({
      'fields.cause': 'request_types.unknown_field',
    });
    expect(await count()).toEqual([0, 0, 0]);

    const sent = await askBy(w, 'dan', id, { family: 'level', reading: 200, limit: 3, which: 'x' });
    expect(sent).toMatchObject({
      category: 'problem',
      type: { id },
      fields: { family: 'level', reading: 200 },
    });
    expect(Object.keys(sent.fields).sort()).toEqual(['family', 'reading']);
    expect(await count()).toEqual([1, 2, 0]);
  });

  test('cannot use a type that is not for him', async () => {
    const { id } = await offered(w);
    expect(
      (await w.as('bea').post('/requests', { ...words, typeId: id, fields: { family: 'flow' } })).status,
    ).toBe(404);
    expect((await w.as('dan').post('/requests', words)).status).toBe(422);
    expect(await count()).toEqual([0, 0, 0]);
  });

  test('says in plain words how much it matters, and the house what that means', async () => {
    const { id } = await offered(w);
    const ask = async () => {
      const body = {
        ...words,
        typeId: id,
        fields: { family: 'flow' },
        impact: 'much',
        urgency: 'now',
        priority: 'low',
      };
      return ((await (await w.as('dan').post('/requests', body)).json()) as { priority: string }).priority;
    };
    expect(await ask()).toBe('urgent');

    const same = { later: 'normal', soon: 'normal', now: 'high' };
    const matrix = { little: same, some: same, much: same };
    const put = (by: Name, n: number) => w.as(by).put('/request-types/priorities', { matrix }, version(n));
    expect([
      (await put('abe', 1)).status,
      (await put('ada', 7)).status,
      (await put('ada', 1)).status,
    ]).toEqual([403, 412, 200]);
    expect(await ask()).toBe('high');
  });

  test('is found by what is to be searched in, also after it was put right', async () => {
    const { id } = await offered(w);
    const sent = await askBy(w, 'dan', id, { family: 'flow', model: 'fm-40', serial: 'AB-1234' });
    const find = async (q: string) =>
      ((await (await w.as('dan').get(`/requests?tab=all&q=${q}`)).json()) as { items: { id: string }[] })
        .items.length;

    expect([await find('AB-1234'), await find('fm-40'), await find('расход')]).toEqual([1, 1, 0]);
    const put = await w
      .as('dan')
      .put(`/requests/${sent.id}/fields`, { fields: { serial: 'AB-9999' } }, version(1));
    expect(put.status).toBe(200);
    expect([await find('AB-1234'), await find('ab-9999'), await find('storm')]).toEqual([0, 1, 1]);
  });
});

describe('what was filled in', () => {
  const filled = async () =>
    askBy(w, 'dan', (await offered(w)).id, { family: 'flow', model: 'other', which: 'Old one' });
  const put = (by: Name, { id }: { id: string }, fields: object, n = 1) =>
    w.as(by).put(`/requests/${id}/fields`, { fields }, version(n));
  const seen = async (by: Name, { id }: { id: string }) =>
    ((await (await w.as(by).get(`/requests/${id}`)).json()) as { fields: object }).fields;

  /** Whoever acts on which field, and what comes of it. */
  test.each<[Name, object, number]>([
    ['dan', { serial: 'AB-1234' }, 200],
    ['dan', { family: 'level' }, 422],
    ['dan', { cause: 'Water' }, 422],
    ['dan', { fixed: '1.2' }, 422],
    ['dan', { serial: 'wrong' }, 422],
    ['dan', { reading: 150 }, 422],
    ['dan', { reading: 150, limit: 120 }, 200],
    ['abe', { family: 'level' }, 200],
    ['abe', { cause: 'Water' }, 200],
    ['abe', { fixed: '1.2' }, 422],
    ['max', { cause: 'Water' }, 403],
    ['bea', { serial: 'AB-1234' }, 403],
    ['emil', { serial: 'AB-1234' }, 404],
  ])('%s puts right %j: %i', async (by, fields, status) => {
    const request = await filled();
    const before = await seen('abe', request);

    expect((await put(by, request, fields)).status).toBe(status);

    expect(await seen('abe', request)).toMatchObject(status === 200 ? fields : before);
  });

  test('loses what hangs on a choice when the choice is another', async () => {
    const request = await filled();

    await put('abe', request, { family: 'level' });

    expect(await seen('dan', request)).toEqual({ family: 'level' });
    expect((await put('abe', request, { family: 'flow' })).status).toBe(412);
  });

  test('is the house’s alone where the field is', async () => {
    const request = await filled();
    await put('abe', request, { cause: 'A wombat' });

    expect(await seen('abe', request)).toMatchObject({ cause: 'A wombat' });
    for (const name of ['dan', 'bea'] as const) {
      expect(await (await w.as(name).get(`/requests/${request.id}`)).text()).not.toContain('wombat');
      expect(await (await w.as(name).get(`/requests?tab=all&q=wombat`)).text()).not.toContain(request.id);
    }
    expect(await (await w.as('dan').get('/events')).text()).not.toContain('wombat');
    expect(await w.db.reader.$count(requestValues)).toBe(3);
  });

  test('tells in the thread what was put right, to each as much as he reads', async () => {
    const request = await filled();
    await put('dan', request, { serial: 'AB-1234' });
    await put('abe', request, { model: 'fm-40', cause: 'A wombat' }, 2);
    const told = async (by: Name) => {
      const thread = (await (await w.as(by).get(`/requests/${request.id}/messages`)).json()) as {
        entries: { kind: string; changes?: { key: string; before: object | null; after: object | null }[] }[];
      };
      return thread.entries.flatMap(({ changes = [] }) =>
        changes.map(({ key, before, after }) => [key, before, after]).sort(),
      );
    };
    const said = (text: string) => ({ en: text, es: text, ru: text });

    expect(await told('dan')).toEqual([
      ['serial', null, said('AB-1234')],
      ['model', said('Another'), said('FM-40')],
      ['which', said('Old one'), null],
    ]);
    expect(await told('bea')).toEqual(await told('dan'));
    expect(await told('abe')).toContainEqual(['cause', null, said('A wombat')]);
  });

  test('stays as it is once the request has ended', async () => {
    const request = await filled();
    await w.as('dan').put(`/requests/${request.id}/withdrawal`, undefined, version(1));
    expect((await put('dan', request, { serial: 'AB-1234' }, 2)).status).toBe(409);
    expect((await put('abe', request, { cause: 'Water' }, 2)).status).toBe(409);
  });
});

test('what the demo company asks is in order, in all three languages', () => {
  for (const type of [demoFault, ...services]) {
    const { sections, name } = TypeInput.parse(type);
    expect([name.en, wrongDesign({ sections })]).toEqual([name.en, {}]);
    const labels = sections.flatMap((section) =>
      section.fields.map(({ label }) => Object.keys(label).sort()),
    );
    expect(labels.every((languages) => languages.join() === 'en,es,ru')).toBe(true);
  }
});
