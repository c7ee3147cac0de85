import { setImmediate as turn } from 'node:timers/promises';

import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { Presence } from '#api/live/presence.ts';
import { people, sessions } from '#db/schema/people.ts';
import { json } from '#tests/support/guards/case.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

let w: World;
let id: string;

beforeEach(async () => {
  w = await world();
  const asked = { subject: 'The pump hums', body: 'Since Monday.', category: 'problem' };
  ({ id } = await json<{ id: string }>(w.as('dan').post('/requests', asked)));
});
afterEach(() => w.portico.live.close());

type Heard = { id?: string; event: string; data: Record<string, unknown> };

async function listen(name: Name, { since }: { since?: string } = {}) {
  const client = w.as(name);
  const answer = await client.get('/live', since ? { 'Last-Event-ID': since } : undefined);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
  ]);
  const heard: Heard[] = [];
  const state = { ended: false };
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  void (async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      heard.push(...messagesIn(part.value));
    state.ended = true;
  })();
  return {
    heard,
    state,
    client,
    names: () => heard.map(({ data }) => data['name']),
    leave: () => reader?.cancel(),
  };
}

function messagesIn(text: string): Heard[] {
  return text.split('\n\n').flatMap((block) => {
    const fields = new Map(
      block.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]),
    );
    const event = fields.get('event');
    const number = fields.get('id');
    return event
      ? [
          {
            ...(number ? { id: number } : {}),
            event,
            data: JSON.parse(fields.get('data') ?? '{}') as Heard['data'],
          },
        ]
      : [];
  });
}

/** What has happened is told, and has arrived. */
async function told(): Promise<void> {
  await w.portico.live.settle();
  for (let turns = 0; turns < 5; turns += 1) await turn();
}

const answer = () =>
  json(w.as('abe').post(`/requests/${id}/messages`, { body: 'Which pump?', choice: 'ask' }));
const note = () => json(w.as('abe').post(`/requests/${id}/notes`, { body: 'Ask the plant.' }));

describe('whoever listens', () => {
  test('hears of a reply to what he may read, and of no note', async () => {
    const [dan, ada] = [await listen('dan'), await listen('ada')];
    await note();
    await answer();
    await told();

    expect(dan.names()).toEqual(['request.replied', 'request.status_changed']);
    expect(ada.names()).toEqual(['request.noted', 'request.replied', 'request.status_changed']);
    expect(dan.heard[0]).toMatchObject({ event: 'request', data: { id, mine: false } });
    expect(JSON.stringify(dan.heard)).not.toContain('Which pump');
  });

  test('hears nothing of what is out of reach', async () => {
    const strangers = await Promise.all(
      (['emil', 'cleo', 'ben', 'eve', 'freja'] as const).map((name) => listen(name)),
    );
    await note();
    await answer();
    await told();

    expect(strangers.map(({ heard }) => heard)).toEqual([[], [], [], [], []]);
  });

  test('is told each thing once', async () => {
    const dan = await listen('dan');
    await answer();
    await told();
    await note();
    await told();

    expect(dan.names()).toEqual(['request.replied', 'request.status_changed']);
  });

  test('knows what he has done himself', async () => {
    const dan = await listen('dan');
    await json(w.as('dan').post(`/requests/${id}/messages`, { body: 'Louder now.' }));
    await told();

    expect(dan.heard.map(({ data }) => data['mine'])).toEqual([true]);
  });

  test('hears the rest after the line was cut', async () => {
    const dan = await listen('dan');
    await answer();
    await told();
    await dan.leave();
    const [first] = dan.heard;
    await json(w.as('abe').post(`/requests/${id}/messages`, { body: 'The fourth?', choice: 'ask' }));
    const again = await listen('dan', { since: first?.id ?? '' });
    await told();

    expect(again.names()).toEqual(['request.status_changed', 'request.replied']);
    expect(again.heard.map((one) => one.id)).not.toContain(first?.id);
  });
});

describe('a stream ends', () => {
  test('with the session, before anything more is told', async () => {
    const dan = await listen('dan');
    await w.as('ada').put('/people/per_dan/block', { reason: 'Gone' }, { 'If-Match': '"1"' });
    await w.db.direct.delete(sessions).where(eq(sessions.userId, 'per_dan'));
    await answer();
    await told();

    expect([dan.heard, dan.state.ended, w.portico.live.count]).toEqual([[], true, 0]);
  });

  test('when its reader signs out', async () => {
    const dan = await listen('dan');
    expect((await dan.client.delete('/auth/session')).status).toBe(204);
    await told();

    expect(dan.state.ended).toBe(true);
  });

  test('for whoever is disabled, whatever his session says', async () => {
    const dan = await listen('dan');
    await w.db.direct.update(people).set({ disabledAt: new Date() }).where(eq(people.id, 'per_dan'));
    await answer();
    await told();

    expect([dan.heard, dan.state.ended]).toEqual([[], true]);
  });

  test('at the seventh of one person, for the first of them', async () => {
    const first = await listen('dan');
    for (let more = 0; more < 6; more += 1) await listen('dan');
    await told();

    expect([first.state.ended, w.portico.live.count]).toEqual([true, 6]);
  });

  test('is none for guests and for programs', async () => {
    expect((await w.guest().get('/live')).status).toBe(401);
  });
});

describe('who is there', () => {
  const say = (name: Name, doing: string) => w.as(name).post('/live/presence', { requestId: id, doing });

  test('staff learns of each other, customers of nobody, and nobody of himself', async () => {
    const [ada, abe, dan] = [await listen('ada'), await listen('abe'), await listen('dan')];
    await say('abe', 'replying');
    await told();

    const there = [{ id: 'per_abe', name: 'Abe Okafor', doing: 'replying' }];
    expect(ada.heard).toEqual([{ event: 'presence', data: { id, people: there } }]);
    expect(abe.heard).toEqual([{ event: 'presence', data: { id, people: [] } }]);
    expect(dan.heard).toEqual([]);
    expect(await json(say('ada', 'reading'), 200)).toEqual({ requestId: id, people: there });
  });

  test('is told when somebody leaves, and not when he says the same again', async () => {
    const ada = await listen('ada');
    await say('abe', 'reading');
    await say('abe', 'reading');
    await say('abe', 'gone');
    await told();

    expect(ada.heard.map(({ data }) => (data['people'] as unknown[]).length)).toEqual([1, 0]);
  });

  test('falls silent and is gone', () => {
    const presence = new Presence();
    presence.enter(id, { id: 'per_abe', name: 'Abe', doing: 'reading' }, 0);

    expect(presence.in(id, 45_000)).toHaveLength(1);
    expect(presence.in(id, 45_001)).toEqual([]);
    expect([presence.expire(45_001), presence.expire(45_001)]).toEqual([[id], []]);
  });
});
