import { expect, test, type Browser, type Page } from '@playwright/test';

import { signIn, type Who } from './support/sign-in.ts';

async function signedIn(browser: Browser, who: Who): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, who);
  return page;
}

async function begin(page: Page, title: string) {
  await page.goto('/opportunities/new');
  await page.getByRole('textbox', { name: 'Title' }).fill(title);
  await page.getByRole('combobox', { name: 'Customer' }).selectOption('Dune Labs');
  await page.getByRole('textbox', { name: 'Amount' }).fill('12,500.50');
  await page.getByLabel('Expected to close on').fill('2098-05-04');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

test('a partner begins an opportunity, plans, moves, loses and reopens it', async ({ page }) => {
  await signIn(page, 'bea');
  await page.goto('/opportunities');
  await page.getByRole('link', { name: 'New opportunity' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Ballast water flow');
  await page.getByRole('textbox', { name: 'Amount' }).fill('a lot');
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByRole('alert')).toBeFocused();
  await page.getByRole('link', { name: /^Customer: / }).click();
  await expect(page.getByRole('combobox', { name: 'Customer' })).toBeFocused();
  await page.getByRole('combobox', { name: 'Customer' }).selectOption('Ember Foods');
  await page.getByRole('textbox', { name: 'Amount' }).fill('58,000');
  await page.getByLabel('Currency').selectOption('GBP');
  await page.getByLabel('Expected to close on').fill('2098-05-04');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toHaveText(/Opportunity added/);
  await expect(page.getByText('£58,000')).toBeVisible();

  await page.getByText('Set the next step').click();
  await page.getByLabel('Next step').fill('Send layout');
  await page.getByRole('button', { name: 'Save step' }).click();
  await expect(page.getByRole('link', { name: /^By: / })).toBeVisible();
  await page.getByLabel(/^By \(/).fill('2020-02-03');
  await page.getByRole('button', { name: 'Save step' }).click();
  await expect(page.getByText('You: Send layout')).toBeVisible();
  await expect(page.getByText('was due 3 Feb 2020').first()).toBeVisible();

  await page.getByRole('button', { name: 'Move to Propose' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Propose' }).first()).toHaveAttribute(
    'aria-current',
    'step',
  );
  await page.getByText('Mark as lost').first().click();
  await page.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(page.getByRole('link', { name: /^Reason: / })).toBeVisible();
  await page.getByRole('textbox', { name: 'Reason' }).fill('No budget');
  await page.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(page.getByText(/^Lost on .*: No budget/)).toBeVisible();
  await page.getByRole('button', { name: 'Reopen in Negotiate' }).click();
  const newest = page.getByRole('list', { name: 'History' }).getByRole('listitem').first();
  await expect(newest).toContainText('Bea Sandoval moved it');
  await expect(newest).toContainText(/Lost\s*Negotiate/);
});

test('two people change one opportunity: the later one sees both and loses nothing', async ({ browser }) => {
  const bea = await signedIn(browser, 'bea');
  const ben = await signedIn(browser, 'ben');
  await begin(bea, 'Tank farm level');
  const address = new URL(bea.url()).pathname;
  for (const page of [bea, ben]) await page.goto(`${address}/edit`);
  await bea.getByRole('textbox', { name: 'Amount' }).fill('13,000');
  await bea.getByRole('textbox', { name: 'Title' }).fill('Tank farm level, north');
  await bea.getByRole('button', { name: 'Save' }).click();
  await expect(bea.getByRole('status')).toHaveText(/Opportunity saved/);

  await ben.getByRole('textbox', { name: 'Amount' }).fill('14,000');
  await ben.getByRole('button', { name: 'Save' }).click();
  await expect(ben.getByRole('alert')).toContainText('Bea Sandoval');
  await expect(ben.getByRole('alert')).toContainText('13,000');
  await expect(ben.getByRole('textbox', { name: 'Amount' })).toHaveValue('14,000');
  await expect(ben.getByRole('textbox', { name: 'Title' })).toHaveValue('Tank farm level, north');
  await ben.getByRole('button', { name: 'Keep mine' }).click();
  await expect(ben.getByRole('heading', { level: 1 })).toHaveText('Tank farm level, north');
  await expect(ben.getByRole('list', { name: 'History' })).toContainText(/€13,000\s*€14,000/);
});

test('the house meets an opportunity once it is shared, and adds a note', async ({ browser }) => {
  const ben = await signedIn(browser, 'ben');
  const ada = await signedIn(browser, 'ada');
  await begin(ben, 'Compressor trial');
  const address = new URL(ben.url()).pathname;
  expect((await ada.goto(`/desk${address}`))?.status()).toBe(404);
  await ada.goto('/desk/activity?subject=opportunity');
  await expect(ada.getByText('Compressor trial')).toHaveCount(0);

  await expect(ben.getByText('Seen by Brightline Automation only')).toBeVisible();
  await ben.getByRole('button', { name: 'Share with Northlight Instruments' }).click();
  await expect(ben.getByText('Seen by Brightline Automation and Northlight Instruments')).toBeVisible();

  await ada.goto('/desk/opportunities');
  await ada.getByRole('searchbox').fill('compressor');
  await ada.keyboard.press('Enter');
  await ada.getByRole('link', { name: 'Compressor trial' }).click();
  await expect(ada.getByRole('button', { name: /Move|Mark|Share|Edit/ })).toHaveCount(0);
  await expect(ada.getByRole('list', { name: 'History' })).not.toContainText('began it');
  await ada.getByRole('textbox', { name: 'Note' }).fill('We lend you the test rig.');
  await ada.getByRole('button', { name: 'Add note' }).click();

  await ben.reload();
  await expect(ben.getByRole('list', { name: 'Notes' })).toContainText('Ada Lindqvist');
  await expect(ben.getByRole('list', { name: 'Notes' })).toContainText('We lend you the test rig.');
});

test('the list narrows, and the board moves a card by keyboard', async ({ page }) => {
  await signIn(page, 'bea');
  await begin(page, 'Silo temperature');
  await page.goto('/opportunities?q=silo');
  await expect(page.getByText('1 of 1')).toBeVisible();
  await page.getByRole('combobox', { name: 'Closes' }).selectOption('Close day is past');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing matches these filters' })).toBeVisible();

  await page.getByRole('link', { name: 'Clear filters' }).first().click();
  await page.getByRole('link', { name: 'Board' }).click();
  await page.getByRole('button', { name: 'Move Silo temperature to Discover' }).press('Enter');
  await expect(page.getByRole('status')).toHaveText(/Moved to another stage/);
  await expect(page.getByRole('region', { name: /^Discover/ })).toContainText('Silo temperature');
});

test('a partner works in Russian', async ({ page }) => {
  await signIn(page, 'cleo');
  await page.goto('/opportunities');
  await page.getByRole('link', { name: 'Новый проект' }).click();
  await page.getByRole('textbox', { name: 'Название' }).fill('Датчики для склада');
  await page.getByLabel('Заказчик').selectOption('Fjord Logistics');
  await page.getByRole('textbox', { name: 'Сумма' }).fill('12 500,50');
  await page.getByLabel('Ожидаемое закрытие').fill('2098-05-04');
  await page.getByRole('button', { name: 'Сохранить' }).click();

  await expect(page.getByText('12 500,50 €')).toBeVisible();
  expect((await page.goto('/opportunities?q=compressor'))?.status()).toBe(200);
  await expect(page.getByText('Compressor trial')).toHaveCount(0);
});
