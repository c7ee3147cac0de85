import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import type { Scope } from '#api/core/scope.ts';
import { replyToRequest, submitRequest, withdrawRequest } from '#api/requests/service.ts';
import { engagements } from '#db/schema/accounts.ts';
import { events } from '#db/schema/events.ts';
import { messages, notes, requests } from '#db/schema/requests.ts';
import { world, type Name, type World } from '../support/world.ts';

const pump = { subject: 'The pump hums', body: 'Since Monday, at night.', category: 'problem' };

let w: World;
beforeEach(async () => {
  w = await world();
});

async function submit(name: Name, change: Record<string, unknown> = {}) {
  const response = await w.as(name).post('/requests', { ...pump, ...change });
  expect(response.status).toBe(201);
  return (await response.json()) as { id: string; reference: string; version: number; dueAt: string };
}

const list = async (name: Name, query = '') => {
  const response = await w.as(name).get(`/requests${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as {
    items: { id: string; reference: string }[];
    total: number;
    next?: string;
  };
};
const idsOf = async (name: Name, query = '') => (await list(name, query)).items.map(({ id }) => id);
const rowOf = async (id: string) =>
  (await w.db.reader.select().from(requests).where(eq(requests.id, id)))[0]!;
const sizes = async () => [
  await w.db.reader.$count(requests),
  await w.db.reader.$count(messages),
  await w.db.reader.$count(notes),
  await w.db.reader.$count(events),
];
const thread = async (name: Name, id: string) =>
  (await (await w.as(name).get(`/requests/${id}/messages`)).json()) as {
    entries: { kind: string; body?: string; authorName: string | null; authorId?: string | null }[];
  };

describe('somebody who needs help', () => {
  test('submits a request, and it is on the record', async () => {
    const { id, ...request } = await submit('dan', { subject: '  The\r\npump   hums ', priority: 'urgent' });

    expect(request).toMatchObject({
      reference: 'REQ-1',
      subject: 'The pump hums',
      status: 'submitted',
      turn: 'house',
      account: { id: 'acc_dune', name: 'Dune Labs' },
      requester: { id: 'per_dan', name: 'Dan Reyes' },
      may: {
        reply: true,
        withdraw: true,
        accept: false,
        choices: [],
        statuses: [],
        note: false,
        assign: false,
      },
    });
    const hours = (Date.parse(request.dueAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(3.9);
    expect(hours).toBeLessThan(4.1);
    expect(await w.db.reader.select().from(events)).toMatchObject([
      { name: 'request.submitted', subjectId: id, accountId: 'acc_dune', actorId: 'per_dan' },
    ]);
    expect(await thread('dan', id)).toMatchObject({
      entries: [{ kind: 'message', side: 'customer', body: pump.body, authorName: 'Dan Reyes' }],
    });
  });

  test('does so next to nineteen others at the same moment', async () => {
    const twenty = Array.from({ length: 20 }, (_, n) => w.as(n % 2 ? 'dan' : 'emil').post('/requests', pump));
    const answers = await Promise.all(twenty);

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    const numbers = (await w.db.reader.select().from(requests)).map(({ number }) => number);
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });

  test('submits once, however often the same attempt arrives', async () => {
    const key = { 'idempotency-key': 'one attempt' };
    const first = await w.as('dan').post('/requests', pump, key);
    const again = await w.as('dan').post('/requests', pump, key);

    expect(await again.json()).toEqual(await first.json());
    expect(await w.db.reader.$count(requests)).toBe(1);
  });

  test.each([
    ['no subject', { subject: ' ' }, { subject: 'required' }],
    ['a number for a subject', { subject: 7 }, { subject: 'invalid_type' }],
    ['a subject of 161 letters', { subject: 'x'.repeat(161) }, { subject: 'too_big' }],
    ['a body of 20,001 letters', { body: 'x'.repeat(20_001) }, { body: 'too_big' }],
    ['a NUL', { body: 'a\0b' }, { body: 'invalid_characters' }],
    ['half a character', { subject: 'a\ud800' }, { subject: 'invalid_characters' }],
    ['an unknown category', { category: 'gossip' }, { category: 'invalid_value' }],
    ['files that are no list', { attachments: 'file_1' }, { attachments: 'invalid_type' }],
    ['a file nobody uploaded', { attachments: ['file_0'] }, { attachments: 'requests.unknown_file' }],
    ['eleven files', { attachments: Array.from({ length: 11 }, () => 'file_0') }, { attachments: 'too_big' }],
  ])('is told what is wrong with %s, and nothing is kept', async (_, change, fields) => {
    const response = await w.as('dan').post('/requests', { ...pump, ...change });

    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({ code: 'invalid', fields });
    expect(await sizes()).toEqual([0, 0, 0, 0]);
  });

  test('who is not a customer or partner cannot submit', async () => {
    for (const name of ['abe', 'eve'] as const)
      expect((await w.as(name).post('/requests', pump)).status).toBe(403);
    expect((await w.guest().post('/requests', pump)).status).toBe(401);
    expect(await sizes()).toEqual([0, 0, 0, 0]);
    await submit('bea');
  });
});

describe('a list', () => {
  test('shows each what is theirs', async () => {
    const dans = await submit('dan');
    const doras = await submit('dora');
    const emils = await submit('emil');
    const beas = await submit('bea');
    const all = [beas.id, emils.id, doras.id, dans.id];

    expect(await idsOf('dan')).toEqual([doras.id, dans.id]);
    expect(await idsOf('dora')).toEqual([doras.id]);
    expect(await idsOf('emil')).toEqual([emils.id]);
    expect(await idsOf('bea')).toEqual([beas.id, doras.id, dans.id]);
    expect(await idsOf('ben')).toEqual([]);
    expect(await idsOf('cleo')).toEqual([]);
    expect(await idsOf('abe')).toEqual(all);
    expect(await idsOf('max')).toEqual(all);
    expect((await w.as('eve').get('/requests')).status).toBe(403);
    expect((await w.guest().get('/requests')).status).toBe(401);
  });

  test('finds by words without accents and by number, within what is theirs', async () => {
    const pumps = await submit('dan', { subject: 'Bomba averiada', body: 'La válvula está rota' });
    const other = await submit('emil', { subject: 'Bomba' });

    expect(await idsOf('dan', '?q=valvula')).toEqual([pumps.id]);
    expect(await idsOf('dan', '?q=VÁLVULA')).toEqual([pumps.id]);
    expect(await idsOf('dan', '?q=req-1')).toEqual([pumps.id]);
    expect(await idsOf('dan', '?q=bomba')).toEqual([pumps.id]);
    expect(await idsOf('dan', `?q=${other.reference}`)).toEqual([]);
    expect(await idsOf('abe', `?q=${other.reference}`)).toEqual([other.id]);
    expect(await idsOf('abe', '?q=50%25')).toEqual([]);
  });

  test('finds them by the name that their account bears now, and by nobody it must not know', async () => {
    await w.db.direct.update(engagements).set({ requests: 'edit' });
    const [dans, beas] = [await submit('dan'), await submit('bea', { accountId: 'acc_dune' })];
    await w.as('ada').patch('/accounts/acc_dune', 1, { name: 'Wüstenlabor' });
    await w.settle();

    expect(await idsOf('abe', '?q=wustenlabor')).toEqual([beas.id, dans.id]);
    expect(await idsOf('abe', '?q=dune+labs')).toEqual([]);
    expect(await idsOf('dan', '?q=reyes+since+monday')).toEqual([dans.id]);
    expect(await idsOf('cleo', '?q=sandoval')).toEqual([]);
  });

  test('is filtered by tab, status, kind, priority and who works on it, and counted alike', async () => {
    const fresh = await submit('dan', { priority: 'low' });
    const asked = await submit('dan', { category: 'billing' });
    await w.as('abe').post(`/requests/${asked.id}/messages`, { body: 'Which one?', choice: 'ask' });
    const { version } = await rowOf(fresh.id);
    await w.as('abe').put(`/requests/${fresh.id}/assignee`, { assigneeId: 'per_abe' }, ifMatch(version));

    expect(await idsOf('dan')).toEqual([fresh.id]);
    expect(await idsOf('dan', '?tab=waiting')).toEqual([asked.id]);
    expect(await idsOf('dan', '?tab=all')).toEqual([asked.id, fresh.id]);
    expect(await idsOf('dan', '?status=waiting_customer')).toEqual([asked.id]);
    expect(await idsOf('dan', '?tab=all&category=billing')).toEqual([asked.id]);
    expect(await idsOf('dan', '?tab=all&priority=low')).toEqual([fresh.id]);
    expect(await idsOf('abe', '?tab=all&assignee=me')).toEqual([fresh.id]);
    expect(await idsOf('abe', '?tab=all&assignee=nobody')).toEqual([asked.id]);
    expect(await idsOf('dan', '?tab=all&assignee=nobody')).toHaveLength(2);
    expect(await idsOf('abe', '?tab=all&sort=due')).toEqual([fresh.id, asked.id]);
    expect((await list('dan', '?tab=waiting')).total).toBe(1);
  });

  test('is paged by key in either order', async () => {
    for (let n = 0; n < 30; n += 1) await submit('dan');
    for (const sort of ['moved', 'due']) {
      const first = await list('dan', `?sort=${sort}`);
      const rest = await list('dan', `?sort=${sort}&after=${first.next}`);
      expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(30);
      expect(first.total).toBe(30);
    }
    expect((await w.as('dan').get('/requests?after=nonsense')).status).toBe(422);
  });
});

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

describe('a partner', () => {
  test('reads the requests of a customer whose engagement says so, and writes only if it says that too', async () => {
    const { id } = await submit('dan');
    const reply = () => w.as('bea').post(`/requests/${id}/messages`, { body: 'We are on it.' });

    expect(await (await w.as('bea').get(`/requests/${id}`)).json()).toMatchObject({
      may: { reply: false, withdraw: false },
    });
    const before = await sizes();
    expect((await reply()).status).toBe(403);
    expect((await w.as('bea').put(`/requests/${id}/withdrawal`, {}, ifMatch(1))).status).toBe(403);
    expect((await w.as('bea').post('/requests', { ...pump, accountId: 'acc_dune' })).status).toBe(403);
    expect((await w.as('bea').post('/requests', { ...pump, accountId: 'acc_fjord' })).status).toBe(404);
    expect(await sizes()).toEqual(before);

    await w.db.direct.update(engagements).set({ requests: 'edit' }).where(eq(engagements.id, 'eng_bd'));
    expect((await reply()).status).toBe(201);
    const asked = await submit('bea', { accountId: 'acc_dune' });
    expect((await rowOf(asked.id)).accountId).toBe('acc_dune');
    expect(await idsOf('dan')).toContain(asked.id);
  });

  test('finds nothing where the engagement opens no requests, or has ended', async () => {
    const { id } = await submit('dan');
    const before = await sizes();

    expect((await w.as('bea').get(`/requests/${id}`)).status).toBe(200);
    await w.db.direct.update(engagements).set({ endedAt: new Date() }).where(eq(engagements.id, 'eng_bd'));
    for (const name of ['bea', 'cleo', 'emil', 'dora'] as const) {
      for (const path of ['', '/messages'])
        expect((await w.as(name).get(`/requests/${id}${path}`)).status).toBe(404);
      expect((await w.as(name).post(`/requests/${id}/messages`, { body: 'x' })).status).toBe(404);
      expect((await w.as(name).put(`/requests/${id}/withdrawal`, {}, ifMatch(1))).status).toBe(404);
    }
    expect(await sizes()).toEqual(before);
  });

  test.each([
    [
      'asks',
      (scope) =>
        submitRequest(scope, {
          ...pump,
          category: 'problem',
          priority: 'normal',
          attachments: [],
          accountId: 'acc_dune',
        }),
    ],
    ['replies', (scope, id) => replyToRequest(scope, id, { body: 'We are on it.', attachments: [] })],
    ['withdraws', (scope, id) => withdrawRequest(scope, id, { version: 1 })],
  ] satisfies [string, (scope: Scope, id: string) => Promise<unknown>][])(
    '%s for nobody whose engagement was narrowed after it was read',
    async (_what, act) => {
      const narrow = (right: 'read' | 'edit') =>
        w.db.direct.update(engagements).set({ requests: right }).where(eq(engagements.id, 'eng_bd'));
      const { id } = await submit('dan');
      await narrow('edit');
      const before = await sizes();
      const { scope } = w.as('bea');
      const write = scope.write.bind(scope);
      Object.assign(scope, {
        write: (build: Parameters<typeof write>[0]) => narrow('read').then(() => write(build)),
      });

      await expect(act(scope, id)).rejects.toMatchObject({ status: 403 });
      expect([await sizes(), (await rowOf(id)).status]).toEqual([before, 'submitted']);
    },
  );

  test('does not learn who else serves the customer', async () => {
    await w.db.direct.update(engagements).set({ requests: 'edit' });
    const { id } = await submit('bea', { accountId: 'acc_dune', subject: 'For Dune' });
    const seen = JSON.stringify([await list('cleo'), await thread('cleo', id)]);

    expect(seen).toContain('For Dune');
    expect(seen).not.toMatch(/Bea|per_bea|Brightline/);
    expect(await idsOf('cleo', '?q=sandoval')).toEqual([]);
    expect(JSON.stringify([await list('bea'), await thread('bea', id), await list('dan')])).toMatch(/Bea/);
    expect(JSON.stringify(await thread('dan', id))).toContain('Bea Sandoval');
  });
});

describe('a note', () => {
  test('is read by staff alone, and changes nothing for the customer', async () => {
    const { id } = await submit('dan');
    const before = await (await w.as('dan').get(`/requests/${id}`)).json();

    expect((await w.as('abe').post(`/requests/${id}/notes`, { body: 'Not to be told' })).status).toBe(201);
    expect((await thread('abe', id)).entries.map(({ kind }) => kind)).toEqual(['message', 'note']);
    expect((await thread('max', id)).entries).toHaveLength(2);
    for (const name of ['dan', 'bea'] as const)
      expect(JSON.stringify(await thread(name, id))).not.toContain('Not to be told');
    expect(await (await w.as('dan').get(`/requests/${id}`)).json()).toEqual(before);
  });

  test('leaves no gap in what the customer reads, however long that is', async () => {
    const { id } = await submit('dan');
    for (const body of ['One', 'Two']) await w.as('abe').post(`/requests/${id}/notes`, { body });
    const said = { requestId: id, authorId: 'per_dan', side: 'customer' as const, body: 'Still.' };
    await w.db.direct
      .insert(messages)
      .values(Array.from({ length: 102 }, (_, n) => ({ ...said, id: `msg_${n}`, seq: n + 4 })));
    const read = async (query = '') =>
      (await (await w.as('dan').get(`/requests/${id}/messages${query}`)).json()) as {
        entries: { id: string }[];
        before: string | null;
      };
    const newest = await read();
    const older = await read(`?before=${newest.before}`);

    expect([newest.entries.length, newest.before]).toEqual([100, newest.entries[0]?.id]);
    expect(older.entries.slice(1).map((entry) => entry.id)).toEqual(['msg_0', 'msg_1']);
    expect(older).toMatchObject({ entries: [{ body: pump.body }, {}, {}], before: null });
    expect(JSON.stringify([newest, older])).not.toContain('"seq"');
    expect((await read('?before=msg_nothing')).entries).toEqual([]);
  });

  test('is written by agents alone', async () => {
    const { id } = await submit('dan');
    for (const name of ['dan', 'bea', 'max'] as const)
      expect((await w.as(name).post(`/requests/${id}/notes`, { body: 'x' })).status).toBe(403);
    expect(await w.db.reader.$count(notes)).toBe(0);
  });
});

test('two who write at the same moment are both heard, each with a number of their own', async () => {
  const { id } = await submit('dan');
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      n % 2
        ? replyToRequest(w.as('dan').scope, id, { body: `${n}`, attachments: [] })
        : replyToRequest(w.as('abe').scope, id, { body: `${n}`, attachments: [], choice: 'answer' }),
    ),
  );

  expect(new Set(answers.map((answer) => answer.id)).size).toBe(10);
  const seqs = (await w.db.reader.select().from(messages).orderBy(messages.seq)).map(({ seq }) => seq);
  expect(seqs).toEqual(Array.from({ length: 11 }, (_, n) => n + 1));
});

test.each(['\u0001', '\u0085', ' \t\u0007 '])('a subject that is nothing but %j is none', async (subject) => {
  const answer = await w.as('dan').post('/requests', { subject, body: 'It drips.', category: 'problem' });

  expect([answer.status, await answer.json()]).toEqual([
    422,
    { code: 'invalid', fields: { subject: 'required' } },
  ]);
});
