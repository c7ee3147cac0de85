import { expect, test } from '@playwright/test';

import { searchElsewhere } from '#tests/support/attack/foreign-page.ts';
import { callers } from '#tests/support/attack/people.ts';
import { plant } from '#tests/support/attack/planting.ts';
import { injections, naughty, scripts } from '#tests/support/attack/strings.ts';
import { listen, planted } from '#tests/support/attack/tripwire.ts';
import { searchPalette, visit } from '#tests/support/attack/visiting.ts';
import { startPortico } from '../servers/portico.ts';

// A house of its own: nobody else's pages should look like this. A hundred of them are many for a small machine.
test.setTimeout(360_000);

test('whatever people write, no page runs it, asks for it or is stopped from it', async ({ browser }) => {
  const { url, stop } = await startPortico();
  try {
    const people = await callers(browser, url);
    const visits = await plant(people, [...scripts, ...naughty, ...injections]);

    expect(visits.length).toBeGreaterThan(95);
    expect(await visit(browser, url, people, visits)).toEqual([]);
    expect(await searchPalette(people.ada, scripts.slice(0, 12))).toEqual([]);
    expect(await searchElsewhere(browser, url, people.bea, scripts.slice(0, 12))).toEqual([]);
  } finally {
    await stop();
  }
});

test('the tripwire hears a script, a stopped one, a foreign address and a handler', async ({ browser }) => {
  const context = await browser.newContext();
  const findings = await listen(context, []);
  const page = await context.newPage();
  await context.route(/^https:/, (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: route.request().url().endsWith('/strict')
        ? { 'content-security-policy': "default-src 'none'" }
        : {},
      body: '<img src="https://foreign.example/x.gif"><img src=x onerror="tripwire(1);alert(2)"><iframe></iframe>',
    }),
  );
  await page.goto('https://portal.example/open');
  await page.goto('https://portal.example/strict');

  const heard = findings.join('\n');
  expect(heard).toContain('ran: 1');
  expect(heard).toContain('alert on https://portal.example/open: 2');
  expect(heard).toContain('stopped by script-src-attr');
  expect(heard).toContain('asked https://foreign.example/x.gif');
  expect(await planted(page)).toEqual(['IMG[onerror]', 'IFRAME']);
});
