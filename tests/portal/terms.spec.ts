import { expect, test, type Page } from '@playwright/test';

import { DEMO_PASSWORD } from '#api/demo/password.ts';
import { startPortico } from '../servers/portico.ts';
import { linkOfMail } from './support/mail.ts';
import { emails, type Who } from './support/sign-in.ts';

// On a server of its own: terms hold for everybody who signs in.
let portico: Awaited<ReturnType<typeof startPortico>>;
test.beforeAll(async () => {
  portico = await startPortico();
});
test.afterAll(() => portico.stop());

async function signIn(page: Page, who: Who) {
  await page.goto(`${portico.url}/login`);
  await page.getByLabel('E-mail address', { exact: true }).fill(emails[who]);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('terms are asked for at the next sign-in, before anything else, and of whoever joins', async ({
  browser,
}) => {
  test.slow();
  const windowed = async () =>
    (await browser.newContext({ baseURL: portico.url, locale: 'en', javaScriptEnabled: false })).newPage();
  const [ada, dan, nia] = [await windowed(), await windowed(), await windowed()];
  await signIn(ada, 'ada');
  await ada.goto('/desk/settings');
  await ada.getByLabel('Text in English').fill('## Fair use\n\nBe *kind*.');
  await ada.getByRole('button', { name: 'Save' }).click();
  await expect(ada.getByRole('alert')).toContainText('Version');
  await ada.getByLabel('Version').fill('2026-11');
  await ada.getByRole('button', { name: 'Save' }).click();
  await expect(ada.getByRole('status')).toContainText('Saved');

  await signIn(dan, 'dan');
  await expect(dan).toHaveURL(/\/terms\?next=/);
  await expect(dan.getByRole('heading', { name: 'Fair use' })).toBeVisible();
  await dan.goto('/requests?tab=all');
  await expect(dan).toHaveURL(/\/terms\?next=/);
  await dan.getByRole('button', { name: 'Accept and go on' }).click();
  await expect(dan).toHaveURL(/\/requests\?tab=all/);

  await dan.goto('/team');
  await dan.getByLabel('E-mail address').fill('nia@dunelabs.example');
  await dan.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(dan.getByRole('status')).toContainText('on its way');
  await nia.goto(await linkOfMail(ada, 'You are invited', 'nia@dunelabs.example'));
  await nia.getByLabel('Your name').fill('Nia Brandt');
  await nia.getByLabel('Password', { exact: true }).fill('seven tall sunflowers');
  await nia.getByRole('button', { name: 'Join' }).click();
  await expect(nia.getByRole('alert')).toContainText('Accept the terms to go on');
  await nia.getByLabel(/^I accept the terms/).check();
  await nia.getByLabel('Password', { exact: true }).fill('seven tall sunflowers');
  await nia.getByRole('button', { name: 'Join' }).click();
  await expect(nia).toHaveURL((url) => url.pathname === '/');
});
