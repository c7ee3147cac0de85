import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { defineConfig, devices } from '@playwright/test';

import { launchOptions } from '../scripts/support/browser.ts';
import { DEMO } from './servers/portico.ts';
import { freePort } from './servers/process.ts';

// Playwright reads this file once more in every worker; the environment is what they share.
const port = (process.env['PORTICO_TEST_PORT'] ??= String(await freePort()));
const data = (process.env['PORTICO_TEST_DATA'] ??= join(tmpdir(), `portico-data-${port}`));
const url = `http://127.0.0.1:${port}`;

/** The specs of tests/portal, in a real browser against the built server with the demo company. */
export default defineConfig({
  testDir: './portal',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/portal',
  globalTeardown: './servers/remove-data.ts',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 60_000,
  reporter: 'list',
  expect: { timeout: 10_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL: url,
    launchOptions: launchOptions(),
    // Pictures of every step cost a small machine a sixth of its time.
    trace: { mode: 'retain-on-failure', screenshots: false },
  },
  webServer: {
    command: `"${process.execPath}" --disable-warning=ExperimentalWarning scripts/support/serve.ts`,
    cwd: join(import.meta.dirname, '..'),
    url: `${url}/readyz`,
    env: { ...DEMO, PORT: port, PORTICO_DATA: data, PORTICO_URL: url },
    timeout: 120_000,
    stdout: 'ignore',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
  },
});
