import { expect, test } from '@playwright/test';

import { signIn } from './support/sign-in.ts';

test('a move on the board is taken back, and a later reload offers nothing any more', async ({ page }) => {
  await signIn(page, 'bea');
  await page.goto('/opportunities/board');
  const [first, second] = [page.locator('.column').nth(0), page.locator('.column').nth(1)];
  const title = (await first.locator('.card .title').first().textContent())?.trim() ?? '';
  const card = page.locator('.card', { has: page.getByRole('link', { name: title, exact: true }) });

  await card.getByRole('button').last().click();
  await expect(second.locator('.title', { hasText: title })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(first.locator('.title', { hasText: title })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('an agent who closed the wrong request opens it again from where he stands', async ({
  page,
  context,
}) => {
  await signIn(page, 'dan');
  const asked = await page.request.post('/api/requests', {
    data: { subject: 'Badge readers for the west gate', body: 'Do they read Mifare?', category: 'question' },
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  const { id } = (await asked.json()) as { id: string };
  await context.clearCookies();
  await signIn(page, 'abe');
  await page.goto(`/desk/requests/${id}`);
  const move = page.locator('form', { has: page.locator('input[name=action][value=status]') });
  await move.getByRole('combobox').selectOption('in_progress');
  await move.getByRole('button').click();
  await expect(page.locator('.thread').getByText('In progress').first()).toBeVisible();
  await move.getByRole('combobox').selectOption('closed');
  await move.getByRole('button').click();

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(
    page
      .getByRole('status')
      .filter({ hasText: /status/i })
      .first(),
  ).toBeVisible();
  const now = await page.request.get(`/api/requests/${id}`);
  expect(((await now.json()) as { status: string }).status).toBe('in_progress');
});
