import { availableParallelism } from 'node:os';

import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

import { launchOptions } from '../scripts/support/browser.ts';

/** Lines of api/, db/ and search/ that the tests must reach, in percent. */
const COVERED_LINES = 90;

export default defineConfig({
  test: {
    root: '.',
    // By itself it leaves one core free, which is half of a small machine.
    maxWorkers: availableParallelism(),
    coverage: {
      provider: 'v8',
      include: ['{api,db,search}/**/*.ts'],
      exclude: ['db/drizzle.config.ts', '**/*.d.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
      thresholds: { lines: COVERED_LINES },
    },
    projects: [
      {
        test: {
          name: 'node',
          // Every statement to a server is a request of its own.
          testTimeout: process.env['PORTICO_TEST_SQLD_URL'] ? 60_000 : 20_000,
          hookTimeout: 60_000,
          setupFiles: process.env['PORTICO_TEST_SQLD_URL'] ? ['tests/support/drop-databases.ts'] : [],
          include: [
            'tests/{api,db,search,portal}/**/*.test.ts',
            'tests/*.test.ts',
            'tests/widgets/page.test.ts',
          ],
        },
      },
      {
        test: { name: 'real', include: ['tests/real/**/*.test.ts'] },
      },
      {
        // Named here, or the first run finds them late and loads the tests a second time.
        optimizeDeps: { include: ['lit', 'lit/decorators.js', 'axe-core'] },
        test: {
          name: 'widgets',
          include: ['tests/widgets/**/*.test.ts'],
          exclude: ['tests/widgets/page.test.ts'],
          globalSetup: 'tests/widgets/support/global-setup.ts',
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
