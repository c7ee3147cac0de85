import { request } from 'node:http';

import { expect, test } from '@playwright/test';

import { DEMO_PASSWORD } from '#api/demo/password.ts';
import { startPortico } from '../servers/portico.ts';

const BOUNDARY = 'a-boundary';
const PART = [
  `--${BOUNDARY}`,
  'content-disposition: form-data; name="file"; filename="notes.txt"',
  'content-type: text/plain',
  '',
  'The first half, ',
].join('\r\n');

test('a server that is told to stop lets requests end and takes no new ones', async () => {
  const server = await startPortico();
  const cookie = await signIn(server.url, 'dan@dunelabs.example');
  const answered = Promise.withResolvers<number | undefined>();
  const upload = request(`${server.url}/api/files`, {
    method: 'POST',
    headers: {
      cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    },
  });
  upload.on('response', (response) => {
    response.resume();
    answered.resolve(response.statusCode);
  });
  upload.on('error', answered.reject);
  await new Promise<void>((sent) => upload.write(PART, () => sent()));
  await fetch(`${server.url}/healthz`);

  server.signal('SIGTERM');
  await expect
    .poll(() =>
      fetch(`${server.url}/healthz`).then(
        () => 'open',
        () => 'closed',
      ),
    )
    .toBe('closed');
  upload.end(`and the second.\r\n--${BOUNDARY}--\r\n`);

  expect(await answered.promise).toBe(201);
  expect(await server.exited).toBe(0);
  await server.stop();
});

test('addresses written in odd ways lead to no other page', async ({ request: browser, baseURL }) => {
  for (const path of [
    '/desk/%61ctivity',
    '/%64esk/activity',
    '/desk/%2561ctivity',
    '//desk/activity',
    '/desk/activity/',
    '/DESK/activity',
  ]) {
    const answer = await browser.get(`${baseURL}${path}`, { maxRedirects: 0 });
    expect(answer.status(), path).not.toBe(200);
    expect(await answer.text(), path).not.toContain('Ada Lindqvist');
  }
});

test('nothing but the build is served: no history, no settings, no source', async ({ request: browser }) => {
  for (const path of [
    '/.git/config',
    '/.env',
    '/.env.example',
    '/package.json',
    '/package-lock.json',
    '/api/server.ts',
    '/data/portico.db',
    '/_astro/../../server/entry.mjs',
    '/_astro/..%2f..%2fserver%2fentry.mjs',
    '/%2e%2e/package.json',
  ]) {
    const answer = await browser.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(404);
  }
});

test('what is under /api and is not there is not there in JSON', async ({ request: browser }) => {
  const answer = await browser.get('/api/nothing');

  expect(answer.status()).toBe(404);
  expect(await answer.json()).toEqual({ code: 'routes.not_found', fields: {} });
});

test('files of the build are kept for good, and come with the same safe headers as pages', async ({
  page,
}) => {
  const files: Record<string, Record<string, string>> = {};
  page.on('response', (response) => {
    files[new URL(response.url()).pathname] = response.headers();
  });
  await page.goto('/login');
  const built = Object.entries(files).filter(([path]) => path.startsWith('/_astro/'));

  expect(built.length).toBeGreaterThan(1);
  for (const [path, headers] of built) {
    expect(headers['cache-control'], path).toContain('immutable');
    expect(headers['x-content-type-options'], path).toBe('nosniff');
  }
});

async function signIn(url: string, email: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ email, password: DEMO_PASSWORD }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

test('whoever asks too fast reads so on a page, with the moment to come back', async ({ page }) => {
  const server = await startPortico({ env: { PORTICO_PACE: '2' } });
  for (let n = 0; n < 2; n += 1) expect((await fetch(`${server.url}/help/en`)).status).toBe(200);

  const answer = await page.goto(`${server.url}/help/en?page=2`);
  expect(answer?.status()).toBe(429);
  expect(Number(answer?.headers()['retry-after'])).toBeGreaterThan(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('That was faster than anybody reads');
  await expect(page.getByRole('link', { name: 'Try again' })).toHaveAttribute('href', '/help/en');
  const form = await fetch(`${server.url}/reset`, { method: 'POST', headers: { origin: server.url } });
  expect([form.status, await form.json()]).toEqual([429, { code: 'too_many', fields: {} }]);
  await server.stop();
});
