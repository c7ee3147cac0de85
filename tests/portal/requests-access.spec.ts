import { expect, test, type Page } from '@playwright/test';

import { barriersOn } from '#tests/support/barriers.ts';
import { signIn } from './support/sign-in.ts';

// Each of these is a page in several states and looks.
test.describe.configure({ timeout: 90_000 });

const LOOKS = [
  { width: 1280, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
] as const;

/** What tests/portal/accessibility.spec.ts does not meet: as it stands, wide and light, and as narrow as a page may be and dark. */
async function isForEverybody(page: Page): Promise<void> {
  const what = new URL(page.url()).pathname;
  for (const { width, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await barriersOn(page), `${what}, ${width} px, ${colorScheme}`).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over, `${what} at ${width} px`).toBeLessThanOrEqual(0);
  }
}

test('the form with a file that came and one that was refused', async ({ page }) => {
  await signIn(page, 'dan');
  await page.goto('/requests/new');
  await page.locator('input[type=file]').setInputFiles([
    { name: 'night.log', mimeType: 'text/plain', buffer: Buffer.from('ok') },
    { name: 'fix.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\0\0') },
  ]);
  const files = page.getByRole('list', { name: 'Files' });
  await expect(files).toContainText('ready');
  await expect(files).toContainText('cannot be attached');
  await isForEverybody(page);
});

test('a list with nothing in it', async ({ page }) => {
  await signIn(page, 'gus');
  await page.goto('/requests?tab=waiting');
  await expect(page.getByRole('heading', { name: 'Nada espera su respuesta' })).toBeVisible();
  await isForEverybody(page);
});

for (const tab of ['waiting', 'solved'])
  test(`a conversation of the tab ${tab}`, async ({ page }) => {
    await signIn(page, 'dan');
    await page.goto(`/requests?tab=${tab}`);
    await page.locator('.rows .title').first().click();
    await expect(page.getByRole('list', { name: 'Conversation' })).toBeVisible();
    await isForEverybody(page);
  });

test('the desk where a note is written, and the customer on a narrow screen', async ({ page }) => {
  await signIn(page, 'abe');
  await page.goto('/desk/requests');
  await page.locator('.rows .title').first().click();
  await page.getByRole('radio', { name: 'Internal note' }).press('Space');
  await isForEverybody(page);
  await page.getByRole('button', { name: 'Customer' }).click();
  await expect(page.getByRole('complementary', { name: 'Customer' })).toBeVisible();
  await isForEverybody(page);
});

test('the desk where two agents collide', async ({ page }) => {
  await signIn(page, 'abe');
  await page.goto('/desk/requests');
  await page.locator('.rows .title').last().click();
  await page.locator('#move [name=version]').evaluate((field: HTMLInputElement) => (field.value = '9999'));
  await page.getByLabel('New status').selectOption('closed');
  await page.getByRole('button', { name: 'Change status' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Keep mine' })).toBeVisible();
  await isForEverybody(page);
});
