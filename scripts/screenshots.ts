import { chromium, type Browser } from '@playwright/test';

import { DEMO_PASSWORD } from '#api/demo/password.ts';
import { startPortico } from '../tests/servers/portico.ts';
import { findOrInstallBrowser, launchOptions } from './support/browser.ts';
import { buildWhatIsStale } from './support/parts.ts';

type Picture = { file: string; path: string; who?: string; dark?: boolean };

const PICTURES: Picture[] = [{ file: 'docs/screenshot.png', path: '/', who: 'bea@brightline.example' }];
const SIZE = { width: 1280, height: 800 };

await findOrInstallBrowser();
await buildWhatIsStale();
const { url, stop } = await startPortico();
const browser = await chromium.launch(launchOptions());
try {
  for (const picture of PICTURES) await take(picture, browser);
} finally {
  await browser.close();
  await stop();
}

async function take({ file, path, who, dark }: Picture, from: Browser) {
  const colorScheme = dark ? 'dark' : 'light';
  const page = await from.newPage({ baseURL: url, viewport: SIZE, deviceScaleFactor: 2, colorScheme });
  if (who) {
    await page.goto('/login');
    await page.locator('[name=email]').fill(who);
    await page.locator('[name=password]').fill(DEMO_PASSWORD);
    await page.locator('[name=password]').press('Enter');
    await page.waitForURL((at) => at.pathname !== '/login');
  }
  await page.goto(path);
  await page.screenshot({ path: file, animations: 'disabled' });
  await page.close();
  console.log(file);
}
