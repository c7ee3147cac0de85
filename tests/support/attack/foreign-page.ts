import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Browser } from '@playwright/test';

import type { Caller } from './people.ts';
import { listen, planted, type Finding } from './tripwire.ts';

type Site = { keys: { key: string }[] };

/** Somebody else's website with our widgets in it, where a visitor looks for what was written here. */
export async function searchElsewhere(
  browser: Browser,
  url: string,
  { api }: Caller,
  payloads: string[],
): Promise<Finding[]> {
  let page = '';
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { keys } = await api.send<Site>('post', '/sites', { name: '<b>"Shop\'s</b>', origins: [origin] });
  const key = keys[0]?.key ?? '';
  page = `<!doctype html><html lang="en"><title>Shop</title>
    <script type="module" src="${url}/embed/v1.js" data-site-key="${key}"></script>
    <portico-search></portico-search><portico-form type="request"></portico-form>`;

  const context = await browser.newContext({ locale: 'en' });
  const findings = await listen(context, [new URL(url).host, new URL(origin).host]);
  const shop = await context.newPage();
  await shop.goto(origin);
  const field = shop.locator('portico-search').getByRole('combobox');
  const options = shop.locator('portico-search').getByRole('option');
  for (const text of payloads) {
    const answered = shop.waitForResponse((response) => response.url().includes('/api/widgets/articles'));
    await field.fill(text);
    await answered;
  }
  // By this word are found the articles that carry the payloads in their titles.
  await field.fill('tripwire');
  await options.filter({ hasText: 'tripwire' }).first().waitFor();
  findings.push(...(await planted(shop)));
  await context.close();
  server.closeAllConnections();
  server.close();
  return findings;
}
