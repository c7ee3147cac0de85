import { expect, test } from '@playwright/test';

import { signIn } from './support/sign-in.ts';

test.describe.configure({ timeout: 120_000 });

test('what was filled in is put right by both sides, and neither loses what the other wrote', async ({
  browser,
}) => {
  const dan = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(dan, 'dan');
  await dan.goto('/requests?tab=all&q=reads+0.12+bar');
  await dan.getByRole('link', { name: /PX-3 reads/ }).click();
  const request = new URL(dan.url()).pathname;
  await dan.getByRole('link', { name: 'Change the answers' }).click();
  await expect(dan.getByText('A pressure transmitter')).toBeVisible();
  await expect(dan.getByRole('radio')).toHaveCount(0);
  await expect(dan.getByText('Cause found')).toHaveCount(0);

  const abe = await (await browser.newContext()).newPage();
  await signIn(abe, 'abe');
  await abe.goto(`/desk${request}/answers`);
  await abe.getByLabel('Serial number').fill('PX-3-0456');
  await abe.getByRole('radio', { name: 'Mounting' }).check();
  await abe.getByRole('button', { name: 'Save' }).click();
  await expect(abe.getByText('The answers are changed')).toBeVisible();

  await dan.getByLabel('What it shows').fill('0.2');
  await dan.getByLabel('What it should show').fill('');
  await dan.getByRole('button', { name: 'Save' }).click();
  await expect(dan.getByRole('alert').first()).toContainText('What it should show');
  await dan.getByLabel('What it should show').fill('0.1');
  await dan.getByRole('button', { name: 'Save' }).click();
  const both = dan.getByRole('alert');
  await expect(both).toContainText('PX-3-0456');
  await expect(dan.getByLabel('What it shows')).toHaveValue('0.2');
  await dan.getByLabel('Serial number').fill('PX-3-0457');
  await dan.getByRole('button', { name: 'Save' }).click();

  await expect(dan).toHaveTitle(/^REQ-\d+ PX-3 reads/);
  await expect(dan.getByRole('listitem').filter({ hasText: 'PX-3-0456' }).last()).toContainText('PX-3-0457');
  await expect(dan.getByText('Mounting')).toHaveCount(0);
});
