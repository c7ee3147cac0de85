import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, test, type Browser, type Page } from '@playwright/test';

import { signIn } from './support/sign-in.ts';

type Host = { origin: string; show: (markup: string, csp: string) => string; server: Server };

/** Somebody else's website on an origin of its own, as strict as a page can be. */
async function startHost(): Promise<Host> {
  const pages = new Map<string, { markup: string; csp: string }>();
  const server = createServer(({ url = '' }, response) => {
    const page = pages.get(url);
    if (!page) return response.writeHead(404).end();
    response.setHeader('content-security-policy', `default-src 'none'; ${page.csp}`);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return response.end(`<!doctype html><html lang="en"><title>Kessler</title><main>${page.markup}</main>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const show = (markup: string, csp: string) => {
    const path = `/${crypto.randomUUID()}`;
    pages.set(path, { markup, csp });
    return `${origin}${path}`;
  };
  return { origin, show, server };
}

// Two browsers, three seats and the three seconds that a form takes.
test.slow();

let host: Host;
test.beforeEach(async () => {
  host = await startHost();
});
test.afterEach(() => {
  host.server.closeAllConnections();
  host.server.close();
});

const strict = (portal: string) => `script-src ${portal}; connect-src ${portal}; style-src 'none'`;

/** Adds the host as a website of Brightline's and returns the lines that its page is told to copy. */
async function snippetFor(page: Page, origin: string): Promise<string> {
  await signIn(page, 'bea');
  await page.goto('/sites');
  await page.getByRole('link', { name: 'Add a website' }).press('Enter');
  await page.getByLabel('Name').fill('Kessler');
  await page.getByLabel('Addresses').fill(`${origin}/`);
  await page.getByRole('button', { name: 'Add it' }).press('Enter');
  await expect(page.getByText('The website is there.')).toBeVisible();
  const parts = ['script', 'search', 'form'].map((part) => page.locator(`#snippet-${part}`).innerText());
  return (await Promise.all(parts)).join('\n');
}

async function visitor(browser: Browser, { script = true } = {}): Promise<{ page: Page; seen: string[] }> {
  const page = await (await browser.newContext({ javaScriptEnabled: script, locale: 'en' })).newPage();
  const seen: string[] = [];
  await page.exposeFunction('report', (what: string) => seen.push(what));
  page.on('pageerror', ({ message }) => seen.push(message));
  if (script)
    await page.addInitScript(() => {
      const { report } = globalThis as unknown as { report: (what: string) => void };
      addEventListener('securitypolicyviolation', (event) => report(`csp ${event.effectiveDirective}`));
      addEventListener('portico-error', (event) => report(`error ${(event as CustomEvent).detail.code}`));
    });
  return { page, seen };
}

/** The portal takes nothing from a form that was open for less than three seconds. */
const aMoment = (since: number) => expect.poll(() => Date.now() - since).toBeGreaterThan(3_200);

/** The link of the mail, as the house sees it while no mail leaves. */
async function linkFor(browser: Browser, email: string): Promise<string> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, 'ada');
  await expect(async () => {
    await page.goto('/desk/mail');
    await expect(page.getByRole('listitem').filter({ hasText: email }).first()).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.getByRole('listitem').filter({ hasText: email }).getByRole('link').first().press('Enter');
  await expect(page.getByRole('main')).toContainText('/prove?code=');
  return /\/prove\?code=[\w-]{43}/.exec(await page.getByRole('main').innerText())?.[0] ?? '';
}

test('a visitor searches and asks on a strict page, proves the address, and an agent sees it', async ({
  page,
  browser,
}) => {
  const markup = await snippetFor(page, host.origin);
  const { origin: portal } = new URL(page.url());
  const { page: shop, seen } = await visitor(browser);
  await shop.goto(host.show(markup, strict(portal)));
  const search = shop.locator('portico-search').getByRole('combobox');
  await search.pressSequentially('nl-200');
  const found = shop.locator('portico-search').getByRole('option').first();
  await expect(found).toContainText('NL-200');
  expect(await found.getAttribute('href')).toMatch(new RegExp(`^${portal}/help/en/\\d+`));

  const form = shop.locator('portico-form');
  await form.getByRole('textbox', { name: 'Your name' }).fill('Ute Kramer');
  const opened = Date.now();
  const email = `ute.${opened}@kessler.example`;
  const subject = `Heat ${opened}`;
  await form.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await form.getByRole('textbox', { name: 'Subject' }).fill(subject);
  await form.getByRole('textbox', { name: 'Your question' }).fill('Does it stand 110 °C?');
  await aMoment(opened);
  await form.getByRole('button', { name: 'Send' }).press('Enter');
  await expect(form.getByRole('status')).toContainText(email);
  expect(seen).toEqual([]);

  const link = await linkFor(browser, email);
  await shop.goto(`${portal}${link}`);
  await expect(shop.getByRole('main')).toContainText(subject);
  await shop.getByRole('button', { name: 'Yes, send it' }).press('Enter');
  await expect(shop.getByRole('heading', { level: 1 })).toHaveText('Your question has arrived');
  const reference = /REQ-\d+/.exec(await shop.getByRole('main').innerText())?.[0] ?? 'none';
  await shop.goto(`${portal}${link}`);
  await expect(shop.getByRole('heading', { level: 1 })).toHaveText('This link no longer works');

  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, 'abe');
  await desk.goto(`/desk/requests?q=${reference}`);
  await expect(desk.getByRole('main')).toContainText(subject);
});

test('where scripts are blocked the form in the snippet leads to the portal and asks there', async ({
  page,
  browser,
}) => {
  const markup = await snippetFor(page, host.origin);
  const { origin: portal } = new URL(page.url());
  const { page: shop } = await visitor(browser, { script: false });
  await shop.goto(host.show(markup, `form-action ${portal}`));
  await expect(shop.getByRole('link', { name: /^Search the help/ })).toHaveAttribute(
    'href',
    `${portal}/help`,
  );
  const email = `uwe.${Date.now()}@kessler.example`;
  await shop.getByLabel('Your name').fill('Uwe Kramer');
  await shop.getByLabel('E-mail address').fill(email);
  await shop.getByLabel('Subject').fill('Without script');
  await shop.getByLabel('Your question').fill('Does it work?');
  await shop.getByRole('button', { name: 'Send' }).press('Enter');

  const opened = Date.now();
  await expect(shop.getByText('Nothing has been sent yet.')).toBeVisible();
  await expect(shop.getByLabel('Your question')).toHaveValue('Does it work?');
  await aMoment(opened);
  await shop.getByRole('button', { name: 'Send' }).press('Enter');
  await expect(shop.getByRole('status')).toContainText(email);

  await shop.goto(`${portal}${await linkFor(browser, email)}`);
  await expect(shop.getByRole('main')).toContainText('Without script');
});

test('an owner replaces a key, and what is revoked opens no form any more', async ({ page, browser }) => {
  await snippetFor(page, host.origin);
  const key = page.locator('.keys code');
  const first = (await key.innerText()).trim();
  await page.getByRole('button', { name: 'Make a second key' }).press('Enter');
  await expect(key).toHaveCount(2);
  await expect(page.locator('#snippet-script')).not.toContainText(first);

  await page.getByRole('group').filter({ hasText: first }).locator('summary').press('Enter');
  await page.getByRole('button', { name: `Revoke ${first}` }).press('Enter');
  await expect(page.getByText('The key is revoked.')).toBeVisible();
  await expect(key).toHaveCount(1);
  const { origin: portal } = new URL(page.url());

  const { page: shop } = await visitor(browser);
  expect((await shop.goto(`${portal}/f/request?key=${first}`))?.status()).toBe(403);
  const second = (await key.innerText()).trim();
  expect((await shop.goto(`${portal}/f/request?key=${second}`))?.status()).toBe(200);
});
