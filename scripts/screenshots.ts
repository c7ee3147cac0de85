import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Browser } from '@playwright/test';

import { DEMO } from '../tests/servers/demo.ts';
import { freePort } from '../tests/servers/process.ts';
import { findOrInstallBrowser, launchOptions } from './support/browser.ts';
import { buildWhatIsStale } from './support/parts.ts';

type Picture = { file: string; path: string; who?: string; dark?: boolean };
type Demo = { url: string; password: string; stop: () => Promise<void> };

const PICTURES: Picture[] = [{ file: 'docs/screenshot.png', path: '/', who: 'dan@dunelabs.example' }];
const SIZE = { width: 1280, height: 800 };
const PATIENCE = 30_000;

await findOrInstallBrowser();
await buildWhatIsStale();
const demo = await startDemo();
const browser = await chromium.launch(launchOptions());
try {
  for (const picture of PICTURES) await take(picture, browser, demo);
} finally {
  await browser.close();
  await demo.stop();
}

async function take({ file, path, who, dark }: Picture, from: Browser, { url, password }: Demo) {
  const colorScheme = dark ? 'dark' : 'light';
  const page = await from.newPage({ baseURL: url, viewport: SIZE, deviceScaleFactor: 2, colorScheme });
  if (who) {
    await page.goto('/login');
    await page.locator('[name=email]').fill(who);
    await page.locator('[name=password]').fill(password);
    await page.locator('[name=password]').press('Enter');
    await page.waitForURL((at) => at.pathname !== '/login');
  }
  await page.goto(path);
  await page.screenshot({ path: file, animations: 'disabled' });
  await page.close();
  console.log(file);
}

/** The product with a demo company of its own, which is gone afterwards. */
async function startDemo(): Promise<Demo> {
  const data = await mkdtemp(join(tmpdir(), 'portico-pictures-'));
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, ...DEMO, PORT: port, PORTICO_URL: url, PORTICO_DATA: data };
  const child = spawn(process.execPath, ['scripts/support/serve.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    url,
    password: await passwordIn(child),
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** The server prints how to sign in once it is ready. */
function passwordIn(child: ChildProcess): Promise<string> {
  let printed = '';
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new Error(`The server said no password:\n${printed}`)), PATIENCE);
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const password = /password:?\s+(\S+)/i.exec(printed)?.[1];
      if (!password) return;
      clearTimeout(giveUp);
      resolve(password);
    });
  });
}
