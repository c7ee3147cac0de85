import { expect, test } from '@playwright/test';

import { signIn } from './support/sign-in.ts';

test('an owner who saves second sees both versions, loses nothing, and then decides', async ({ page }) => {
  await signIn(page, 'bea');
  await page.goto('/sites/new');
  await page.getByRole('textbox', { name: 'Name' }).fill('Blog');
  await page.getByLabel('Addresses').fill('https://blog.brightline.example');
  await page.getByRole('button', { name: 'Add it' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Blog');

  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const other = await page.request.patch(`/api/sites/${id}`, {
    headers: { 'if-match': '"1"', 'sec-fetch-site': 'same-origin' },
    data: { name: 'News' },
  });
  expect(other.status()).toBe(200);
  await page.getByRole('textbox', { name: 'Name' }).fill('Diary');
  await page.getByRole('button', { name: 'Save' }).press('Enter');

  const conflict = page.getByRole('alert');
  await expect(conflict).toContainText('News');
  await expect(conflict).toContainText('Diary');
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Diary');
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Diary');
});

test('who may only read sees what to copy and changes nothing', async ({ page }) => {
  await signIn(page, 'ben');
  await page.goto('/sites');
  await expect(page.getByRole('link', { name: 'Add a website' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Brightline website' }).press('Enter');

  await expect(page.locator('#snippet-script')).toContainText('pk_demobrightlinewww');
  await expect(page.getByRole('button', { name: /Save|second key|Revoke/ })).toHaveCount(0);
  expect((await page.goto('/sites/new'))?.status()).toBe(403);
});
