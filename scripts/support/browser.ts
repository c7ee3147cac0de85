import { existsSync } from 'node:fs';

import { chromium } from '@playwright/test';

import { mustRun } from './run.ts';

const KNOWN_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

// A browser of a test calls nobody but the server under test.
const QUIET = ['--no-sandbox', '--disable-background-networking', '--disable-component-update'];

/** The browser that tests and screenshots use: the named one, the machine's, or Playwright's own. */
export function findBrowser(): string | undefined {
  const named = process.env['PORTICO_CHROMIUM'];
  if (named) return named;
  return [...KNOWN_PLACES, chromium.executablePath()].find((path) => existsSync(path));
}

export function launchOptions() {
  const executablePath = findBrowser();
  return { args: QUIET, ...(executablePath ? { executablePath } : {}) };
}

export async function findOrInstallBrowser(): Promise<void> {
  if (findBrowser()) return;
  console.log('Installing a browser for the tests …');
  await install().catch((error: unknown) => console.error(error));
  if (findBrowser()) return;
  throw new Error('There is no browser: install Chromium, or name one in PORTICO_CHROMIUM.');
}

async function install(): Promise<void> {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await mustRun('apt-get', ['update'], env);
    await mustRun(
      'apt-get',
      ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'],
      env,
    );
  } else {
    await mustRun('playwright', ['install', 'chromium']);
  }
}
