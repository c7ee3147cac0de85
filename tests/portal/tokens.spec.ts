import { expect, request, test, type Browser, type Page } from '@playwright/test';

import { DEMO_PASSWORD } from '#api/demo/password.ts';
import { emails, type Who } from './support/sign-in.ts';

/** In a session of its own: making a token asks for one that is fresh. */
async function justSignedIn(browser: Browser, who: Who, options = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  const answer = await page.request.post('/api/auth/session', {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { email: emails[who], password: DEMO_PASSWORD },
  });
  expect(answer.status()).toBe(204);
  return page;
}

async function calls(baseURL: string | undefined, token: string): Promise<number> {
  const program = await request.newContext({
    ...(baseURL ? { baseURL } : {}),
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  const status = (await program.get('/api/requests')).status();
  await program.dispose();
  return status;
}

test('an owner makes a token for a program, sees it once and revokes it, without any script', async ({
  browser,
  baseURL,
}) => {
  const page = await justSignedIn(browser, 'cleo', { javaScriptEnabled: false });
  await page.goto('/tokens/new');
  await page.getByRole('button', { name: 'Создать токен' }).click();
  await expect(page.getByRole('alert')).toBeVisible();

  await page.getByLabel('Для чего он').fill('ERP sync');
  await page.getByLabel('За компанию Cobalt').check();
  await page.locator('[name="scopes.requests.read"]').selectOption('account');
  await page.getByRole('button', { name: 'Создать токен' }).click();
  const token = (await page.locator('#secret').textContent()) ?? '';
  expect(token).toMatch(/^pt_[0-9a-z]{52}$/);
  expect(await calls(baseURL, token)).toBe(200);

  await page.getByRole('link', { name: 'Токен скопирован' }).click();
  const row = page.getByRole('row', { name: 'ERP sync' });
  await expect(row).toContainText('программа');
  await expect(page.locator('main')).not.toContainText(token);
  await row.getByText('Отозвать …').click();
  await row.getByRole('button', { name: 'Отозвать «ERP sync»' }).click();
  await expect(page.getByRole('row', { name: 'ERP sync' })).toContainText('отозван');
  expect(await calls(baseURL, token)).toBe(401);
});

test('somebody who looks after nobody makes a token for himself alone', async ({ browser }) => {
  const page = await justSignedIn(browser, 'dora');
  await page.goto('/profile');
  await page.getByRole('button', { name: /Dora/ }).click();
  await page.getByRole('link', { name: 'Tokens' }).click();
  await page.getByRole('link', { name: 'New token' }).first().click();

  await expect(page.getByRole('radio')).toHaveCount(0);
  await expect(page.getByLabel(/^Websites/)).toHaveCount(0);
});
