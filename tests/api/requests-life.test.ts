import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { AppError } from '#api/core/errors.ts';
import { isCourtesy } from '#api/requests/courtesy.ts';
import { findRequest } from '#api/requests/service.ts';
import { actions, advance, statuses, type Action } from '#api/requests/status.ts';
import { wakeRequests } from '#api/requests/waking.ts';
import { requestStatuses, type RequestStatus } from '#db/enums.ts';
import { events } from '#db/schema/events.ts';
import { codes } from '#db/schema/people.ts';
import { mails } from '#db/schema/mails.ts';
import { messages, requests, type Request } from '#db/schema/requests.ts';
import { json } from '#tests/support/guards/case.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const DAY_MS = 86_400_000;
const pump = { subject: 'The pump hums', body: 'At night.', category: 'problem' };

let w: World;
beforeEach(async () => {
  w = await world();
});

type Sent = { id: string; reference: string };
const submit = (by: Name = 'dan') => json<Sent>(w.as(by).post('/requests', pump));
const row = (id: string) => w.system.find(requests, id);
const say = (by: Name, id: string, body: string, more: object = {}) =>
  w.as(by).post(`/requests/${id}/messages`, { body, ...more });
const put = async (by: Name, id: string, noun: string, body: unknown = {}) =>
  w.as(by).put(`/requests/${id}/${noun}`, body, { 'if-match': `"${(await row(id)).version}"` });
const later = (days: number) => wakeRequests(w.portico.base, new Date(Date.now() + days * DAY_MS));
const stand = (id: string, change: Partial<Request>) =>
  w.db.direct.update(requests).set(change).where(eq(requests.id, id));
async function solved(by: Name = 'dan') {
  const sent = await submit(by);
  await say('abe', sent.id, 'Turn it off.', { choice: 'solve', resolution: 'workaround' });
  return sent;
}

function outcomeOf(act: () => string): string {
  try {
    return act();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
const refuses = (act: () => string): boolean => outcomeOf(act) === 'forbidden';

describe('the clock', () => {
  const moves: Partial<Record<RequestStatus, Partial<Record<Action, RequestStatus>>>> = {
    waiting_customer: { remind: 'waiting_customer', give_up: 'resolved', resume: 'in_progress' },
    waiting_other: { resume: 'in_progress' },
    resolved: { expire: 'closed' },
  };
  test.each(requestStatuses.flatMap((from) => actions.clock.map((action) => [from, action] as const)))(
    'finds %s and does "%s" only where the table says so',
    (from, action) => {
      const to = moves[from]?.[action];
      expect(statuses[from].next[action]).toBe(to);
      expect(outcomeOf(() => advance(from, 'clock', action))).toBe(to ?? 'requests.not_now');
      const others = (['customer', 'agent'] as const).map((role) => () => advance(from, role, action));
      expect(others).toSatisfy((all: (() => string)[]) => all.every((one) => refuses(one)));
    },
  );

  const outcomes: Record<RequestStatus, RequestStatus> = {
    quarantined: 'quarantined',
    submitted: 'submitted',
    in_progress: 'in_progress',
    waiting_customer: 'waiting_customer',
    waiting_other: 'in_progress',
    resolved: 'closed',
    closed: 'closed',
    cancelled: 'cancelled',
    merged: 'merged',
  };
  test.each(requestStatuses)('wakes one that is %s once, and leaves it as the table says', async (status) => {
    const { id } = await submit();
    await stand(id, { status, wakesAt: new Date(), lastSide: 'staff' });

    expect(await later(1)).toBe(1);
    expect((await row(id)).status).toBe(outcomes[status]);
    expect(await later(1)).toBe(0);
  });

  test('reminds of a question twice and then takes the request for solved', async () => {
    const { id } = await submit();
    await say('abe', id, 'Which pump?', { choice: 'ask' });
    const seen: [RequestStatus, number][] = [];
    for (const day of [2.9, 3.1, 5.2, 7.3, 14.4]) {
      await later(day);
      const { status, reminders } = await row(id);
      seen.push([status, reminders]);
    }

    expect(seen).toEqual([
      ['waiting_customer', 0],
      ['waiting_customer', 1],
      ['waiting_customer', 2],
      ['resolved', 0],
      ['closed', 0],
    ]);
    expect((await row(id)).resolution).toBe('no_reply');
    const woken = await w.db.reader.select().from(events).where(eq(events.name, 'request.woken'));
    expect(woken.map(({ data }) => data['action'])).toEqual(['remind', 'remind', 'give_up']);
  });

  const mailsAbout = (subjectId: string) =>
    w.db.reader.select().from(mails).where(eq(mails.subjectId, subjectId)).orderBy(mails.createdAt, mails.id);

  test('says by mail whatever it does', async () => {
    const { id } = await submit();
    await say('abe', id, 'Which pump?', { choice: 'ask' });
    await w.settle();
    const before = (await mailsAbout(id)).length;
    for (const day of [3.1, 5.2, 7.3, 14.4]) {
      await later(day);
      await w.settle();
    }
    const told = (await mailsAbout(id)).slice(before);

    expect(told.map(({ toAddress }) => toAddress)).toEqual(Array(3).fill('dan@dune.example'));
    const [remind, again, gaveUp] = told.map(({ text }) => text);
    expect([remind, again]).toEqual(
      [1, 2].map(() => expect.stringMatching(/still wait for your answer[^]*> Which pump/)),
    );
    expect(gaveUp).toMatch(/take this for solved[^]*answer until/);
  });

  test('tells a guest, and whoever wanted to look again', async () => {
    const { id } = await submit();
    expect((await put('abe', id, 'assignee', { assigneeId: 'per_abe' })).status).toBe(200);
    await say('abe', id, 'We ask the foundry.', { choice: 'answer' });
    await put('abe', id, 'status', { status: 'waiting_other', until: '2099-01-31', reason: 'The foundry' });
    const { id: asked } = await submit();
    await say('abe', asked, 'Which pump?', { choice: 'ask' });
    const proof = { kind: 'proof', subjectId: asked, email: 'gil@visitor.example' } as const;
    await w.db.direct
      .insert(codes)
      .values({ ...proof, hash: 'spent', expiresAt: new Date(), usedAt: new Date() });
    await stand(asked, { requesterId: null, guestName: 'Gil', guestEmail: 'gil@visitor.example' });
    await w.settle();
    await later(3.1);
    await wakeRequests(w.portico.base, new Date('2099-02-01'));
    await w.settle();

    const guest = (await mailsAbout(asked)).filter(({ toAddress }) => toAddress === 'gil@visitor.example');
    expect(guest.at(-1)?.text).toContain('still wait for your answer to our last mail');
    const [toAbe] = (await mailsAbout(id)).filter(({ text }) => text.includes('wanted to look'));
    expect(toAbe).toMatchObject({
      toAddress: 'abe@house.example',
      text: expect.stringContaining('Dune Labs'),
    });
  });

  test('never gives up while the last word was the customer’s', async () => {
    const { id } = await submit();
    await stand(id, { status: 'waiting_customer', reminders: 2, wakesAt: new Date(), lastSide: 'customer' });
    await later(1);

    expect((await row(id)).status).toBe('in_progress');
  });

  test('looks again on the day that was named', async () => {
    const { id } = await submit();
    await put('abe', id, 'status', { status: 'waiting_other', until: '2099-01-31', reason: 'The foundry' });
    expect(await row(id)).toMatchObject({
      waitReason: 'The foundry',
      wakesAt: new Date('2099-01-31T23:59:59.999Z'),
    });
    await wakeRequests(w.portico.base, new Date('2099-02-01'));

    expect(await row(id)).toMatchObject({ status: 'in_progress', waitReason: null, wakesAt: null });
  });

  test.each([
    [{}, { until: 'required', reason: 'required' }],
    [{ until: '2099-01-31' }, { reason: 'required' }],
    [{ reason: 'The foundry', until: '2020-01-01' }, { until: 'requests.in_past' }],
  ])('waits for nobody without a reason and a day: %j', async (given, fields) => {
    const { id } = await submit();
    const answer = await put('abe', id, 'status', { status: 'waiting_other', ...given });

    expect([answer.status, await answer.json()]).toMatchObject([422, { fields }]);
    expect((await row(id)).status).toBe('submitted');
  });
});

describe('a thank you', () => {
  test.each([
    'Thanks!',
    'Thank you very much, Abe. Have a nice weekend',
    'It works now, great support',
    'Muchas gracias por su ayuda. Saludos, Dan',
    '¡Perfecto! Ya funciona.',
    'Спасибо большое, всё работает!',
    'С уважением, спасибо за помощь',
  ])('is one: %s', (body) => {
    expect(isCourtesy({ body, attachments: [] }, ['Abe Okafor', 'Dan Reyes'])).toBe(true);
  });

  test.each([
    'Thanks, but it hums still',
    'Thanks. And what about the valve?',
    'Thanks, does it work now?',
    'It does not work',
    'No funciona, gracias',
    'Не работает, спасибо',
    'Спасибо, но шумит',
    'Hello team',
    `Thanks ${'very '.repeat(20)}much`,
    '',
  ])('is none: %s', (body) => {
    expect(isCourtesy({ body, attachments: [] })).toBe(false);
  });

  test('is none with a file', () => {
    expect(isCourtesy({ body: 'Thanks!', attachments: ['file_1'] })).toBe(false);
  });

  test('opens nothing again, until help is needed all the same', async () => {
    const { id } = await solved();
    const before = await row(id);
    expect((await say('dan', id, 'Thank you, Abe!')).status).toBe(201);
    expect(await row(id)).toMatchObject({
      status: 'resolved',
      dueAt: before.dueAt,
      wakesAt: before.wakesAt,
      lastSide: 'staff',
      reopenCount: 0,
      resolution: 'workaround',
    });
    expect((await put('dan', id, 'insistence')).status).toBe(204);

    expect(await row(id)).toMatchObject({ status: 'in_progress', reopenCount: 1, resolution: null });
  });
});

describe('a solution that is none', () => {
  test('is sent back with what does not work, and counted', async () => {
    const { id } = await solved();
    expect((await put('dan', id, 'rejection', { reason: ' ' })).status).toBe(422);
    expect((await put('dan', id, 'rejection', { reason: 'Thanks, great.' })).status).toBe(200);

    expect(await row(id)).toMatchObject({ status: 'in_progress', reopenCount: 1, wakesAt: null });
    await say('abe', id, 'Try again.', { choice: 'solve' });
    await say('dan', id, 'It hums still.');
    expect(await row(id)).toMatchObject({ status: 'in_progress', reopenCount: 2 });
  });
});

describe('what has ended', () => {
  test('goes on in a new request that names it, and stays as it is', async () => {
    const { id } = await solved();
    await put('dan', id, 'acceptance');
    const before = await row(id);
    expect((await say('dan', id, 'It is back.')).status).toBe(409);
    const next = await json<Sent>(w.as('dan').post(`/requests/${id}/follow-ups`, { body: 'It is back.' }));

    expect(await row(id)).toEqual(before);
    expect(await row(next.id)).toMatchObject({ subject: pump.subject, status: 'submitted' });
    const links = async (one: string) =>
      ((await (await w.as('dan').get(`/requests/${one}/links`)).json()) as { items: object[] }).items;
    expect(await links(next.id)).toMatchObject([{ id, word: 'follows' }]);
    expect(await links(id)).toMatchObject([{ id: next.id, word: 'followed' }]);
    expect((await w.as('dan').post(`/requests/${next.id}/follow-ups`, { body: 'And?' })).status).toBe(409);
  });
});

describe('two requests', () => {
  test('become one, where later messages land, however long the chain', async () => {
    const [a, b, c] = [await submit(), await submit('dora'), await submit()];
    expect((await put('abe', a.id, 'merger', { into: b.reference })).status).toBe(200);
    expect((await put('abe', b.id, 'merger', { into: c.reference })).status).toBe(200);
    const said = await json<{ id: string }>(say('dan', a.id, 'It hums louder.'));

    expect(await w.system.find(messages, said.id)).toMatchObject({ requestId: c.id });
    expect(await findRequest(w.as('dora').scope, c.id)).toMatchObject({
      may: { reply: true, accept: false },
    });
    expect((await say('dora', b.id, 'Here, too.')).status).toBe(201);
  });

  test('are never merged in a circle, into what has ended, or over the border of a company', async () => {
    const [a, b, foreign, ended] = [await submit(), await submit(), await submit('emil'), await submit()];
    await put('dan', ended.id, 'withdrawal');
    await put('abe', a.id, 'merger', { into: b.reference });
    const answers = [
      await put('abe', b.id, 'merger', { into: a.reference }),
      await put('abe', b.id, 'merger', { into: b.reference }),
      await put('abe', b.id, 'merger', { into: ended.reference }),
      await put('abe', b.id, 'merger', { into: foreign.reference }),
      await put('abe', b.id, 'merger', { into: 'REQ-999999' }),
      await put('abe', a.id, 'merger', { into: ended.reference }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([409, 409, 409, 422, 422, 409]);
    expect((await row(b.id)).mergedIntoId).toBeNull();
  });

  test('that are merged into each other at the same moment leave one standing', async () => {
    const [a, b] = [await submit(), await submit()];
    await Promise.all([
      put('abe', a.id, 'merger', { into: b.reference }),
      put('ada', b.id, 'merger', { into: a.reference }),
    ]);
    const merged = [await row(a.id), await row(b.id)].filter(({ status }) => status === 'merged');

    expect(merged.length).toBe(1);
  });

  test('come of one when a message is a matter of its own', async () => {
    const { id } = await submit();
    const { id: messageId } = await json<{ id: string }>(say('dan', id, 'The gate squeaks, too.'));
    const { id: answer } = await json<{ id: string }>(say('abe', id, 'Which gate?', { choice: 'ask' }));
    const [first] = await w.system.select(messages, eq(messages.requestId, id));
    const split = async (message: string) =>
      w
        .as('abe')
        .post(
          `/requests/${id}/parts`,
          { messageId: message, subject: 'Squeaking gate' },
          { 'if-match': `"${(await row(id)).version}"` },
        );
    expect([(await split(first?.id ?? '')).status, (await split(answer)).status]).toEqual([409, 409]);
    const born = await json<{ id: string }>(split(messageId));

    expect(await row(born.id)).toMatchObject({ subject: 'Squeaking gate', requesterId: 'per_dan' });
    expect(await w.system.find(messages, messageId)).toMatchObject({ requestId: born.id, seq: 1 });
    expect((await split(messageId)).status).toBe(404);
  });

  test('that are linked tell a reader nothing of the one that is not his', async () => {
    const [a, foreign] = [await submit(), await submit('emil')];
    const link = () => w.as('abe').post(`/requests/${a.id}/links`, { to: foreign.reference });
    expect([(await link()).status, (await link()).status]).toEqual([204, 409]);

    expect(await (await w.as('dan').get(`/requests/${a.id}/links`)).json()).toEqual({ items: [] });
    const { items } = (await (await w.as('abe').get(`/requests/${a.id}/links`)).json()) as {
      items: { linkId: string }[];
    };
    expect(items).toMatchObject([{ id: foreign.id, word: 'related' }]);
    expect((await w.as('abe').delete(`/requests/${foreign.id}/links/${items[0]?.linkId}`)).status).toBe(204);
  });
});
