import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

import { describe, expect, test } from 'vitest';

import { onError, router } from '#api/core/http.ts';
import { embed } from '#api/widgets/embed.ts';
import { folder } from '../support/database.ts';
import { world } from '../support/world.ts';

describe('the scripts', () => {
  const built = mkdtempSync(join(folder, 'widgets-'));
  writeFileSync(join(built, 'v1.js'), 'export {};');
  writeFileSync(join(built, 'core-Ab1_-xYz.js'), `// ${'lit '.repeat(100)}`);
  writeFileSync(join(built, 'secret.env'), 'PORTICO_SECRET=x');
  const app = router().route('/embed', embed(built)).onError(onError);
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(`/embed/${path}`, { headers });

  test('come to every page of the web', async () => {
    const answer = await get('v1.js', { origin: 'https://evil.example' });

    expect(await answer.text()).toBe('export {};');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'timing-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
    });
  });

  test('stay in the browser for good where their name says what is in them, and are small on the way', async () => {
    const answer = await get('core-Ab1_-xYz.js', { 'accept-encoding': 'gzip, br' });

    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(brotliDecompressSync(Buffer.from(await answer.arrayBuffer())).toString()).toContain('lit lit');
    const again = await get('v1.js', { 'if-none-match': (await get('v1.js')).headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  test.each(['secret.env', '..%2Fsecret.env', '%2e%2e/v1.js', 'nothing.js', 'constructor', ''])(
    'are all there is: %j',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  test('are served by the whole product without the headers that close the rest', async () => {
    const { app } = await world();
    const answer = await app.request('/embed/nothing.js');
    expect([answer.status, answer.headers.get('cross-origin-resource-policy')]).toEqual([
      404,
      'cross-origin',
    ]);
    const closed = await app.request('/healthz');
    expect(closed.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});
