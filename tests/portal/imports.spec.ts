import { expect, test } from '@playwright/test';

import { signIn } from './support/sign-in.ts';

const FILE = [
  'Company,Phone,Founded,Website',
  'Lagoon Works,+351 21 555 0101,03/04/2011,lagoon.example',
  'Wallaby Foods,+61 8 555 0102,05/06/2014,not a website',
].join('\n');

test('a file comes in: columns, a check, the rows, and what was refused', async ({ page }) => {
  await signIn(page, 'ada');
  await page.goto('/desk/import');
  await page.getByRole('link', { name: 'Import a file' }).first().click();
  await page.getByLabel('What is in it').selectOption('Accounts');
  const file = { name: 'companies.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) };
  await page.getByLabel('File').setInputFiles(file);
  await page.getByRole('button', { name: 'Look at it' }).click();

  await expect(page.getByLabel('Company becomes')).toHaveValue('name');
  await expect(page.getByRole('cell', { name: 'Lagoon Works Wallaby Foods' })).toBeVisible();
  await page.getByRole('button', { name: 'Check all rows' }).click();

  await expect(page.getByRole('heading', { name: 'What would happen' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Website cannot be understood').first()).toBeVisible();
  await page.getByRole('button', { name: 'Import 1 row' }).click();

  await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible({ timeout: 30_000 });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Refused rows as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('companies.rejected.csv');
  await page.goto('/desk/accounts?q=Lagoon+Works');
  await page.getByRole('link', { name: 'Lagoon Works', exact: true }).click();
  await page.getByRole('link', { name: 'companies.csv' }).click();
  await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible();
});

test('what a check refuses is mended beside its reason', async ({ page }) => {
  await signIn(page, 'ada');
  await page.goto('/desk/import/new?kind=accounts');
  const text = 'name,country\nMoorhen Mills,Korea\nHeron Mills,Korea\n,Spain\n';
  const file = { name: 'mills.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.getByLabel('File').setInputFiles(file);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('button', { name: 'Check all rows' }).click();

  await expect(page.getByRole('heading', { name: 'Why rows would be refused' })).toBeVisible({
    timeout: 30_000,
  });
  const desktop = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  if (desktop) await page.setViewportSize(desktop);
  await page.getByLabel('“Korea” means').fill('South Korea');
  await page.getByLabel('Name in these rows').fill('Mill in {country}');
  await page.getByRole('button', { name: 'Check again' }).click();
  await page.getByRole('button', { name: 'Import 3 rows' }).click();

  await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible({ timeout: 30_000 });
  await page.goto('/desk/accounts?q=mill');
  await expect(page.getByRole('listitem').filter({ hasText: 'Heron Mills' })).toContainText('South Korea');
  await expect(page.getByRole('link', { name: 'Mill in Spain' })).toBeVisible();
});

test('a column whose days can be read in two ways is asked about', async ({ page }) => {
  await signIn(page, 'ada');
  await page.goto('/desk/import/new?kind=opportunities');
  const text =
    'id,title,account,owner,stage,amount,currency,close date\n1,Pumps,Dune Labs,Bea,won,1,EUR,03/04/2026\n';
  const file = { name: 'deals.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.getByLabel('File').setInputFiles(file);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('button', { name: 'Check all rows' }).click();

  await expect(page.getByRole('alert')).toContainText(
    'Choose in which order day, month and year are written',
  );
  await expect(page.getByLabel('Days in close date are written')).toHaveAttribute('aria-invalid', 'true');
});
