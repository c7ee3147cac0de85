import { expect, test } from '@playwright/test';

import { entered } from './support/sign-in.ts';

test.describe.configure({ timeout: 90_000 });

const LOG = {
  name: 'pump-9.log',
  mimeType: 'text/plain',
  buffer: Buffer.from('02:14 pressure 0.3 bar\n'.repeat(90_000)),
};

test('a file whose line is cut goes on where it was, and arrives whole', async ({ browser }) => {
  const page = await entered(browser, 'dan');
  await page.goto('/requests/new');
  await page.getByLabel('Subject').fill('Pump 9 loses pressure');
  await page.getByLabel('What has happened?').fill('See the log.');
  const parts: string[] = [];
  let cut = true;
  await page.route('**/api/files/uploads/*/parts/*', (route) => {
    const offset = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    if (cut && offset !== '0') return route.abort('connectionreset');
    parts.push(offset);
    return route.continue();
  });
  await page.locator('input[type=file]').setInputFiles(LOG);
  const files = page.getByRole('list', { name: 'Files' });
  await expect(files).toContainText('It goes on by itself');
  cut = false;
  await expect(files).toContainText('2.1 MB, ready', { timeout: 20_000 });

  expect(parts).toEqual(['0', '524288', '1048576', '1572864']);
  await page.getByRole('button', { name: 'Send request' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download pump-9.log' }).click(),
  ]);
  expect(
    (await file.createReadStream().then(async (stream) => Buffer.concat(await stream.toArray()))).equals(
      LOG.buffer,
    ),
  ).toBe(true);
});

test('what is stopped is not sent', async ({ browser }) => {
  const page = await entered(browser, 'dan');
  await page.goto('/requests/new');
  await page.route('**/api/files/uploads/*/parts/*', (route) => route.abort('connectionreset'));
  await page.locator('input[type=file]').setInputFiles(LOG);
  const files = page.getByRole('list', { name: 'Files' });
  await expect(files).toContainText('pump-9.log');
  await page.getByRole('button', { name: 'Stop uploading pump-9.log' }).click();

  await expect(files.getByRole('listitem')).toHaveCount(0);
});
