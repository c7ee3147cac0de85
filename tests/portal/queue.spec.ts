import { expect, test, type Page } from '@playwright/test';

import { signIn, type Who } from './support/sign-in.ts';

const html = { 'sec-fetch-site': 'same-origin' };

async function ask(page: Page, who: Who, subjects: string[]): Promise<string[]> {
  await signIn(page, who);
  const ids: string[] = [];
  for (const subject of subjects) {
    const data = { subject, body: 'It stands still.', category: 'problem' };
    const asked = await page.request.post('/api/requests', { data, headers: html });
    ids.push(((await asked.json()) as { id: string }).id);
  }
  await page.context().clearCookies();
  return ids;
}

test('an agent keeps a list, goes through it by keys, changes many at once and takes it back', async ({
  page,
}) => {
  const [first = ''] = await ask(page, 'dan', ['Cistern one', 'Cistern two', 'Cistern three']);
  await signIn(page, 'abe');
  const closed = await page.request.put(`/api/requests/${first}/status`, {
    data: { status: 'closed' },
    headers: { ...html, 'if-match': '"1"' },
  });
  expect(closed.status()).toBe(200);

  await page.goto('/desk/requests?tab=all&q=cistern');
  await page.locator('summary', { hasText: 'Save this list' }).click();
  await page.getByLabel('Name of the list').fill('Cisterns');
  await page.getByRole('button', { name: 'Save this list' }).click();
  const lists = page.getByRole('navigation', { name: 'Lists' });
  await expect(lists.getByRole('link', { name: 'Cisterns' })).toHaveAttribute('aria-current', 'page');
  await expect(lists.getByRole('link', { name: 'Cisterns' })).toContainText('3');

  const rows = page.locator('.rows .row');
  const bar = page.locator('.bulk');
  await expect(bar).toBeHidden();
  for (const key of ['j', 'x', 'j', 'x', 'j', 'x', 'k']) await page.keyboard.press(key);
  await expect(rows.nth(1).getByRole('link')).toBeFocused();
  await expect(page.locator('.pick:checked')).toHaveCount(3);
  await page.keyboard.press('a');
  await expect(bar.getByLabel('Assigned to')).toBeFocused();
  await page.keyboard.type('Abe');
  await bar.getByRole('button', { name: 'Assign', exact: true }).click();

  const said = page.getByRole('alert');
  await expect(said).toContainText('1 could not be changed');
  await expect(said.getByRole('link', { name: 'Cistern one' })).toBeVisible();
  await expect(said).toContainText('Done for 2');
  await said.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('All is as it was')).toBeVisible();

  await rows.nth(0).locator('.pick').check();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Choose it');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('o');
  await expect(page).toHaveURL(/\/desk\/requests\/req_/);
});

test('an agent writes down what a caller has said and answers by a macro, without any script', async ({
  browser,
}) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(page, 'abe');
  await page.goto('/desk/macros/new');
  await page.getByLabel('Name', { exact: true }).fill('Call back');
  await page.getByLabel('Reply to the customer').fill('Dear {{customer}}, we call you back.');
  await page.getByRole('button', { name: 'Save the macro' }).click();
  await expect(page.getByRole('alert')).toContainText('placeholders of the list');
  await page.getByLabel('Reply to the customer').fill('Dear {{requester}}, we call you back.');
  await page.getByLabel('Tags to add').fill('phone, later');
  await page.getByRole('button', { name: 'Save the macro' }).click();
  await expect(page.getByRole('row', { name: 'Call back' })).toContainText('phone, later');

  await page.goto('/desk/requests');
  await page.getByRole('link', { name: 'New request' }).click();
  await page.getByLabel('Who is it?').fill('dan r');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('link', { name: 'Dan Reyes' }).click();
  await expect(page.getByText('Seen by Dune Labs')).toBeVisible();
  await page.getByLabel('Subject').fill('The hatch rattles');
  await page.getByRole('button', { name: 'Enter the request' }).click();
  await expect(page.getByRole('alert')).toContainText('What they have told you');
  await page.getByLabel('What they have told you').fill('Whenever the wind blows.');
  await page.getByRole('button', { name: 'Enter the request' }).click();

  await page.getByLabel('Macro').selectOption('Call back');
  await page.getByRole('button', { name: 'Show what it does' }).click();
  await expect(page.getByLabel('Reply to the customer')).toHaveValue('Dear Dan Reyes, we call you back.');
  await page.getByRole('button', { name: 'Send and change' }).click();
  await expect(page.getByRole('region', { name: 'Conversation' })).toContainText(
    'Dear Dan Reyes, we call you back.',
  );
  await expect(page.locator('.tags')).toContainText('later');
});
