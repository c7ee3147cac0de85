import { globSync } from 'node:fs';

import { expect, test, type Page } from '@playwright/test';

import { barriersOn } from '#tests/support/barriers.ts';
import { pages, unopened } from './support/pages.ts';
import { signIn } from './support/sign-in.ts';

/** The dark theme changes colours and nothing else, so only what axe says about colours can differ there. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 900 };

test('every page is in the table', () => {
  const files = globSync('portal/pages/**/*.astro').map((file) =>
    file.slice('portal/pages/'.length, -'.astro'.length),
  );

  expect([...Object.keys(pages), ...Object.keys(unopened)].sort()).toEqual(files.sort());
});

for (const [name, { who, filled, empty, error }] of Object.entries(pages)) {
  test(`${name} can be read and used by everybody`, async ({ page }) => {
    test.slow();
    if (who !== 'guest') await signIn(page, who);
    const address = typeof filled === 'string' ? filled : await filled(page.request);
    await page.goto(address);
    await inspect(page, `${address}, filled`);
    if (empty) {
      await page.goto(empty);
      await inspect(page, `${empty}, empty`);
    }
    if (typeof error === 'function') {
      await page.goto(address);
      await error(page);
      await expect(page.getByRole('alert').first()).toBeVisible();
      await inspect(page, `${address}, in error`);
    }
  });
}

/** axe in both themes, and no sideways scroll on the narrowest screen. */
async function inspect(page: Page, what: string) {
  await page.setViewportSize(WIDE);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found = await barriersOn(page, colorScheme === 'dark' ? { rules: COLOURS } : {});
    expect(found, `${what}, ${colorScheme}`).toEqual([]);
  }
  await page.setViewportSize(NARROW);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide, `${what}: sideways scroll at ${NARROW.width} px`).toBeLessThanOrEqual(NARROW.width);
  await page.setViewportSize(WIDE);
}
