import { expect, test } from '@playwright/test';

import { signIn } from './support/sign-in.ts';

test('an owner makes a role, is told what it lacks, and changes it', async ({ page }) => {
  await signIn(page, 'cleo');
  await page.goto('/team');
  await page.getByRole('link', { name: 'Роли' }).press('Enter');
  await page.getByRole('link', { name: 'Новая роль' }).press('Enter');
  await page.getByLabel('Название роли').fill('Выездной продавец');
  await page.getByLabel('Сделки: менять').selectOption('own');
  await page.getByRole('button', { name: 'Создать роль' }).press('Enter');

  // What may be changed must be seen; what was typed is kept.
  await expect(page.getByRole('alert')).toContainText('Сначала дайте право видеть это');
  await expect(page.getByLabel('Название роли')).toHaveValue('Выездной продавец');
  await page.getByLabel('Сделки: видеть').selectOption('own');
  await page.getByRole('button', { name: 'Создать роль' }).press('Enter');
  await expect(page.getByRole('status')).toContainText('Роль создана');

  await page.getByRole('link', { name: 'Выездной продавец' }).press('Enter');
  await page.getByLabel('Обращения: видеть').selectOption('own');
  await page.getByRole('button', { name: 'Сохранить' }).press('Enter');
  await expect(page.getByRole('status')).toContainText('Роль изменена');
});

test('an owner ends the access of a colleague and takes it back at once', async ({ page }) => {
  await signIn(page, 'bea');
  await page.goto('/team');
  await page.getByRole('link', { name: 'Ben Whitfield' }).press('Enter');
  const rights = page.getByRole('table');
  await expect(rights.getByRole('row', { name: /^Opportunities/ })).toContainText(
    'everything of Brightline Automation',
  );
  await page.getByRole('button', { name: 'End access' }).press('Enter');
  await expect(page.getByRole('status')).toContainText('The access has ended');
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(page.getByRole('status')).toContainText('The access is given back');
  await expect(page.getByRole('button', { name: 'End access' })).toBeVisible();
});
