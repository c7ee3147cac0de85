import { expect, test, type Page } from '@playwright/test';

import { linkOfMail } from './support/mail.ts';
import { entered } from './support/sign-in.ts';

const email = 'ida@skerryautomation.example';
const company = 'Skerry Automation';

async function fill(page: Page, fields: Record<string, string>) {
  for (const [label, text] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(text);
}

/** Nobody fills a form in as fast as a test: the form says so, and keeps what was typed. */
async function send(page: Page) {
  await expect(async () => {
    await page.getByRole('button', { name: 'Send the application' }).click();
    await expect(page.getByRole('status')).toContainText('Look into your mail', { timeout: 1_000 });
  }).toPass();
}

test('a company applies, proves its address, answers a question, is let in and signs in, without any script', async ({
  browser,
}) => {
  test.slow();
  const page = await (await browser.newContext({ javaScriptEnabled: false, locale: 'en' })).newPage();
  await page.goto('/login');
  await page.getByRole('link', { name: 'Become a partner' }).click();
  await page.getByRole('button', { name: 'Send the application' }).click();
  await expect(page.getByRole('alert')).toContainText('6 things to correct');
  await fill(page, { 'Your name': 'Ida Strand', 'Your address at work': email });
  await fill(page, { Company: company, 'What do you sell, and to whom?': 'Level meters for fish farms.' });
  await page.getByLabel('Website of the company').fill('skerryautomation.example');
  await page.getByLabel('Country').selectOption('NO');
  await send(page);

  const desk = await entered(browser, 'ada');
  await page.goto(await linkOfMail(desk, 'Confirm your application', email));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Send this application?');
  await page.getByRole('button', { name: 'Yes, send it' }).click();
  await expect(page.getByRole('heading', { name: 'It is being looked at' })).toBeVisible();

  await desk.goto('/desk');
  await desk.getByRole('link', { name: company }).first().click();
  await desk.getByText('Ask for more', { exact: true }).click();
  await desk.getByLabel('Your question').fill('How many of you are in the field?');
  await desk.getByRole('button', { name: 'Send the question' }).click();
  await expect(desk.getByRole('status')).toContainText('The question is on its way');

  await page.reload();
  await expect(page.getByRole('main')).toContainText('How many of you are in the field?');
  await page.getByLabel('Your answer').fill('Six, all along the coast.');
  await page.getByRole('button', { name: 'Send the answer' }).click();
  await expect(page.getByRole('heading', { name: 'It is being looked at' })).toBeVisible();

  await desk.reload();
  await expect(desk.getByRole('main')).toContainText('Six, all along the coast.');
  await desk.getByRole('button', { name: 'Approve' }).click();
  await expect(desk.getByRole('status')).toContainText('The invitation is on its way');
  await desk.getByRole('link', { name: company }).last().click();
  await expect(desk).toHaveURL(/\/desk\/accounts\/acc_/);

  await page.goto(await linkOfMail(desk, `Welcome to ${company}`, email));
  await fill(page, { 'Your name': 'Ida Strand' });
  await page.getByLabel('Password', { exact: true }).fill('seven tall sunflowers');
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page).toHaveURL((url) => url.pathname === '/');
  await expect(page.getByRole('button', { name: /Ida Strand/ })).toContainText(company);
});

test('an owner is told who wants to join, and lets him in', async ({ browser }) => {
  const page = await entered(browser, 'dan', { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Tomás Wick' }).click();
  await page.getByRole('button', { name: 'Let in Tomás Wick' }).click();

  await expect(page.getByRole('status')).toContainText('The invitation is on its way');
  await expect(page.getByRole('row', { name: 'tomas.wick@dunelabs.example' })).toContainText('member');
});

test('of two who decide at once the second is told and sees how it stands', async ({ browser }) => {
  const [first, second] = [await entered(browser, 'ada'), await entered(browser, 'ada')];
  for (const page of [first, second]) {
    await page.goto('/desk/applications?status=more_asked');
    await page.getByRole('link', { name: 'Levante Riego' }).click();
    await page.getByText('Reject', { exact: true }).click();
    await page.getByLabel('Reason').selectOption('needs_more_detail');
  }
  for (const page of [first, second])
    await page.getByRole('button', { name: 'Reject the application' }).click();

  await expect(first.getByRole('status')).toContainText('Rejected. The applicant is told why');
  await expect(second.getByRole('alert')).toContainText('Somebody was quicker');
  await expect(second.getByRole('button', { name: 'Reject the application' })).toHaveCount(0);
});
