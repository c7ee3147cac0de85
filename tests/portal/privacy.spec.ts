import { expect, test, type Browser, type Page } from '@playwright/test';

import { DEMO_PASSWORD } from '#api/demo/password.ts';
import { startPortico } from '../servers/portico.ts';
import { emails, type Who } from './support/sign-in.ts';

test.describe.configure({ mode: 'serial' });

let server: Awaited<ReturnType<typeof startPortico>>;
test.beforeAll(async () => {
  server = await startPortico({ host: 'localhost' });
});
test.afterAll(() => server.stop());

async function typePassword(page: Page, who: Who): Promise<void> {
  await page.goto(`${server.url}/login`);
  await page.getByLabel('E-mail address', { exact: true }).fill(emails[who]);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signedIn(browser: Browser, who: Who): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await typePassword(page, who);
  await expect(page).not.toHaveURL(/\/login/);
  return page;
}

test('somebody takes a copy and asks to be erased; staff reads the plan and runs it', async ({ browser }) => {
  test.slow();
  const dora = await signedIn(browser, 'dora');
  await dora.goto(`${server.url}/profile/privacy`);
  await dora.getByRole('button', { name: 'Make a copy' }).click();
  await expect(dora.getByText('Your copy is being made')).toBeVisible();
  await expect(async () => {
    await dora.goto(`${server.url}/profile/privacy`);
    await expect(dora.getByText('ready until')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const download = dora.waitForEvent('download');
  await dora.getByRole('link', { name: /Download the copy/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);
  await dora.getByRole('button', { name: 'Ask to be erased' }).click();
  await expect(dora.getByText('Your wish is with us')).toBeVisible();

  const ada = await signedIn(browser, 'ada');
  await ada.goto(`${server.url}/desk/privacy`);
  await ada.getByRole('link', { name: 'Dora Klein' }).click();
  await expect(ada.getByRole('table', { name: 'Is deleted' })).toBeVisible();
  await ada.getByRole('button', { name: 'Approve the plan' }).click();
  await ada.getByLabel('Type the name to confirm').fill('Dora');
  await ada.getByRole('button', { name: 'Erase for good' }).click();
  await expect(ada.getByText('That is not the name').first()).toBeVisible();
  await ada.getByLabel('Type the name to confirm').fill('Dora Klein');
  await ada.getByRole('button', { name: 'Erase for good' }).click();
  await expect(async () => {
    await ada.reload();
    await expect(ada.getByRole('heading', { level: 1 })).toHaveText(/Deleted user \d+/, { timeout: 1_000 });
  }).toPass();

  const again = await (await browser.newContext()).newPage();
  await typePassword(again, 'dora');
  await expect(again).toHaveURL(/\/login/);
  await ada.goto(`${server.url}/desk/people?account=acc_dune`);
  await expect(ada.getByText(/Deleted user \d+/).first()).toBeVisible();
  await expect(ada.getByText('Dora Klein')).toHaveCount(0);
});
