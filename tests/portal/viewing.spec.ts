import { expect, test } from '@playwright/test';

import { DEMO_PASSWORD } from '#api/demo/password.ts';
import { emails } from './support/sign-in.ts';

test.use({ javaScriptEnabled: false });

test('staff views as a partner, is stopped from changing anything, and comes back to where it began', async ({
  page,
}) => {
  const answer = await page.request.post('/api/auth/session', {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { email: emails.ada, password: DEMO_PASSWORD },
  });
  expect(answer.status()).toBe(204);
  await page.goto('/desk/people/mem_cleo');
  const begin = page.getByRole('button', { name: 'View as Cleo' });
  await begin.click();
  await expect(page.getByRole('alert')).toContainText('Why');
  await page.getByLabel('Why').fill('Cannot find the price list');
  await begin.click();

  const banner = page.getByRole('complementary', { name: 'Viewing as somebody else' });
  await expect(banner).toContainText('Cleo');
  await expect(banner).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  expect((await page.goto('/desk'))?.status()).toBe(403);
  expect((await page.goto('/profile/security'))?.status()).toBe(403);

  await page.goto('/requests/new');
  const sent = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.locator('main form[method=post] button:visible').last().click();
  expect((await sent).status()).toBe(403);
  await expect(page.getByRole('main')).toContainText('изменить ничего нельзя');

  await page.goto('/opportunities');
  await banner.getByRole('button', { name: 'Stop viewing' }).click();
  await expect(page).toHaveURL('/desk/people/mem_cleo');
  await expect(banner).toHaveCount(0);
  await page.goto('/desk/activity');
  await expect(page.getByRole('main')).toContainText('stopped viewing');
});

test('whoever signs out while looking has stopped looking', async ({ page }) => {
  const enter = () =>
    page.request.post('/api/auth/session', {
      headers: { 'sec-fetch-site': 'same-origin' },
      data: { email: emails.ada, password: DEMO_PASSWORD },
    });
  expect((await enter()).status()).toBe(204);
  await page.goto('/desk/people/mem_marta');
  await page.getByLabel('Why').fill('Cannot find the price list');
  await page.getByRole('button', { name: 'View as Marta' }).click();
  await page.locator('.who-am-i').click();
  await page.locator('form[action="/logout"] button').click();
  await expect(page).toHaveURL('/login');

  expect((await enter()).status()).toBe(204);
  await page.goto('/desk/activity?account=acc_meridiano');
  await expect(page.getByRole('main')).toContainText('stopped viewing');
});
