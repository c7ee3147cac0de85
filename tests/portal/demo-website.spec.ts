import { expect, test, type Page } from '@playwright/test';

const portal = `http://127.0.0.1:${process.env['PORTICO_TEST_PORT']}`;
const website = `http://127.0.0.1:${Number(process.env['PORTICO_TEST_PORT']) + 1}`;

/** What the browser refuses on a page, and what goes wrong in it. */
async function listen(page: Page): Promise<string[]> {
  const seen: string[] = [];
  await page.exposeFunction('report', (what: string) => seen.push(what));
  page.on('pageerror', ({ message }) => seen.push(message));
  await page.addInitScript(() => {
    const { report } = globalThis as unknown as { report: (what: string) => void };
    addEventListener('securitypolicyviolation', (event) => report(`csp ${event.effectiveDirective}`));
    addEventListener('portico-error', (event) => report(`error ${(event as CustomEvent).detail.code}`));
  });
  return seen;
}

test('the website of a partner finds the help and shows the form under a strict policy', async ({ page }) => {
  const seen = await listen(page);
  const answer = await page.goto(website);
  expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'");
  const search = page.locator('portico-search');
  await search.getByRole('combobox').pressSequentially('fm-40');
  await expect(search.getByRole('option').first()).toContainText('FM-40');
  await page.getByRole('link', { name: 'Ask an engineer' }).click();

  await expect(page.locator('portico-form').getByRole('textbox', { name: 'Your question' })).toBeVisible();
  expect(seen).toEqual([]);
});

test('without script its form goes to the portal, with the key of the website', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false, locale: 'en' })).newPage();
  await page.goto(`${website}/ask`);
  await page.getByLabel('Your name').fill('Ivo Stern');
  await page.getByLabel('E-mail address').fill('ivo@stern.example');
  await page.getByLabel('Subject').fill('A pit full of water');
  await page.getByLabel('Your question').fill('Which meter for muddy water?');
  await page.getByRole('button', { name: 'Send' }).click();

  expect(page.url()).toContain(`${portal}/f/request?key=pk_demobrightlinewww`);
  await expect(page.getByText('Nothing has been sent yet.')).toBeVisible();
  await expect(page.getByLabel('Your question')).toHaveValue('Which meter for muddy water?');
});

test('the website has two pages and takes nothing', async ({ request }) => {
  expect((await request.get(`${website}/../package.json`)).status()).toBe(404);
  expect((await request.get(`${website}//`)).status()).toBe(404);
  expect((await request.post(`${website}/ask`)).status()).toBe(405);
});
