import { expect, test, type Page } from '@playwright/test';

import { DEMO_PASSWORD } from '#api/demo/password.ts';
import { linkOfMail } from './support/mail.ts';
import { enter, entered } from './support/sign-in.ts';

const SUNFLOWERS = 'seven tall sunflowers';
const SNOWDROPS = 'nine small snowdrops';

async function typeIn(page: Page, fields: Record<string, string>) {
  for (const [label, text] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(text);
  await page.keyboard.press('Enter');
}

test('somebody is invited, joins, leaves, forgets the password and comes back', async ({ page, browser }) => {
  test.slow();
  const email = 'nia.brandt@brightline.example';
  const bea = await entered(browser, 'bea');
  await bea.getByRole('link', { name: 'Team', exact: true }).click();
  await typeIn(bea, { 'E-mail address': email });
  await expect(bea.getByText('The invitation is on its way')).toBeVisible();
  const desk = await entered(browser, 'ada');

  await page.goto(await linkOfMail(desk, 'You are invited', email));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome to Brightline Automation');
  await typeIn(page, { 'Your name': 'Nia Brandt', Password: 'too short' });
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByLabel('Your name', { exact: true })).toHaveValue('Nia Brandt');
  await typeIn(page, { Password: SUNFLOWERS });
  await expect(page).toHaveURL((url) => url.pathname === '/');
  await page.getByRole('button', { name: /Nia Brandt/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL((url) => url.pathname === '/login');
  await page.goBack();
  await expect(page.getByText('Nia Brandt')).toBeHidden();

  await page.goto('/login');
  await typeIn(page, { 'E-mail address': email, Password: 'not the password' });
  await expect(page.getByRole('alert')).toHaveText(/not right/);
  await expect(page.getByLabel('E-mail address', { exact: true })).toHaveValue(email);
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await typeIn(page, { 'E-mail address': email });
  await expect(page.getByRole('status')).toContainText('Look into your mail');

  const link = await linkOfMail(desk, 'Choose a new password', email);
  await page.goto(link);
  await typeIn(page, { 'New password': SNOWDROPS });
  await expect(page.getByText('Your password is changed')).toBeVisible();
  await typeIn(page, { 'E-mail address': email, Password: SNOWDROPS });
  await expect(page.getByRole('button', { name: /Nia Brandt/ })).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link does not work any more');
});

test('a page that needs a session leads back to itself after sign-in', async ({ page }) => {
  await page.goto('/activity?subject=request');
  await expect(page).toHaveURL((url) => url.pathname === '/login');
  await typeIn(page, { 'E-mail address': 'dora@dunelabs.example', Password: DEMO_PASSWORD });

  await expect(page).toHaveURL((url) => url.pathname + url.search === '/activity?subject=request');
});

test('nobody is led from the sign-in to another site', async ({ page, baseURL }) => {
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    await enter(page, 'dan');
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    expect(new URL(page.url()).host, next).toBe(new URL(baseURL ?? '').host);
  }
});

test('theme and language are chosen without script and stay', async ({ browser }) => {
  const page = await entered(browser, 'freja', { javaScriptEnabled: false });
  await page.getByRole('button', { name: /Freja Holm/ }).click();
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('contentinfo').getByRole('button', { name: 'Español' }).click();

  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('contentinfo').getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('an account and its desk see what happened, each its own part', async ({ browser }) => {
  const dan = await entered(browser, 'dan');
  await dan.getByRole('link', { name: 'Activity', exact: true }).click();
  await expect(dan.getByRole('main')).toContainText('Gateway drops off every night');
  await expect(dan.getByRole('main')).not.toContainText('Fjord Logistics');

  const ada = await entered(browser, 'ada');
  await ada.getByRole('link', { name: 'Activity', exact: true }).click();
  await ada.getByLabel('What about').selectOption('Requests');
  await ada.getByRole('button', { name: 'Apply' }).click();
  await expect(ada).toHaveURL(/subject=request/);
  await expect(ada.getByRole('main')).not.toContainText('Signed in');
  await ada.goto('/desk/activity?subject=request&account=acc_fjord');
  await expect(ada.getByRole('main')).toContainText('Fjord Logistics');
  await ada.goto('/desk/activity?from=2999-01-01');
  await expect(ada.getByRole('heading', { level: 2 })).toHaveText('Nothing matches these filters');
});
