import { eq, isNotNull } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { mayShare, phaseOf, sharingActs, type Hold, type SharingAct } from '#api/participants/policy.ts';
import { requestStatuses, type RequestStatus } from '#db/enums.ts';
import { mails } from '#db/schema/mails.ts';
import { participants } from '#db/schema/participants.ts';
import { memberships } from '#db/schema/people.ts';
import { messages, requests } from '#db/schema/requests.ts';
import { json } from '#tests/support/guards/case.ts';
import { openMailbox, vouched } from '#tests/support/mailing.ts';
import { leaks, letIn, linkFor, shared } from '#tests/support/participants.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const partIn = async (w: World, id: string) => {
  const [row] = await w.system.select(participants, eq(participants.id, id));
  if (!row) throw new Error('nobody takes part');
  return row;
};
const mailsTo = (w: World, address: string) => w.system.select(mails, eq(mails.toAddress, address));
const codeIn = (text: string | undefined) => /code=([\w-]{43})/.exec(text ?? '')?.[1] ?? '';
const ask = async (w: World, by: Name, id: string, body: object) =>
  w.as(by).post(`/requests/${id}/participants`, body);

describe('who says who takes part', () => {
  /** How each of them stands to a request of Dan's; Cleo, Emil and Freja were let in to it. */
  const holds: Partial<Record<Name, Hold | 'nothing'>> = {
    abe: 'agent',
    max: 'view',
    dan: 'manage',
    dora: 'nothing',
    bea: 'view',
    ben: 'nothing',
    cleo: 'view',
    emil: 'reply',
    freja: 'manage',
  };
  const some: RequestStatus[] = ['submitted', 'resolved', 'closed'];
  let w: World;
  let id: string;
  beforeAll(async () => {
    w = await world();
    id = await shared(w, { cleo: 'view', emil: 'reply', freja: 'manage' });
  });

  async function tryTo(act: SharingAct, name: Name): Promise<number> {
    const [own] = await w.system.select(participants, eq(participants.personId, `per_${name}`));
    const row = act === 'leave' && own ? own : await invitedRow();
    const version = { 'if-match': `"${row.version}"` };
    const at = `/requests/${id}/participants`;
    const tries: Record<SharingAct, () => Promise<Response>> = {
      see: () => w.as(name).get(at),
      invite: () => ask(w, name, id, { email: 'somebody@elsewhere.example' }),
      change: () => w.as(name).patch(`${at}/${row.id}`, row.version, { right: 'reply' }),
      remove: () => w.as(name).delete(`${at}/${row.id}`, version),
      leave: () => w.as(name).delete(`${at}/${row.id}`, version),
    };
    const { status } = await tries[act]();
    if (act === 'leave' && own)
      await w.db.direct.update(participants).set({ endedAt: null }).where(eq(participants.id, own.id));
    await w.db.direct.delete(participants).where(isNotNull(participants.email));
    return status;
  }
  async function invitedRow() {
    const email = 'gil@elsewhere.example';
    const values = { requestId: id, email, right: 'view', source: 'address', addedById: 'per_dan' } as const;
    const [row] = await w.db.direct.insert(participants).values(values).returning();
    if (!row) throw new Error('nobody was let in');
    return row;
  }

  function expected(hold: Hold | 'nothing', status: RequestStatus, act: SharingAct, hasRow: boolean): number {
    if (hold === 'nothing') return 404;
    const asked = act === 'leave' && !hasRow ? 'remove' : act;
    if (mayShare(hold, status, asked))
      return { see: 200, invite: 201, change: 204, remove: 204, leave: 204 }[asked];
    const ever = requestStatuses.some((one) => mayShare(hold, one, asked));
    return ever && (asked === 'invite' || asked === 'change') ? 409 : 403;
  }

  const cells = (Object.entries(holds) as [Name, Hold | 'nothing'][]).flatMap(([name, hold]) =>
    some.flatMap((status) => sharingActs.map((act) => ({ name, hold, status, act }))),
  );
  test.each(cells)(
    '$name who holds "$hold" may or may not $act while it is $status',
    async ({ name, hold, status, act }) => {
      await w.db.direct.update(requests).set({ status }).where(eq(requests.id, id));
      const hasRow = ['cleo', 'emil', 'freja'].includes(name);

      expect(await tryTo(act, name)).toBe(expected(hold, status, act, hasRow));
    },
  );

  test.each(requestStatuses)(
    'what is %s has a phase, in which everybody who reaches it may look',
    (status) => {
      for (const hold of ['agent', 'manage', 'reply', 'view'] as const)
        expect([phaseOf(status), mayShare(hold, status, 'see')]).toEqual([expect.any(String), true]);
      expect(mayShare('reply', status, 'invite') || mayShare('view', status, 'remove')).toBe(false);
    },
  );
});

describe('a colleague', () => {
  let w: World;
  let id: string;
  beforeEach(async () => {
    w = await world();
    id = await shared(w);
  });

  test('is let in by choosing him, reads all of it, and is told', async () => {
    expect((await w.as('dora').get(`/requests/${id}`)).status).toBe(404);
    const { colleagues } = await json<{ colleagues: object[] }>(
      w.as('dan').get(`/requests/${id}/participants`),
      200,
    );
    expect(colleagues).toEqual([{ id: 'per_dora', name: 'Dora Klein' }]);

    expect((await ask(w, 'dan', id, { personId: 'per_dora', right: 'view' })).status).toBe(201);
    await w.settle();

    expect((await w.as('dora').get(`/requests/${id}`)).status).toBe(200);
    expect((await w.as('dora').post(`/requests/${id}/messages`, { body: 'And I.' })).status).toBe(403);
    const [mail] = await mailsTo(w, 'dora@dune.example');
    expect(mail?.text).toContain('you take part in request');
  });

  test('is let in by his address as well, at once and without a link', async () => {
    await ask(w, 'dan', id, { email: 'DORA@dune.example', right: 'reply' });
    const [row] = await w.system.select(participants);

    expect(row).toMatchObject({
      personId: 'per_dora',
      accountId: 'acc_dune',
      email: null,
      source: 'colleague',
    });
    expect((await w.as('dora').post(`/requests/${id}/messages`, { body: 'And I.' })).status).toBe(201);
  });

  test('is nobody of another company, nobody who left, and not whoever asked', async () => {
    const before = await stateOf(w);
    const code = async (body: object) =>
      (await (await ask(w, 'dan', id, body)).json()) as { code: string; fields: object };

    expect(await code({ personId: 'per_emil' })).toMatchObject({
      fields: { personId: 'participants.no_colleague' },
    });
    expect(await code({ personId: 'per_dan' })).toMatchObject({ code: 'participants.asked_it' });
    expect(await code({ email: 'dan@dune.example' })).toMatchObject({ code: 'participants.asked_it' });
    expect(await code({})).toMatchObject({ fields: { email: 'participants.nobody' } });
    expect(await code({ personId: 'per_dora', email: 'a@b.example' })).toMatchObject({
      fields: { email: 'participants.two_at_once' },
    });
    expect(await stateOf(w)).toEqual(before);
    await w.db.direct
      .update(memberships)
      .set({ endedAt: new Date() })
      .where(eq(memberships.personId, 'per_dora'));
    expect(await code({ personId: 'per_dora' })).toMatchObject({
      fields: { personId: 'participants.no_colleague' },
    });
  });

  test('is let in by many at once a single time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => ask(w, 'dan', id, { personId: 'per_dora' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    expect(await w.system.select(participants)).toHaveLength(1);
  });

  test('cannot be one of more than twenty', async () => {
    for (let n = 0; n < 20; n += 1) await ask(w, 'dan', id, { email: `g${n}@elsewhere.example` });
    const refused = await ask(w, 'dan', id, { email: 'one-more@elsewhere.example' });

    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'participants.too_many' }]);
    expect(await w.system.select(participants)).toHaveLength(20);
  });
});

describe('a link to an address', () => {
  const EMIL = 'emil@ember.example';
  let w: World;
  let id: string;
  beforeEach(async () => {
    w = await world();
    id = await shared(w);
    await json(ask(w, 'dan', id, { email: EMIL, right: 'reply' }));
    await w.settle();
  });
  const take = (by: Name, code: string) => w.as(by).post('/requests/participations', { code });
  const rows = () => w.system.select(participants);

  test('lets its owner take part once, for the account he acts for, and says nothing of the request before', async () => {
    const [mail] = await mailsTo(w, EMIL);
    const code = codeIn(mail?.text);
    expect(JSON.stringify(mail)).not.toMatch(/bandicoot|drips|Dan|Dune|REQ-/);
    expect((await w.as('emil').get(`/requests/${id}`)).status).toBe(404);

    expect((await take('freja', code)).status).toBe(403);
    expect((await take('abe', code)).status).toBe(403);
    expect((await take('emil', code)).status).toBe(201);
    expect((await take('emil', code)).status).toBe(410);
    expect((await w.as('emil').post(`/requests/${id}/messages`, { body: 'I have one, too.' })).status).toBe(
      201,
    );
    expect(await rows()).toMatchObject([{ personId: 'per_emil', accountId: 'acc_ember', email: null }]);
    expect((await w.as('emil').get('/requests?tab=all')).status).toBe(200);
  });

  test('is stored as a hash, and a newer one ends it', async () => {
    const [mail] = await mailsTo(w, EMIL);
    const code = codeIn(mail?.text);
    await json(ask(w, 'dan', id, { email: EMIL, right: 'view' }));
    await w.settle();

    const sent = await mailsTo(w, EMIL);
    expect(sent).toHaveLength(2);
    expect((await take('emil', code)).status).toBe(410);
    const last = sent.map(({ text }) => codeIn(text)).find((one) => one !== code) ?? '';
    expect((await take('emil', last)).status).toBe(201);
    expect(await rows()).toMatchObject([{ right: 'view' }]);
  });

  test('opens nothing once it was taken back, and again once that was undone', async () => {
    const [mail] = await mailsTo(w, EMIL);
    const code = codeIn(mail?.text);
    const [row] = await rows();
    const at = `/requests/${id}/participants/${row?.id}`;
    expect((await w.as('dan').delete(at, { 'if-match': '"1"' })).status).toBe(204);
    expect((await take('emil', code)).status).toBe(410);
    expect((await w.as('dan').patch(at, 2, { right: 'reply' })).status).toBe(204);
    expect((await take('emil', code)).status).toBe(201);
  });

  test('raises whoever takes part already instead of letting him in twice', async () => {
    const part = await letIn(w, id, 'emil', 'view');
    const [mail] = await mailsTo(w, EMIL);

    expect((await take('emil', codeIn(mail?.text))).status).toBe(201);
    expect(await rows()).toMatchObject([{ id: part.id, right: 'reply' }]);
  });

  test('is shown to the house and the company, not to a partner who reads', async () => {
    const seen = async (name: Name) => (await w.as(name).get(`/requests/${id}/participants`)).text();

    for (const name of ['dan', 'abe'] as const) expect(await seen(name)).toContain(EMIL);
    expect(await seen('bea')).not.toMatch(/emil|ember/i);
  });
});

describe('whoever was taken out', () => {
  let w: World;
  let id: string;
  beforeEach(async () => {
    w = await world();
  });
  async function takeOut(part: { id: string }) {
    const { version } = await partIn(w, part.id);
    const at = `/requests/${id}/participants/${part.id}`;
    expect((await w.as('dan').delete(at, { 'if-match': `"${version}"` })).status).toBe(204);
  }

  test('finds it by none of the doors, and whoever takes part by all of them', async () => {
    id = await shared(w);
    const part = await letIn(w, id, 'emil', 'reply');
    await json(w.as('emil').post(`/requests/${id}/messages`, { body: 'A bandicoot of mine.' }));
    const lists = [
      '/requests?tab=all',
      '/requests?tab=all&q=bandicoot',
      '/requests?tab=all&q=REQ-1',
      '/find?q=bandicoot',
      '/exports/requests?tab=all',
    ];
    const doors = [
      `/requests/${id}`,
      `/requests/${id}/messages`,
      `/requests/${id}/participants`,
      `/requests/${id}/links`,
    ];
    const open = async (door: string) => (await w.as('emil').get(door)).status;
    const shows = async (door: string) => (await (await w.as('emil').get(door)).text()).includes('bandicoot');

    for (const door of doors) expect([door, await open(door)]).toEqual([door, 200]);
    for (const door of lists) expect([door, await shows(door)]).toEqual([door, true]);
    await takeOut(part);
    for (const door of doors) expect([door, await open(door)]).toEqual([door, 404]);
    for (const door of lists) expect([door, await shows(door)]).toEqual([door, false]);
    const { total } = await json<{ total: number }>(w.as('emil').get('/requests?tab=all'), 200);
    expect(total).toBe(0);
    expect((await w.as('emil').post(`/requests/${id}/messages`, { body: 'Hello?' })).status).toBe(404);
  });

  test('answers by mail no more, though the old mail named an address for it', async () => {
    const box = await openMailbox(w);
    id = await shared(w);
    const part = await letIn(w, id, 'emil', 'reply');
    await letIn(w, id, 'freja', 'view');
    await w.as('abe').post(`/requests/${id}/messages`, { body: 'Which valve?', choice: 'ask' });
    await w.settle();
    const [toEmil] = await mailsTo(w, 'emil@ember.example');
    const [toFreja] = await mailsTo(w, 'freja@fjord.example');
    const reply = () =>
      box.take({
        from: 'emil@ember.example',
        to: toEmil?.headers['Reply-To'] ?? '',
        server: vouched('emil@ember.example'),
        text: 'The left one.',
        headers: { 'In-Reply-To': toEmil?.messageId },
      });
    expect(toFreja?.headers['Reply-To']).toBeUndefined();
    expect(await reply()).toMatchObject({ state: 'stored', requestId: id });
    const before = (await w.system.select(messages, eq(messages.requestId, id))).length;

    await takeOut(part);
    expect(await reply()).toMatchObject({ state: 'held' });
    expect(await w.system.select(messages, eq(messages.requestId, id))).toHaveLength(before);
    await w.as('abe').post(`/requests/${id}/messages`, { body: 'And where?', choice: 'ask' });
    await w.settle();
    expect((await mailsTo(w, 'emil@ember.example')).filter(({ subjectId }) => subjectId === id)).toHaveLength(
      1,
    );
  });

  test('leaves of his own accord, but never through a program', async () => {
    id = await shared(w, { emil: 'view' });
    const [row] = await w.system.select(participants);
    const left = await w.as('emil').delete(`/requests/${id}/participants/${row?.id}`, { 'if-match': '"1"' });

    expect(left.status).toBe(204);
    expect((await w.as('emil').get(`/requests/${id}`)).status).toBe(404);
  });
});

test('two partners learn nothing of each other by who takes part', async () => {
  const w = await world();
  const id = await shared(w, { cleo: 'reply', emil: 'reply' });
  const seen = async (name: Name) => (await w.as(name).get(`/requests/${id}/participants`)).text();

  expect(await seen('bea')).not.toMatch(/Cleo|Cobalt|per_cleo|Emil|Ember/);
  expect(await seen('dan')).toMatch(/Cleo Petrova[^]*Cobalt Systems[^]*Emil Novak/);
});

test('a participant is none of another request', async () => {
  const w = await world();
  const [mine, other] = [await shared(w, { emil: 'view' }), await shared(w)];
  const [row] = await w.system.select(participants);
  const before = await stateOf(w);

  expect(
    (await w.as('dan').patch(`/requests/${other}/participants/${row?.id}`, 1, { right: 'manage' })).status,
  ).toBe(404);
  expect((await w.as('emil').get(`/requests/${other}`)).status).toBe(404);
  expect(await stateOf(w)).toEqual(before);
  expect(
    (await w.as('dan').patch(`/requests/${mine}/participants/${row?.id}`, 9, { right: 'manage' })).status,
  ).toBe(412);
  expect(leaks.subject && (await linkFor(w, row?.id ?? '', 'emil@ember.example'))).toHaveLength(43);
});
