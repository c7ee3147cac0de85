import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';

import { openLog } from '#api/core/log.ts';
import { dispatch } from '#api/events/dispatch.ts';
import { claim, finish, giveBack, postpone } from '#api/jobs/queue.ts';
import { Worker, type Handler } from '#api/jobs/worker.ts';
import { events } from '#db/schema/events.ts';
import { jobs } from '#db/schema/jobs.ts';
import { world, type World } from '../support/world.ts';

const reactions = { 'person.joined': ['greet', 'tell'] } as const;
const MINUTE = 60_000;

let w: World;
beforeEach(async () => {
  w = await world();
  await happen();
});

const happen = () =>
  w.system.write((write) => write.record('person.joined', { id: 'per_bea', accountId: 'acc_brightline' }));
const all = () => w.db.reader.select().from(jobs).orderBy(jobs.name);
const worker = (handlers: Record<string, Handler>) =>
  new Worker(w.db, reactions, handlers, openLog('silent'));

test('what follows from an event is enqueued once, however often it is looked at', async () => {
  await dispatch(w.db, reactions);
  await w.db.direct.update(events).set({ dispatchedAt: null });
  await dispatch(w.db, reactions);

  expect((await all()).map(({ name }) => name)).toEqual(['greet', 'tell']);
});

test('of three workers at the same moment one gets the job', async () => {
  await dispatch(w.db, { 'person.joined': ['greet'] });
  const claims = await Promise.all(['a', 'b', 'c'].map((name) => claim(w.db, name)));

  expect(claims.filter(Boolean)).toHaveLength(1);
});

test('a job whose worker died is due again when its lease ends, and the dead one cannot end it', async () => {
  await dispatch(w.db, { 'person.joined': ['greet'] });
  const dead = await claim(w.db, 'dead');
  expect(await claim(w.db, 'heir')).toBeUndefined();
  const heir = await claim(w.db, 'heir', new Date(Date.now() + 2 * MINUTE));
  if (!dead || !heir) throw new Error('nobody got the job');

  await finish(w.db, dead);
  expect(await all()).toHaveLength(1);
  await finish(w.db, heir);
  expect(await all()).toHaveLength(0);
});

test('a job that fails is tried again later, and parked after eight times', async () => {
  await dispatch(w.db, { 'person.joined': ['greet'] });
  let now = Date.now();
  const pauses: number[] = [];
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    const job = await claim(w.db, 'a', new Date(now));
    if (!job) throw new Error(`not due at attempt ${attempt}`);
    await postpone(w.db, job, new Error('no answer'), new Date(now));
    const [after] = await all();
    pauses.push((after?.runAt.getTime() ?? 0) - now);
    now = after?.runAt.getTime() ?? 0;
  }

  for (const [n, pause] of pauses.entries()) {
    expect(pause).toBeGreaterThanOrEqual(2 ** (n + 1) * 500);
    expect(pause).toBeLessThanOrEqual(2 ** (n + 1) * 1_500);
  }
  expect((await all())[0]).toMatchObject({ attempts: 8, lastError: 'Error: no answer' });
  expect((await all())[0]?.parkedAt).not.toBeNull();
  expect(await claim(w.db, 'a', new Date(now + 365 * 24 * 60 * MINUTE))).toBeUndefined();
});

test('a worker that stops lets its job end and gives back the rest', async () => {
  const greeting = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const done: string[] = [];
  const one = worker({
    greet: async () => {
      begun.resolve();
      await greeting.promise;
      done.push('greet');
    },
    tell: async () => {
      done.push('tell');
    },
  });
  one.start();
  await begun.promise;
  const stopped = one.stop();
  greeting.resolve();
  await stopped;

  expect(done).toEqual(['greet']);
  expect(await all()).toMatchObject([{ name: 'tell', leasedBy: null, attempts: 0 }]);
});

test('giving back makes a leased job due at once', async () => {
  await dispatch(w.db, { 'person.joined': ['greet'] });
  await claim(w.db, 'a');
  await giveBack(w.db, 'a');

  expect(await claim(w.db, 'b')).toMatchObject({ name: 'greet', attempts: 1 });
});

test('one job that fails does not hold up another', async () => {
  const done: string[] = [];
  await worker({
    greet: () => Promise.reject(new Error('no answer')),
    tell: async ({ subjectId }) => {
      done.push(subjectId);
    },
  }).drain();

  expect(done).toEqual(['per_bea']);
  expect(await all()).toMatchObject([{ name: 'greet', attempts: 1, lastError: 'Error: no answer' }]);
});

test('a batch that fails enqueues nothing', async () => {
  await w.db.direct.delete(events);
  const failing = w.system.write((write) => {
    write.record('person.joined', { id: 'per_ben', accountId: 'acc_brightline' });
    write.record('person.joined', { id: 'per_ben', accountId: 'acc_that_is_not' });
  });
  await expect(failing).rejects.toThrow(/FOREIGN KEY/i);
  await dispatch(w.db, reactions);

  expect(await w.db.reader.$count(events, eq(events.subjectId, 'per_ben'))).toBe(0);
  expect(await all()).toEqual([]);
});
