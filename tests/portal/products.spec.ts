import { expect, test } from '@playwright/test';

import { enter, entered, signIn } from './support/sign-in.ts';

const NAME = 'Sun shield for PX-3';

test('a product gets another price, and whoever was slower sees both', async ({ page, browser }) => {
  await signIn(page, 'ada');
  await page.goto(`/desk/products?q=${encodeURIComponent(NAME)}`);
  await page.getByRole('link', { name: NAME }).click();
  await page.waitForURL(/products\/prd_/);
  const other = await entered(browser, 'ada');
  await other.goto(page.url());

  await page.getByLabel('Price').fill('1,024.50');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status').getByText('Saved.')).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: '€1,024.50' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Ada Lindqvist changed it' })).toContainText(
    '€24',
  );

  await other.getByLabel('Series').fill('PX');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByRole('alert')).toContainText('1,024.50');
  await expect(other.getByLabel('Series')).toHaveValue('PX');
});

test('a retired product is marked, and who only reads has no form', async ({ page, browser }) => {
  await enter(page, 'ada');
  await page.goto('/desk/products?q=wash+guard');
  await page.getByRole('link', { name: 'Wash guard for TH-12' }).click();
  await page.getByLabel('Price').fill('about fifty');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Price');
  await page.getByLabel('Price').fill('58');
  await page.getByLabel('No longer sold').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('No longer sold since')).toBeVisible();

  const reader = await entered(browser, 'abe');
  await reader.goto(page.url());
  await expect(reader.getByText('No longer sold since')).toBeVisible();
  await expect(reader.getByRole('button', { name: 'Save' })).toHaveCount(0);
});
