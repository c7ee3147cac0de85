import { expect, test } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

import { linkOfMail } from './support/mail.ts';
import { entered } from './support/sign-in.ts';

test('a company asks for a second factor: its people set one up before anything else opens', async ({
  browser,
}) => {
  const ada = await entered(browser, 'ada');
  const somebody = { email: 'lotte.brandt@kestrelbrewing.example', password: 'barley, hops and clear water' };
  await ada.goto('/desk/people');
  await ada.getByRole('combobox', { name: 'Account' }).selectOption('Kestrel Brewing');
  await ada.getByRole('button', { name: 'Apply' }).click();
  await ada.getByLabel('E-mail address').fill(somebody.email);
  await ada.getByRole('button', { name: 'Send the invitation', exact: true }).click();
  await ada.getByRole('button', { name: 'Ask everybody for it' }).click();
  await expect(ada.getByRole('status')).toContainText('asked for a second factor');

  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(await linkOfMail(ada, 'You are invited', somebody.email));
  await page.getByLabel('Your name').fill('Lotte Brandt');
  await page.getByLabel('Password', { exact: true }).fill(somebody.password);
  await page.getByRole('main').getByRole('button').click();
  await expect(page).toHaveURL('/profile/security');
  await expect(page.getByRole('main')).toContainText('Kestrel Brewing asks for a second factor');
  await page.goto('/requests');
  await expect(page).toHaveURL('/profile/security');

  await page.getByRole('link', { name: 'Set up an app' }).click();
  await page.getByRole('button', { name: 'Begin' }).click();
  const key = (await page.locator('code').innerText()).replaceAll(' ', '');
  const code = new TOTP({ secret: Secret.fromBase32(key) }).generate();
  await page.getByRole('main').getByRole('textbox').fill(code);
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/codes/i);
  await page.goto('/requests');
  await expect(page).toHaveURL('/requests');
});
