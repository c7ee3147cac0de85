import { expect, test } from '@playwright/test';

import { enter, entered } from './support/sign-in.ts';

test('a partner finds a customer and corrects its phone number, and the history tells', async ({ page }) => {
  await enter(page, 'ben');
  await page.getByRole('link', { name: 'Customers' }).click();
  await expect(page.getByRole('link', { name: 'Fjord Logistics' })).toHaveCount(0);

  await page.getByRole('searchbox').fill('leeds');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 1')).toBeVisible();
  await page.getByRole('link', { name: 'Ember Foods' }).click();
  await page.getByRole('link', { name: 'Change company data' }).click();
  await expect(page.getByText('keeps the name')).toBeVisible();
  await page.getByLabel('Phone').fill('+44 113 496 0299');
  await page.getByLabel('Website').fill('ember foods');
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByRole('alert')).toBeFocused();
  await page.getByRole('link', { name: /^Website: / }).click();
  await expect(page.getByLabel('Website')).toBeFocused();
  await page.getByLabel('Website').fill('emberfoods.example');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('status')).toHaveText(/Company data saved/);
  const newest = page.getByRole('list', { name: 'History' }).getByRole('listitem').first();
  await expect(newest).toContainText('Ben Whitfield changed the company data');
  await expect(newest).toContainText('+44 113 496 0299');
  await expect(page.getByRole('link', { name: 'emberfoods.example', exact: true })).toHaveAttribute(
    'href',
    'https://emberfoods.example',
  );
});

test('two people change one contact: the later one sees both and loses nothing', async ({ browser }) => {
  test.slow(true, 'two people, each in a browser of their own');
  const dan = await entered(browser, 'dan');
  const bea = await entered(browser, 'bea');
  for (const page of [dan, bea]) {
    await page.goto('/accounts/acc_dune');
    await page.getByRole('link', { name: 'Change Priya Nambiar' }).click();
  }
  await dan.getByLabel('Phone').fill('+1 520 555 0001');
  await dan.getByLabel('Job title').fill('Chief Scientist');
  await dan.getByRole('button', { name: 'Save' }).click();
  await expect(dan.getByRole('link', { name: '+1 520 555 0001' })).toBeVisible();

  await bea.getByLabel('Phone').fill('+1 520 555 0002');
  await bea.getByRole('button', { name: 'Save' }).click();
  await expect(bea.getByRole('alert')).toContainText('+1 520 555 0001');
  await expect(bea.getByRole('alert')).toContainText('+1 520 555 0002');
  await expect(bea.getByLabel('Phone')).toHaveValue('+1 520 555 0002');
  await expect(bea.getByLabel('Job title')).toHaveValue('Chief Scientist');

  await bea.getByRole('button', { name: 'Keep mine' }).click();
  await expect(bea.getByRole('status')).toHaveText(/Contact saved/);
  await expect(bea.getByRole('list', { name: 'History' })).not.toContainText('Dan Reyes');
  await expect(bea.getByRole('row', { name: /Priya/ })).toContainText('Chief Scientist');
  await expect(bea.getByRole('link', { name: '+1 520 555 0002' })).toBeVisible();
});

test('a partner that may only read is told why', async ({ page }) => {
  await enter(page, 'cleo');
  await page.goto('/accounts/acc_dune');

  await expect(
    page.getByText('Northlight Instruments открывает вам эти данные для чтения').first(),
  ).toBeVisible();
  await expect(page.getByText('Brightline')).toHaveCount(0);
  const answer = await page.goto('/accounts/acc_dune/edit');
  expect(answer?.status()).toBe(403);
});

test('staff rename a customer on the desk', async ({ page }) => {
  await enter(page, 'ada');
  await page.getByRole('link', { name: 'Accounts' }).click();
  await page.getByRole('link', { name: 'Granite Water' }).click();
  await page.getByRole('link', { name: 'Change company data' }).click();
  await page.getByLabel('Name').fill('Granite Water Supply');
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Granite Water Supply');
});
