import { expect, test } from '@playwright/test';

import { barriersOn } from '#tests/support/barriers.ts';
import { enter } from './support/sign-in.ts';

const LIGHTS = 'What the lights on the NL-200 mean';

test('a guest finds an article while typing, by keyboard alone', async ({ page }) => {
  await page.goto('/help');
  await expect(page).toHaveURL(/\/help\/en$/);
  const field = page.getByRole('combobox', { name: 'Search the help' });
  await field.pressSequentially('nl-200 ligh');
  await expect(page.getByRole('option', { name: LIGHTS })).toBeVisible();
  expect(await barriersOn(page)).toEqual([]);

  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { selected: true })).toHaveText(LIGHTS);
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(LIGHTS);
  await expect(page.getByRole('navigation', { name: 'On this page' }).getByRole('link')).toHaveCount(3);
  expect(await barriersOn(page)).toEqual([]);
});

test('without script the search is a page, and says what to do when nothing answers', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto('/help/en');
  await page.getByRole('searchbox').fill('firewall');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem').filter({ hasText: LIGHTS }).locator('mark').first()).toHaveText(
    /firewall/i,
  );

  await page.getByRole('searchbox').fill('xylophone zzz');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No answer to “xylophone zzz”' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'Submit a request' })).toBeVisible();
});

test('an article has one address, in each language one', async ({ page, request }) => {
  for (const path of ['/help/en/103', '/help/en/103-old-title']) {
    const response = await request.get(path, { maxRedirects: 0 });
    expect(response.status()).toBe(301);
    expect(response.headers()['location']).toBe('/help/en/103-what-the-lights-on-the-nl-200-mean');
  }
  for (const path of ['/help/en/99999', '/help/en/lights', '/help/xx', '/help/en/sections/none'])
    expect((await request.get(path)).status()).toBe(404);

  await page.goto('/help/en/103');
  await expect(page.locator('link[hreflang]')).toHaveCount(4);
  await page.getByRole('button', { name: 'Русский' }).click();
  await expect(page).toHaveURL(/\/help\/ru\/103-/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', /\/help\/ru\/103-/);
});

test('what is for customers a guest does not meet', async ({ page }) => {
  expect((await page.request.get('/help/en/111')).status()).toBe(404);
  await enter(page, 'dan');
  await page.goto('/help/ru/111');

  await expect(page.getByText('Только для клиентов')).toBeVisible();
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex');
  await expect(page.getByRole('article')).toHaveAttribute('lang', 'ru');
});

test('whoever was about to ask says that an article solved it', async ({ page }) => {
  await enter(page, 'dora');
  await page.goto('/requests/new');
  await page.getByLabel('Subject').pressSequentially('nl-200 ligh');
  const answers = page.getByRole('region', { name: 'These articles may answer it' });
  await expect(answers.getByRole('link').first()).toHaveText(new RegExp(LIGHTS));
  expect(await barriersOn(page)).toEqual([]);
  await answers.getByRole('button', { name: `This solved it: ${LIGHTS}` }).press('Enter');
  await expect(page).toHaveURL(/\/help\/en\/solved$/);

  await page.goto('/help/en/104?from=request');
  await page.getByRole('button', { name: 'Yes, this solved it' }).press('Enter');
  await expect(page).toHaveURL(/\/help\/en\/solved$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Good to hear');
});

test('the desk has no fault that axe knows', async ({ page }) => {
  await enter(page, 'eve');
  await page.goto('/desk/articles');
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('link', { name: LIGHTS }).press('Enter');
  await expect(page.getByLabel('Title')).toHaveValue(LIGHTS);
  expect(await barriersOn(page)).toEqual([]);
});

test('an editor writes and publishes, and a guest reads, in another language too', async ({
  page,
  browser,
}) => {
  await enter(page, 'eve');
  await page.goto('/desk/articles');
  await page.getByRole('link', { name: 'Write an article' }).click();
  await page.getByLabel('Title').fill('Clean the lens of a spectrometer');
  await page.getByLabel('Summary').fill('With alcohol and patience.');
  await page.getByLabel('Section').selectOption('Devices');
  await page.getByLabel('Text').fill('## First\n\nSee [the lights](article:103).');
  await page.getByRole('button', { name: 'Save as draft' }).press('Enter');
  await expect(page.getByRole('status')).toContainText('Saved');

  const guest = await (await browser.newContext()).newPage();
  await guest.goto('/help/en/sections/devices');
  await expect(guest.getByRole('link', { name: 'Clean the lens of a spectrometer' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Save and publish' }).press('Enter');
  await expect(page.getByRole('status')).toContainText('Published');
  await guest.reload();
  await guest.getByRole('link', { name: 'Clean the lens of a spectrometer' }).press('Enter');
  await guest.getByRole('link', { name: 'the lights', exact: true }).press('Enter');
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText(LIGHTS);

  await guest.goBack();
  await guest.goto(guest.url().replace('/en/', '/ru/'));
  await expect(guest.getByRole('heading', { name: /Этой статьи пока нет/ })).toBeVisible();
  await expect(guest.getByRole('article')).toHaveAttribute('lang', 'en');
  await expect(guest.locator('link[rel=canonical]')).toHaveAttribute(
    'href',
    /\/help\/en\/\d+-clean-the-lens/,
  );
});

test('two editors: the later one sees both versions and loses nothing', async ({ page, context }) => {
  await enter(page, 'eve');
  await page.goto('/desk/articles?q=harbor+api');
  await page.getByRole('link', { name: /Harbor API/ }).click();
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByLabel('Summary').fill('Theirs.');
  await other.getByRole('button', { name: 'Save as draft' }).press('Enter');
  await expect(other.getByRole('status')).toContainText('Saved');
  await page.getByLabel('Summary').fill('Mine.');
  await page.getByRole('button', { name: 'Save as draft' }).press('Enter');

  await expect(page.getByRole('alert')).toContainText('Theirs.');
  await expect(page.getByLabel('Summary')).toHaveValue('Mine.');
  await page.getByRole('button', { name: 'Keep mine' }).press('Enter');
  await expect(page.getByRole('status')).toContainText('Saved');
  await expect(page.getByLabel('Summary')).toHaveValue('Mine.');
});

test('no script holds up an article, and it fits a narrow phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/help/es/103');

  expect(await page.locator('script:not([type=module])').count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test('a guest walks through answers by single keys', async ({ page }) => {
  await page.goto('/help/en/search?q=gateway');
  const answers = page.getByRole('list', { name: /gateway/ }).getByRole('link');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(answers.nth(1)).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.locator('main [type=search]')).toBeFocused();
});
