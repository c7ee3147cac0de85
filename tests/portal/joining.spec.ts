import { expect, test, type Page } from '@playwright/test';

import { entered } from './support/sign-in.ts';

type Sent = { id: string; reference: string };
const headers = { 'sec-fetch-site': 'same-origin' };

async function ask(page: Page, subject: string): Promise<Sent> {
  const data = { subject, body: 'It stands still since six.', category: 'problem' };
  return (await (await page.request.post('/api/requests', { headers, data })).json()) as Sent;
}

test('without script requests are connected, parted and merged, and the customer finds all that was said', async ({
  browser,
}) => {
  test.slow();
  const [dan, abe] = [
    await entered(browser, 'dan'),
    await entered(browser, 'abe', { javaScriptEnabled: false }),
  ];
  const [pump, valve] = [await ask(dan, 'The sixth pump hums'), await ask(dan, 'The sixth valve drips')];
  const data = { body: 'By the way, the gate squeaks.' };
  await dan.request.post(`/api/requests/${pump.id}/messages`, { headers, data });

  await abe.goto(`/desk/requests/${pump.id}`);
  await abe.getByText('Connect with another').click();
  await abe.getByLabel('The other request').fill(valve.reference);
  await abe.getByRole('button', { name: 'Connect', exact: true }).click();
  const connected = abe.getByRole('link', { name: `${valve.reference} The sixth valve drips` }).first();
  await expect(connected).toBeVisible();
  await abe.getByRole('button', { name: 'Undo' }).click();
  await expect(abe.getByText('Connected with no other')).toBeVisible();

  await abe.getByRole('link', { name: 'Make it a request of its own' }).click();
  await abe.getByRole('button', { name: 'Make a new request' }).click();
  await expect(abe.getByRole('alert')).toContainText('Subject of the new request');
  await abe.getByLabel('Subject of the new request').fill('The gate squeaks');
  await abe.getByRole('button', { name: 'Make a new request' }).click();
  await expect(abe.getByRole('heading', { name: 'The gate squeaks' })).toBeVisible();
  await expect(abe.locator('.timeline')).toContainText('the gate squeaks');

  await abe.goto(`/desk/requests/${pump.id}`);
  await abe.getByRole('link', { name: 'Merge with another…' }).click();
  await abe.getByLabel('Text or number').fill('sixth valve');
  await abe.getByRole('button', { name: 'Search', exact: true }).click();
  await abe.getByRole('link', { name: 'The sixth valve drips' }).click();
  await abe.getByRole('button', { name: `Merge ${pump.reference} into ${valve.reference}` }).click();
  await expect(abe.getByRole('heading', { name: 'The sixth valve drips' })).toBeVisible();

  await dan.goto(`/requests/${pump.id}`);
  await expect(dan).toHaveURL(`/requests/${valve.id}`);
  await dan.getByRole('link', { name: `${pump.reference} The sixth pump hums` }).click();
  await expect(dan.locator('.timeline')).toContainText('stands still since six');
  await dan.getByRole('link', { name: `Open ${valve.reference}` }).click();
  await expect(dan.getByRole('heading', { name: 'The sixth valve drips' })).toBeVisible();
});
