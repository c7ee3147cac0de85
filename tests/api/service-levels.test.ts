import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { presetId } from '#api/people/roles.ts';
import { explain } from '#api/service-levels/explaining.ts';
import { clocksOf, nextClocks } from '#api/service-levels/keeping.ts';
import { watchClocks } from '#api/service-levels/watching.ts';
import type { EventName } from '#db/event-names.ts';
import { events } from '#db/schema/events.ts';
import { mails } from '#db/schema/mails.ts';
import { requests } from '#db/schema/requests.ts';
import { requestClocks } from '#db/schema/service-levels.ts';
import { json } from '../support/guards/case.ts';
import { office, promise } from '../support/guards/service-levels.ts';
import { world, type Name, type World } from '../support/world.ts';

const MINUTE = 60_000;
const question = { subject: 'The pump hums', body: 'At night.', category: 'problem' };

let w: World;
beforeEach(async () => {
  w = await world();
});

const ask = (more: object = {}, by: Name = 'dan') =>
  json<{ id: string; version: number; dueAt: string }>(w.as(by).post('/requests', { ...question, ...more }));
const rowOf = async (id: string) => w.system.find(requests, id);
const clocks = (id: string) =>
  w.system.select(requestClocks, eq(requestClocks.requestId, id)).orderBy(asc(requestClocks.target));
const clock = async (id: string, target: 'first_reply' | 'next_reply' | 'resolution') =>
  (await clocks(id)).find((one) => one.target === target);
const say = (by: Name, id: string, more: object = {}) =>
  json(w.as(by).post(`/requests/${id}/messages`, { body: 'Well.', ...more }));
const put = async (by: Name, id: string, noun: string, body: object = {}) => {
  const { version } = await rowOf(id);
  const response = await w.as(by).put(`/requests/${id}/${noun}`, body, { 'if-match': `"${version}"` });
  expect(response.status).toBe(200);
};
const level = (more: object = {}) =>
  json<{ id: string }>(w.as('ada').post('/service-levels', promise('Plain', more)));
const happened = async (id: string, name: EventName) =>
  (
    await w.db.reader
      .select()
      .from(events)
      .where(and(eq(events.subjectId, id), eq(events.name, name)))
  ).length;

/** What is kept is what the events alone come to. */
async function expectRebuilt(id: string) {
  const kept = await clocksOf(w.system, await rowOf(id));
  const rebuilt = nextClocks({ ...kept, rows: [] }, new Date()).rows;
  const plain = (await clocks(id)).map((row) => {
    const { id: _id, requestId: _requestId, ...rest } = row;
    return rest;
  });
  expect(plain).toEqual(rebuilt.toSorted((a, b) => a.target.localeCompare(b.target)));
}

test('what nothing is promised for stands in the list by day all the same', async () => {
  await level({ targets: { first_reply: { urgent: 60 } } });
  const { id } = await ask({ priority: 'low' });
  await say('abe', id, { choice: 'answer' });
  const { items, total } = await json<{ items: { id: string }[]; total: number }>(
    w.as('abe').get('/requests?sort=due'),
    200,
  );

  expect(await clocks(id)).toEqual([]);
  expect((await rowOf(id)).dueAt?.getTime()).toBeGreaterThan(Date.now());
  expect([items.map((item) => item.id), total]).toEqual([[id], 1]);
});

describe('the clocks of a request', () => {
  test('are at every step what its events alone come to', async () => {
    await level();
    const { id } = await ask();
    const steps: (() => Promise<unknown>)[] = [
      () => put('abe', id, 'assignee', { assigneeId: 'per_abe' }),
      () => say('dan', id),
      () => say('abe', id, { choice: 'ask' }),
      () => put('abe', id, 'status', { status: 'waiting_other', until: '2099-01-31', reason: 'The foundry' }),
      () => say('dan', id),
      () => put('abe', id, 'status', { status: 'in_progress' }),
      () => say('abe', id, { choice: 'solve' }),
      () => say('dan', id),
      () => say('abe', id, { choice: 'answer' }),
      () => put('abe', id, 'status', { status: 'closed' }),
      () => put('abe', id, 'status', { status: 'in_progress' }),
      () => put('dan', id, 'withdrawal'),
    ];
    await expectRebuilt(id);
    for (const act of steps) {
      await act();
      await expectRebuilt(id);
    }
    expect((await clocks(id)).map(({ nextAt }) => nextAt)).toEqual([null, null]);
  });

  test('owe the first answer once, and every further one from the oldest message on', async () => {
    await level({ targets: { first_reply: { normal: 60 }, next_reply: { normal: 30 } } });
    const { id, dueAt } = await ask();
    const first = await clock(id, 'first_reply');
    expect(first?.dueAt?.toISOString()).toBe(dueAt);
    expect((first?.dueAt?.getTime() ?? 0) - (first?.startedAt.getTime() ?? 0)).toBe(60 * MINUTE);

    await say('abe', id, { choice: 'ask' });
    expect((await clock(id, 'first_reply'))?.metAt).not.toBeNull();
    await say('dan', id);
    const asked = await clock(id, 'next_reply');
    await say('dan', id);
    expect(await clock(id, 'next_reply')).toEqual(asked);
    expect((await rowOf(id)).dueAt).toEqual(asked?.dueAt);
  });

  test('stand still for a solution while somebody else must act, never for an answer', async () => {
    await level();
    const { id } = await ask();
    await put('abe', id, 'status', { status: 'waiting_other', until: '2099-01-31', reason: 'The foundry' });
    expect(await clock(id, 'resolution')).toMatchObject({ dueAt: null, nextAt: null });
    expect((await clock(id, 'resolution'))?.pausedAt).not.toBeNull();
    expect((await clock(id, 'first_reply'))?.dueAt).not.toBeNull();
    expect((await rowOf(id)).dueAt).toEqual((await clock(id, 'first_reply'))?.dueAt);
  });

  test('come out right when twenty write at the same moment', { timeout: 60_000 }, async () => {
    await level();
    const { id } = await ask();
    const by = (n: number) => (n % 2 ? say('dan', id) : say('abe', id, { choice: 'answer' }));
    await Promise.all(Array.from({ length: 20 }, (_, n) => by(n)));
    await expectRebuilt(id);
    expect(await rowOf(id)).toMatchObject({ lastSeq: 21, status: 'in_progress' });
  });

  test('go by the first level that applies, and tell which and why', async () => {
    const hours = await json<{ id: string }>(w.as('ada').post('/schedules', office()));
    const more = { position: 1, conditions: { priorities: ['urgent'], accountId: null }, scheduleId: null };
    await level({ ...more, name: 'Urgent' });
    await level({ name: 'Everything', position: 2, scheduleId: hours.id });
    const urgent = await explain(w.as('abe').scope, (await ask({ priority: 'urgent' })).id);
    const normal = await explain(w.as('abe').scope, (await ask()).id);

    expect(urgent).toMatchObject({ level: 'Urgent', schedule: null });
    expect(normal).toMatchObject({ level: 'Everything', schedule: 'Wombat office', zone: 'Europe/Madrid' });
    const [first] = normal.clocks;
    expect(first).toMatchObject({ target: 'first_reply', state: 'running', promised: 60 });
    const counted = first?.lines.flatMap((line) => (line.kind === 'counted' ? line.minutes : [])) ?? [];
    expect(counted.reduce((sum, one) => sum + one, 0)).toBe(60);
    expect(first?.lines.at(-1)).toEqual({ kind: 'due', at: first?.dueAt });
  });

  test('leave alone what was asked before a level is in force', async () => {
    await level({ enforceFrom: '2099-01-01' });
    expect(await explain(w.as('abe').scope, (await ask()).id)).toMatchObject({ level: '' });
  });
});

describe('a change of what is promised', () => {
  test('counts anew what is open, and leaves what has ended as it was', async () => {
    const { id: levelId } = await level();
    const open = await ask();
    const ended = await ask();
    await put('dan', ended.id, 'withdrawal');
    const before = await clocks(ended.id);
    const change = promise('Plain', { targets: { first_reply: { normal: 15 } } });
    const changed = await w.as('ada').put(`/service-levels/${levelId}`, change, { 'if-match': '"1"' });
    expect(changed.status).toBe(200);
    await w.settle();

    const [only, ...others] = await clocks(open.id);
    expect(others).toEqual([]);
    expect((only?.dueAt?.getTime() ?? 0) - (only?.startedAt.getTime() ?? 0)).toBe(15 * MINUTE);
    expect((await rowOf(open.id)).dueAt).toEqual(only?.dueAt);
    expect(await clocks(ended.id)).toEqual(before);
    await expectRebuilt(open.id);
  });

  test('is refused for hours that never come, for a stale version and for what is not there', async () => {
    const never = { ...office(), week: [[], [], [], [], [], [], []] };
    const refused = await w.as('ada').post('/schedules', never);
    expect([refused.status, await refused.json()]).toMatchObject([
      422,
      { fields: { week: 'service_levels.never_open' } },
    ]);
    const crossed = { ...office(), week: [[[600, 500]], [], [], [], [], [], []] };
    expect((await w.as('ada').post('/schedules', crossed)).status).toBe(422);
    const { id } = await json<{ id: string }>(w.as('ada').post('/schedules', office()));
    expect((await w.as('ada').put(`/schedules/${id}`, office(), { 'if-match': '"7"' })).status).toBe(412);
    for (const wrong of [
      { scheduleId: 'sch_none' },
      { escalations: [{ after: 5, roleId: 'role_none' }] },
      { conditions: { accountId: 'acc_none' } },
      { targets: {} },
    ])
      expect((await w.as('ada').post('/service-levels', promise('Odd', wrong))).status).toBe(422);
  });
});

describe('a promise that nears its end', () => {
  test('is told once, its breach once, and then each of those who come after', async () => {
    const escalations = [
      { after: 30, roleId: presetId('house', 'manager') },
      { after: 60, roleId: presetId('house', 'admin') },
    ];
    await level({ targets: { first_reply: { normal: 60 } }, escalations });
    const { id } = await ask();
    await put('abe', id, 'assignee', { assigneeId: 'per_abe' });
    await w.settle();
    await w.db.direct.delete(mails);
    const at = (minutes: number) => new Date(Date.now() + minutes * MINUTE);
    const names = ['request.due_soon', 'request.overdue', 'request.escalated'] as const;
    const told = async (minutes: number) => {
      await watchClocks(w.portico.base, at(minutes));
      await watchClocks(w.portico.base, at(minutes));
      return Promise.all(names.map((name) => happened(id, name)));
    };

    expect(await told(40)).toEqual([0, 0, 0]);
    expect(await told(50)).toEqual([1, 0, 0]);
    expect(await told(61)).toEqual([1, 1, 0]);
    expect(await told(80)).toEqual([1, 1, 0]);
    expect(await told(95)).toEqual([1, 1, 1]);
    expect(await told(200)).toEqual([1, 1, 2]);
    await w.settle();
    const sent = await w.db.reader.select().from(mails).orderBy(asc(mails.createdAt));
    expect(sent.map(({ toAddress }) => toAddress)).toEqual([
      'abe@house.example',
      'abe@house.example',
      'max@house.example',
      'ada@house.example',
    ]);
  });

  test('is told to nobody once it is kept', async () => {
    await level({ targets: { first_reply: { normal: 60 } } });
    const { id } = await ask();
    await say('abe', id, { choice: 'ask' });
    expect(await watchClocks(w.portico.base, new Date(Date.now() + 500 * MINUTE))).toBe(0);
    expect(await happened(id, 'request.overdue')).toBe(0);
  });
});
