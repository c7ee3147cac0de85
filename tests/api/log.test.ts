import { Writable } from 'node:stream';

import { beforeEach, describe, expect, test } from 'vitest';

import { createApp } from '#api/app.ts';
import { onError, route, router } from '#api/core/http.ts';
import { openLog } from '#api/core/log.ts';
import { browser, emailOf, givePassword } from '../support/browsers.ts';
import { world, type World } from '../support/world.ts';

type Line = { time: string; msg: string; requestId?: string; [fact: string]: unknown };

let w: World;
let written: string[];
let app: ReturnType<typeof createApp>;

const log = () =>
  openLog(
    'info',
    new Writable({
      write(line: Buffer, _encoding, done) {
        written.push(line.toString());
        done();
      },
    }),
  );
const lines = () => written.map((line) => JSON.parse(line) as Line);

beforeEach(async () => {
  w = await world();
  written = [];
  app = createApp({ ...w.portico, log: log() });
});

describe('the log', () => {
  test('a refusal is written down with its code, where it happened and who asked', async () => {
    const cookie = await w.as('ben').cookie();
    await app.request('/api/mail', { headers: { cookie } });
    const [refused, answered] = lines();

    expect(refused).toMatchObject({ msg: 'refused', code: 'forbidden', status: 403 });
    expect(answered).toMatchObject({
      msg: 'answered',
      method: 'GET',
      path: '/api/mail',
      status: 403,
      actor: 'per_ben',
      requestId: refused?.requestId,
    });
  });

  test('the code of a link is not written down', async () => {
    await app.request('/api/auth/session?code=SECRET-CODE&token=SECRET-TOKEN', {
      headers: { authorization: 'Bearer pt_SECRET' },
    });

    expect(lines().map(({ status }) => status)).toContain(401);
    expect(written.join()).not.toContain('SECRET');
  });

  test('nor is a password, an address or anything else of a body', async () => {
    await givePassword(w, 'bea');
    await browser({ ...w, app }).post('/auth/session', {
      email: emailOf('bea'),
      password: 'SECRET-PASSWORD',
    });

    expect(lines().map(({ code }) => code)).toContain('auth.wrong');
    expect(written.join()).not.toMatch(/SECRET|bea@/);
  });

  test('each line says when, in UTC', async () => {
    await app.request('/healthz');

    for (const { time, requestId } of lines()) {
      expect(new Date(time).toISOString()).toBe(time);
      expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect(lines()).toHaveLength(1);
  });

  test('what is written into an address stays in its line', async () => {
    const forged = encodeURIComponent('x\n{"level":30,"msg":"answered","actor":"per_ada"}');
    await app.request(`/api/requests/${forged}`);

    expect(written.every((line) => line.trimEnd().split('\n').length === 1)).toBe(true);
    expect(lines().map(({ actor }) => actor)).not.toContain('per_ada');
  });
});

test('what nobody expected is answered in one word, and written down without what was typed', async () => {
  const failing = router()
    .use(async (c, next) => {
      c.set('log', log());
      await next();
    })
    .get('/', route('public', 'Fails'), () => {
      throw new Error('Failed query: select 1 where name = ?\nparams: SECRET-NAME');
    })
    .onError(onError);
  const answer = await failing.request('/');

  expect([answer.status, await answer.json()]).toEqual([500, { code: 'internal', fields: {} }]);
  expect(lines()[0]).toMatchObject({
    msg: 'failed',
    err: { message: 'Failed query: select 1 where name = ?' },
  });
  expect(written.join()).not.toContain('SECRET');
});
