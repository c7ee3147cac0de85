import { expect, test } from '@playwright/test';

import { signIn } from './support/sign-in.ts';

test('whoever knows a few letters gets there by keyboard alone', async ({ page }) => {
  await signIn(page, 'bea');
  await page.goto('/opportunities');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find anything or do something' });
  await expect(field).toBeFocused();
  await expect(page.getByRole('option', { name: 'New opportunity' })).toBeVisible();

  // All at once: letter by letter, a slow machine asks for the first few, and their list gives way to the next.
  await page.keyboard.insertText('dune');
  const account = page.getByRole('group', { name: 'Accounts' }).getByRole('option', { name: 'Dune Labs' });
  await expect(account).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(account).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('ArrowUp');
  await expect(field).toHaveAttribute('aria-activedescendant', (await account.getAttribute('id')) ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Dune Labs' })).toBeVisible();
});

test('a mark in front asks for what can be done, and Escape goes back to where one was', async ({ page }) => {
  await signIn(page, 'ada');
  await page.goto('/desk/articles');
  await page.getByRole('link', { name: 'Search' }).first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('>art');
  const palette = page.getByRole('dialog');
  await expect(palette.getByRole('option')).toHaveText([/New article/]);
  await expect(palette.getByRole('status')).toHaveText('One result');

  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(page.getByRole('link', { name: 'Search' }).first()).toBeFocused();
});

test('whoever is somebody else finds his own', async ({ page }) => {
  await signIn(page, 'emil');
  await page.goto('/requests');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('dune labs');
  await expect(page.getByRole('option', { name: 'Search the help for “dune labs”' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Accounts' })).toHaveCount(0);

  await page.getByRole('combobox', { name: 'Find anything or do something' }).fill('ember');
  await expect(page.getByRole('group', { name: 'Accounts' }).getByRole('option')).toHaveText(/Ember Foods/);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the same is a page with a form', async ({ page }) => {
    await signIn(page, 'bea');
    await page.goto('/opportunities');
    await page.getByRole('link', { name: 'Search' }).first().click();
    await page.getByRole('searchbox').fill('dune');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('link', { name: /^Dune Labs/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Dune Labs' })).toBeVisible();
  });
});
