import { chromium } from '@playwright/test';
import { describe, expect, test } from 'vitest';

import { collections } from '#tests/support/attack/collections.ts';
import { callers } from '#tests/support/attack/people.ts';
import { plant } from '#tests/support/attack/planting.ts';
import { visit } from '#tests/support/attack/visiting.ts';
import { launchOptions } from '../../scripts/support/browser.ts';
import { startPortico } from '../servers/portico.ts';

const corpus = process.env['PORTICO_CORPUS'];
const PATIENCE_MS = 1_800_000;

describe.skipIf(!corpus)('what others have made pages run with (needs PORTICO_CORPUS)', () => {
  test('runs on no page that it is shown on', { timeout: PATIENCE_MS }, async () => {
    const { naughty, scripts, injections } = collections(corpus ?? '');
    const payloads = [...scripts(), ...naughty(), ...injections()];
    expect(payloads.length).toBeGreaterThan(8_000);
    const [server, browser] = await Promise.all([startPortico(), chromium.launch(launchOptions())]);
    try {
      const people = await callers(browser, server.url);
      const visits = await plant(people, payloads);

      expect(visits.length).toBeGreaterThan(150);
      expect(await visit(browser, server.url, people, visits)).toEqual([]);
    } finally {
      await browser.close();
      await server.stop();
    }
  });
});
