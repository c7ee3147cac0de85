import { expect, test } from '@playwright/test';

import { enter } from './support/sign-in.ts';

test('an owner changes how the company is invoiced and is told what the house keeps', async ({ page }) => {
  await enter(page, 'dan');
  await page.goto('/accounts/acc_dune/edit');
  await expect(page.getByLabel('Credit limit')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Internal' })).toHaveCount(0);
  await expect(page.getByText('Northlight Instruments keeps this').first()).toBeVisible();
  await page.getByLabel('VAT or tax ID').fill('ask Bob');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('VAT or tax ID: Write the number');

  await page.getByLabel('VAT or tax ID').fill('86-4410274');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toHaveText(/Company data saved/);
  await expect(page.getByText('864410274').first()).toBeVisible();
});

test('a form that names more than the page offers changes nothing', async ({ page }) => {
  await enter(page, 'gus');
  await page.goto('/accounts/acc_granite/edit');
  const version = await page.locator('[name=version]').inputValue();
  const origin = new URL(page.url()).origin;
  const post = async (field: string) => {
    const form = { version, [field]: '1' };
    const options = { form, headers: { origin }, maxRedirects: 0 };
    return (await page.request.post('/accounts/acc_granite/edit', options)).status();
  };
  for (const field of ['creditLimit', 'remark', 'name'])
    expect([field, await post(field)]).toEqual([field, 403]);
  await page.reload();
  expect(await page.locator('[name=version]').inputValue()).toBe(version);
  expect(await page.locator('[name=read]').inputValue()).not.toMatch(/credit|remark|rating|manager/);
  expect(await post('postcode')).toBe(303);
});

test('a group that is closed says so and shows nothing of it', async ({ page }) => {
  await enter(page, 'ben');
  await page.goto('/accounts/acc_dune');
  const payment = page.getByRole('region', { name: 'Payment' });
  await expect(payment).toContainText('Northlight Instruments has not opened this to you');
  expect(await page.content()).not.toContain('ap@dunelabs.example');

  await page.goto('/accounts/acc_brightline');
  await expect(payment).toContainText('Your role does not open this');
  expect(await page.content()).not.toContain('accounts@brightline.example');
});

test('a closed company says why it rests and what may still change', async ({ page }) => {
  await enter(page, 'ada');
  await page.goto('/desk/accounts/acc_saare');
  await page.getByLabel('Reason').fill('The contract has ended');
  await page.getByRole('button', { name: 'Close Saare Smokehouse' }).click();
  await expect(page.getByText(/its data rest as they are/)).toContainText(
    'You can still change: Account manager, Rating and Remark. Open it again below',
  );
  await expect(page.getByRole('list', { name: 'History' }).getByRole('listitem').first()).toContainText(
    'Ada Lindqvist closed the account',
  );
  await page.getByRole('link', { name: 'Change company data' }).click();
  await expect(page.getByLabel('City')).toHaveCount(0);
  await page.getByLabel('Remark').fill('Ask again in spring');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toHaveText(/Company data saved/);
  await page.getByRole('button', { name: 'Open it again' }).click();
  await expect(page.getByText(/its data rest as they are/)).toHaveCount(0);
});

test('a role opens groups, and no further than its rights', async ({ page }) => {
  await enter(page, 'bea');
  await page.goto('/team/roles/new');
  await page.getByLabel('Name of the role').fill('Bookkeeping');
  await page.getByLabel('Payment').selectOption('edit');
  await page.getByRole('button', { name: 'Make the role' }).click();
  await expect(page.getByRole('alert')).toContainText('Payment: First give the right to change companies');
  await page.getByLabel('Companies and contacts: see').selectOption('account');
  await page.getByLabel('Companies and contacts: change').selectOption('account');
  await page.getByRole('button', { name: 'Make the role' }).click();
  await expect(page.getByRole('status')).toHaveText(/The role is there/);
  await page.getByRole('link', { name: 'Bookkeeping' }).click();
  await expect(page.getByLabel('Payment')).toHaveValue('edit');
});
