import { expect, test } from 'vitest';

import { safeHeaders } from '#api/core/headers.ts';
import { router } from '#api/core/http.ts';

const app = router()
  .use(safeHeaders(true))
  .get('/page', () => new Response('<p>ä</p>', { headers: { 'content-type': 'text/html' } }))
  .get('/table', () => new Response('a', { headers: { 'content-type': 'text/csv; charset=utf-16le' } }));

test('a page says in which letters it is written, and what says so already is believed', async () => {
  const typeOf = async (path: string) => (await app.request(path)).headers.get('content-type');

  expect(await typeOf('/page')).toBe('text/html; charset=utf-8');
  expect(await typeOf('/table')).toBe('text/csv; charset=utf-16le');
});

test('the policy of a page spells out what older browsers do not conclude', async () => {
  const { headers } = await app.request('/page');
  const policy = headers.get('content-security-policy')?.split('; ') ?? [];

  expect(policy).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]),
  );
  expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
});
