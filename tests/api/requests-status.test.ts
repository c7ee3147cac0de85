import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';

import { turned, type Act } from '#api/requests/due.ts';
import { findRequest, readThread } from '#api/requests/service.ts';
import { actions, type Action } from '#api/requests/status.ts';
import { wakeRequests } from '#api/requests/waking.ts';
import { PLAIN } from '#api/service-levels/levels.ts';
import { requestStatuses, type RequestPriority, type RequestStatus } from '#db/enums.ts';
import { events } from '#db/schema/events.ts';
import { messages, notes, requests } from '#db/schema/requests.ts';
import { world, type Name, type World } from '../support/world.ts';

const S = 'submitted';
const P = 'in_progress';
const C = 'waiting_customer';
const O = 'waiting_other';
const R = 'resolved';
const X = 'closed';
const W = 'cancelled';
const M = 'merged';
const Q = 'quarantined';

/** What becomes of a request in a status (down) by an action (across); a number is the refusal. */
const CUSTOMER: Record<RequestStatus, (RequestStatus | number)[]> = {
  //  reply thank accept reject insist withdraw
  [Q]: [404, 404, 404, 404, 404, 404],
  [S]: [S, S, 409, 409, 409, W],
  [P]: [P, P, 409, 409, 409, W],
  [C]: [P, P, 409, 409, 409, W],
  [O]: [O, O, 409, 409, 409, W],
  [R]: [P, R, X, P, P, 409],
  [X]: [409, X, 409, 409, 409, 409],
  [W]: [409, 409, 409, 409, 409, 409],
  [M]: [409, 409, 409, 409, 409, 409],
};
const AGENT: Record<RequestStatus, (RequestStatus | number)[]> = {
  //  ask  answer solve note take assign work wait close merge
  [Q]: [409, 409, 409, Q, 409, 409, 409, 409, 409, 409],
  [S]: [C, P, R, S, P, S, P, O, X, M],
  [P]: [C, P, R, P, P, P, 409, O, X, M],
  [C]: [C, P, R, C, C, C, P, O, X, M],
  [O]: [C, P, R, O, O, O, P, 409, X, M],
  [R]: [C, P, R, R, R, R, P, 409, X, M],
  [X]: [409, 409, 409, X, 409, 409, P, 409, 409, 409],
  [W]: [409, 409, 409, W, 409, 409, P, 409, 409, 409],
  [M]: [409, 409, 409, 409, 409, 409, 409, 409, 409, 409],
};
const SAID = new Set<Action>(['ask', 'answer', 'solve']);
const customerActions = actions.customer;
const agentActions = actions.agent;

type Cell = [who: 'dan' | 'abe', status: RequestStatus, action: Action, outcome: RequestStatus | number];
const cells: Cell[] = requestStatuses.flatMap((status) => [
  ...customerActions.map((action, n): Cell => ['dan', status, action, CUSTOMER[status][n] ?? 0]),
  ...agentActions.map((action, n): Cell => ['abe', status, action, AGENT[status][n] ?? 0]),
]);
/** Each side's actions are forbidden to the other; an agent's reply must say what it is. */
const foreign: Cell[] = requestStatuses.flatMap((status) => [
  ...agentActions.map((action): Cell => [
    'dan',
    status,
    action,
    status === Q && SAID.has(action) ? 404 : 403,
  ]),
  ...customerActions.map((action): Cell => [
    'abe',
    status,
    action,
    action === 'reply' || action === 'thank' ? 422 : 403,
  ]),
]);

const hum = { subject: 'The pump hums', body: 'At night.', category: 'problem' };

let w: World;
let id: string;
let other: { id: string; reference: string };
beforeAll(async () => {
  w = await world();
  const send = async () => (await (await w.as('dan').post('/requests', hum)).json()) as typeof other;
  ({ id } = await send());
  other = await send();
});

const rowOf = async () => (await w.db.reader.select().from(requests).where(eq(requests.id, id)))[0]!;
const written = async () => [
  await rowOf(),
  await w.db.reader.$count(messages),
  await w.db.reader.$count(notes),
  await w.db.reader.$count(events),
];

async function act(who: 'dan' | 'abe', action: Action): Promise<Response> {
  const { version } = await rowOf();
  const put = (noun: string, body: unknown = {}) =>
    w.as(who).put(`/requests/${id}/${noun}`, body, { 'if-match': `"${version}"` });
  const say = (change: object) => w.as(who).post(`/requests/${id}/messages`, { body: 'Well.', ...change });
  switch (action) {
    case 'reply':
      return say({});
    case 'thank':
      return say({ body: 'Thank you, Abe!' });
    case 'reject':
      return put('rejection', { reason: 'It hums still.' });
    case 'insist':
      return put('insistence');
    case 'merge':
      return put('merger', { into: other.reference });
    case 'ask':
    case 'answer':
    case 'solve':
      return say({ choice: action });
    case 'note':
      return w.as(who).post(`/requests/${id}/notes`, { body: 'Well.' });
    case 'take':
      return put('assignee', { assigneeId: 'per_abe' });
    case 'assign':
      return put('assignee', { assigneeId: 'per_ada' });
    case 'work':
      return put('status', { status: P });
    case 'wait':
      return put('status', { status: O, until: '2099-01-31', reason: 'The foundry' });
    case 'close':
      return put('status', { status: X });
    case 'accept':
      return put('acceptance');
    case 'withdraw':
      return put('withdrawal');
    default:
      throw new Error(`${action} is for the clock`);
  }
}

describe('a request', () => {
  const stand = (status: RequestStatus) =>
    w.db.direct
      .update(requests)
      .set({ status, assigneeId: 'per_abe', mergedIntoId: null })
      .where(eq(requests.id, id));
  const all = [...cells, ...foreign];

  test.each(all.filter(([, , , outcome]) => typeof outcome === 'string'))(
    '%s finds one that is %s and does "%s": it is %s',
    async (who, status, action, outcome) => {
      await stand(status);

      expect((await act(who, action)).ok).toBe(true);
      expect((await rowOf()).status).toBe(outcome);
    },
  );

  test.each(all.filter(([, , , outcome]) => typeof outcome === 'number'))(
    '%s finds one that is %s and tries "%s": %i, and nothing happens',
    async (who, status, action, outcome) => {
      await stand(status);
      const before = await written();

      expect((await act(who, action)).status).toBe(outcome);
      expect(await written()).toEqual(before);
    },
  );

  test.each([X, W] as const)('that is %s says so to who still writes', async (status) => {
    await w.db.direct.update(requests).set({ status }).where(eq(requests.id, id));

    const told = (may: string[], mine: boolean) => ({
      code: 'requests.closed',
      fields: {},
      lock: { why: 'requests.closed', may, undo: { by: 'house', mine } },
    });
    expect(await (await act('dan', 'reply')).json()).toEqual(told([], false));
    expect(await (await act('abe', 'answer')).json()).toEqual(told(['note'], true));
    const shown = async (who: Name) => (await (await w.as(who).get(`/requests/${id}`)).json()) as object;
    expect(await shown('dan')).toMatchObject({ lock: told([], false).lock });
    expect(await shown('abe')).toMatchObject({ lock: told(['note'], true).lock });
  });

  test.each(['status', 'assignee', 'acceptance', 'withdrawal'])(
    'that somebody else has moved keeps its %s',
    async (noun) => {
      await w.db.direct.update(requests).set({ status: R, assigneeId: null }).where(eq(requests.id, id));
      const body = { status: X, assigneeId: 'per_abe' };
      const who = noun === 'status' || noun === 'assignee' ? 'abe' : 'dan';
      if (noun === 'withdrawal')
        await w.db.direct.update(requests).set({ status: S }).where(eq(requests.id, id));
      const before = await written();
      const { version } = await rowOf();
      const put = (headers: Record<string, string>) =>
        w.as(who).put(`/requests/${id}/${noun}`, body, headers);

      expect((await put({ 'if-match': `"${version - 1}"` })).status).toBe(412);
      expect((await put({})).status).toBe(428);
      expect(await written()).toEqual(before);
      expect((await put({ 'if-match': `"${version}"` })).status).toBe(200);
    },
  );

  test('is given to nobody who answers no requests', async () => {
    await w.db.direct.update(requests).set({ status: P, assigneeId: null }).where(eq(requests.id, id));
    const { version } = await rowOf();
    for (const assigneeId of ['per_eve', 'per_dan', 'per_max', 'per_nobody']) {
      const response = await w
        .as('abe')
        .put(`/requests/${id}/assignee`, { assigneeId }, { 'if-match': `"${version}"` });
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({ fields: { assigneeId: 'requests.not_an_agent' } });
    }
    expect((await rowOf()).assigneeId).toBeNull();
  });

  test('waits for others until the day that was said, which is not over', async () => {
    await w.db.direct.update(requests).set({ status: P }).where(eq(requests.id, id));
    const { version } = await rowOf();
    const wait = (until: string) =>
      w
        .as('abe')
        .put(
          `/requests/${id}/status`,
          { status: O, until, reason: 'The foundry' },
          { 'if-match': `"${version}"` },
        );

    expect((await wait('2020-01-01')).status).toBe(422);
    expect((await wait('2099-01-31')).status).toBe(200);
    expect((await rowOf()).dueAt?.toISOString()).toBe('2099-01-31T23:59:59.999Z');
  });

  test('shows the customer neither who works on it nor whom we wait for', async () => {
    const { as } = await world();
    const sent = { subject: 'The pump hums', body: 'At night.', category: 'problem' };
    const { id: one } = (await (await as('dan').post('/requests', sent)).json()) as { id: string };
    const put = (noun: string, version: number, body: object) =>
      as('abe').put(`/requests/${one}/${noun}`, body, { 'if-match': `"${version}"` });
    await put('assignee', 1, { assigneeId: 'per_abe' });
    await put('status', 2, { status: O, until: '2099-01-31', reason: 'The foundry' });
    const view = async (who: 'dan' | 'abe') =>
      (await (await as(who).get(`/requests/${one}`)).json()) as object;
    const seen = async (who: 'dan' | 'abe') => {
      const response = await as(who).get(`/requests/${one}/messages`);
      const { entries } = (await response.json()) as { entries: { kind: string; to?: string }[] };
      return entries.map(({ kind, to }) => [kind, to]);
    };

    expect(await findRequest(as('dan').scope, one)).toMatchObject({
      assigneeId: null,
      assigneeName: null,
      requesterEmail: null,
    });
    expect(await view('dan')).not.toHaveProperty('assignee');
    expect(await view('dan')).not.toHaveProperty('requesterEmail');
    expect(await view('abe')).toMatchObject({
      assignee: { name: 'Abe Okafor' },
      requesterEmail: 'dan@dune.example',
    });
    expect(await seen('dan')).toEqual([
      ['message', undefined],
      ['status', P],
    ]);
    expect(await seen('abe')).toEqual([
      ['message', undefined],
      ['assigned', 'Abe Okafor'],
      ['status', P],
      ['status', O],
    ]);
  });
});

describe('the clock', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
  const running = hours(2);
  type Told = {
    name: 'request.submitted' | 'request.replied' | 'request.status_changed';
    at: Date;
    data: object;
  };
  const submitted = (at: Date): Told => ({ name: 'request.submitted', at, data: {} });
  const said = (side: 'customer' | 'staff', at: Date): Told => ({
    name: 'request.replied',
    at,
    data: { side },
  });
  const moved = (from: RequestStatus, to: RequestStatus, at: Date): Told => ({
    name: 'request.status_changed',
    at,
    data: { from, to },
  });
  /** By when somebody must act after an act of now. */
  const due = (told: Told[], act: Act, from: RequestStatus, priority: RequestPriority = 'normal') => {
    const judged = {
      priority,
      category: 'question',
      accountKind: 'customer',
      accountId: 'acc_dune',
    } as const;
    const request = { ...judged, status: from, createdAt: now, firstResponseAt: null };
    const events = told.map((one) => ({ ...one, data: { ...one.data } }));
    const kept = { request, level: PLAIN, events, rows: [] };
    return turned(kept, { status: from, dueAt: running }, act, now).dueAt;
  };
  const begun = [submitted(hours(-22)), moved(S, P, hours(-21))];
  const asked = [...begun, said('staff', hours(-20)), moved(P, C, hours(-20))];

  test.each<[RequestPriority, number]>([
    ['urgent', 4],
    ['high', 8],
    ['normal', 24],
    ['low', 48],
  ])('gives the house %s requests for %i hours', (priority, count) => {
    const reply = { action: 'reply', to: P, says: 'customer' } as const;
    expect(due([...asked], reply, C, priority)).toEqual(hours(count));
  });

  test('is not wound up again by a second message, nor by our own beginning', () => {
    const fresh = [submitted(hours(-22))];
    expect(due(fresh, { action: 'reply', to: S, says: 'customer' }, S)).toEqual(running);
    expect(due(begun, { action: 'reply', to: P, says: 'customer' }, P)).toEqual(running);
    expect(due(fresh, { action: 'work', to: P }, S)).toEqual(running);
    const waiting = [...begun, moved(P, O, hours(-20))];
    expect(due(waiting, { action: 'reply', to: O, says: 'customer' }, O)).toEqual(running);
  });

  test('owes a first answer even while we wait for somebody else', () => {
    expect(due(begun, { action: 'wait', to: O, until: hours(72) }, P)).toEqual(running);
    expect(due([...asked, moved(C, P, hours(-1))], { action: 'wait', to: O, until: hours(72) }, P)).toEqual(
      hours(72),
    );
  });

  test('starts anew once we have answered', () => {
    expect(due(begun, { action: 'answer', to: P, says: 'staff' }, P)).toEqual(hours(24));
    const answered = [...begun, said('staff', hours(-10))];
    expect(due(answered, { action: 'answer', to: P, says: 'staff' }, P)).toEqual(hours(24));
  });

  test('gives the customer a week, and stops at the end', () => {
    expect(due(begun, { action: 'ask', to: C, says: 'staff' }, P)).toEqual(hours(24 * 7));
    expect(due(begun, { action: 'solve', to: R, says: 'staff' }, P)).toEqual(hours(24 * 7));
    expect(due(asked, { action: 'accept', to: X }, R)).toBeNull();
    expect(due(begun, { action: 'withdraw', to: W }, P)).toBeNull();
  });
});

describe('a solution that nobody confirms', () => {
  const DAY_MS = 24 * 3_600_000;
  const after = (days: number) => wakeRequests(w.portico.base, new Date(Date.now() + days * DAY_MS));
  const solved = async () => {
    const asked = { subject: 'The pump hums', body: 'At night.', category: 'problem' };
    const { id } = (await (await w.as('emil').post('/requests', asked)).json()) as { id: string };
    await w.as('abe').post(`/requests/${id}/messages`, { body: 'Turn it off.', choice: 'solve' });
    return id;
  };
  const statusOf = async (id: string) => (await findRequest(w.as('emil').scope, id)).status;

  test('closes the request after a week, and says so', async () => {
    await w.db.direct.update(requests).set({ status: 'cancelled', dueAt: null, wakesAt: null });
    const id = await solved();

    expect([await after(6.9), await statusOf(id)]).toEqual([0, 'resolved']);
    expect([await after(7.1), await statusOf(id)]).toEqual([1, 'closed']);
    expect(await findRequest(w.as('emil').scope, id)).toMatchObject({ dueAt: null });
    const { entries } = await readThread(w.as('emil').scope, { id });
    expect(entries.at(-1)).toMatchObject({ from: 'resolved', to: 'closed', actorKind: 'system' });
    expect(await after(8)).toBe(0);
  });

  test('stays open when it is answered, however late that is', async () => {
    const [answered, asked] = [await solved(), await solved()];
    await w.as('emil').post(`/requests/${answered}/messages`, { body: 'It hums still.' });
    await w.as('abe').post(`/requests/${asked}/messages`, { body: 'Which one?', choice: 'ask' });
    await after(30);

    expect([await statusOf(answered), await statusOf(asked)]).toEqual(['in_progress', 'waiting_customer']);
  });
});
