import { expect, inject, onTestFinished, test, vi } from 'vitest';

import { Client } from '#widgets/shared/client.ts';
import { eventually } from './support/eventually.ts';
import { Site } from './support/site.ts';

const { signal } = new AbortController();
const query = { q: 'sensor', locale: 'en', limit: '6' };

function visit(key?: string, timeout?: number) {
  const site = new Site(inject('portal'), key);
  const client = new Client(site.origin, site.key, timeout);
  return {
    site,
    ask: (call = { signal }) => client.call<{ results: unknown[] }>('/articles', { query, ...call }),
  };
}

test('a call brings the site key and no cookie', async () => {
  document.cookie = 'visitor=42';
  const { site, ask } = visit();

  expect(await ask()).toMatchObject({ ok: true, value: { results: expect.any(Array) } });
  const [call] = await site.calls();
  expect(call?.headers).toMatchObject({ 'x-portico-site': site.key, origin: location.origin });
  expect(call?.headers['cookie']).toBeUndefined();
  expect(call?.headers['referer']).toBe(`${location.origin}/`);
});

test('a broken connection is tried once more', async () => {
  const { site, ask } = visit();
  await site.answerNext({ drop: true });

  expect(await ask()).toMatchObject({ ok: true });
  expect(await site.calls()).toHaveLength(2);
});

test('two failures are a failure', async () => {
  const { site, ask } = visit();
  await site.answerNext({ status: 503 }, { status: 503 });

  expect(await ask()).toEqual({ ok: false, failure: { code: 'unavailable', fields: {} } });
  expect(await site.calls()).toHaveLength(2);
});

test('the time that Retry-After names is waited for', async () => {
  const { site, ask } = visit();
  await site.answerNext({ status: 429, headers: { 'retry-after': '1' } });
  const start = performance.now();

  expect(await ask()).toMatchObject({ ok: true });
  expect(performance.now() - start).toBeGreaterThanOrEqual(1_000);
});

test('a long Retry-After is told instead of waited for', async () => {
  const { site, ask } = visit();
  await site.answerNext({ status: 429, headers: { 'retry-after': '60' } });

  expect(await ask()).toEqual({ ok: false, failure: { code: 'rate_limited', fields: {}, retryAfter: 60 } });
  expect(await site.calls()).toHaveLength(1);
});

test('a portal that does not answer is given up', async () => {
  const { site, ask } = visit(undefined, 50);
  await site.answerNext({ hold: true });

  expect(await ask()).toEqual({ ok: false, failure: { code: 'timeout', fields: {} } });
  await site.release();
});

test('without a connection the reader is offline', async () => {
  const { site, ask } = visit();
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  onTestFinished(() => void vi.restoreAllMocks());
  await site.answerNext({ drop: true });

  expect(await ask()).toMatchObject({ failure: { code: 'offline' } });
  expect(await site.calls()).toHaveLength(1);
});

test('what the portal refuses is not asked again', async () => {
  const { site, ask } = visit();
  await site.answerNext(
    { status: 401 },
    { status: 403, body: { code: 'forbidden_origin' } },
    { status: 404 },
    { status: 422, body: { code: 'invalid', fields: { email: 'invalid_format' } } },
  );

  expect(await ask()).toMatchObject({ failure: { code: 'forbidden_origin' } });
  expect(await ask()).toMatchObject({ failure: { code: 'forbidden_origin' } });
  expect(await ask()).toMatchObject({ failure: { code: 'not_found' } });
  expect(await ask()).toMatchObject({ failure: { code: 'validation', fields: { email: 'invalid_format' } } });
  expect(await site.calls()).toHaveLength(4);
});

test('an aborted call is not tried again', async () => {
  const { site, ask } = visit();
  await site.answerNext({ drop: true });
  const leaving = new AbortController();
  const reply = ask({ signal: leaving.signal });
  await eventually(async () => expect(await site.calls()).toHaveLength(1));
  leaving.abort();

  expect(await reply).toMatchObject({ ok: false });
  expect(await site.calls()).toHaveLength(1);
});
