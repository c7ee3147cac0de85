import { expect, test, type Page } from '@playwright/test';

import { barriersOn } from '#tests/support/barriers.ts';
import { enter, entered } from './support/sign-in.ts';

const status = (page: Page) => page.getByRole('status').filter({ has: page.getByRole('link') });

const SHEET = {
  name: 'ts-9.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\nTS-9\n%%EOF\n'),
};

/** Everything without script: what is quicker with it is not the point here. */
const plain = { javaScriptEnabled: false };

test('what an editor uploads and publishes a partner finds and downloads, and the editor knows', async ({
  browser,
}) => {
  const eve = await entered(browser, 'eve', plain);
  const bea = await entered(browser, 'bea', plain);
  await eve.goto('/desk/materials');
  await eve.getByRole('link', { name: 'Upload a material' }).click();
  await eve.getByLabel('File').setInputFiles(SHEET);
  await eve.getByLabel('Product').fill('TS-9');
  await eve.getByLabel('Kind').selectOption('Data sheet');
  await eve.getByRole('button', { name: 'Save as a draft' }).click();

  await expect(eve).toHaveTitle(/^Error: /);
  await eve.getByLabel('Title').fill('TS-9 temperature probe: datasheet');
  await expect(eve.getByText('ts-9.pdf')).toBeVisible();
  await eve.getByRole('button', { name: 'Save as a draft' }).click();
  await expect(status(eve)).toContainText('Saved as a draft.');
  await bea.goto('/materials?q=ts-9');
  await expect(bea.getByRole('heading', { name: 'Nothing fits' })).toBeVisible();
  await eve.getByRole('button', { name: 'Publish' }).click();
  await expect(status(eve)).toContainText('Published.');

  await bea.getByRole('link', { name: 'Materials' }).click();
  await bea.getByRole('checkbox', { name: 'TS-9' }).check();
  await bea.getByRole('button', { name: 'Apply' }).click();
  await expect(bea.getByText('One material')).toBeVisible();
  await expect(bea.getByRole('checkbox', { name: 'TS-9' })).toBeChecked();
  const arrives = bea.waitForEvent('download');
  await bea.getByRole('link', { name: 'Download: TS-9' }).click();
  expect((await arrives).suggestedFilename()).toBe('ts-9.pdf');
  await bea.getByRole('link', { name: 'TS-9 temperature probe: datasheet', exact: true }).click();
  await expect(bea.getByText('Until further notice')).toBeVisible();

  await eve.reload();
  await expect(eve.getByRole('row', { name: /^Bea Sandoval/ })).toContainText('Brightline Automation');
  await eve.getByRole('button', { name: 'Retire' }).click();
  await expect(status(eve)).toContainText('Retired.');
  expect((await bea.reload())?.status()).toBe(404);
});

test('two editors change one material: the later one sees both and loses nothing', async ({ browser }) => {
  const ada = await entered(browser, 'ada');
  const eve = await entered(browser, 'eve');
  for (const page of [ada, eve]) {
    await page.goto('/desk/materials?q=price list');
    await page.getByRole('link', { name: 'Partner price list' }).click();
    await page.getByRole('link', { name: 'Change facts' }).click();
  }
  await ada.getByLabel('Edition').fill('8');
  await ada.getByRole('button', { name: 'Save' }).click();
  await expect(status(ada)).toContainText('Saved.');
  await eve.getByLabel('Edition').fill('7b');
  await eve.getByRole('button', { name: 'Save' }).click();

  const conflict = eve.getByRole('alert');
  await expect(conflict).toContainText('Ada Lindqvist changed this while you were writing');
  await expect(conflict).toContainText(/now 8\s*yours 7b/);
  await expect(eve.getByLabel('Edition')).toHaveValue('7b');
  expect(await barriersOn(eve)).toEqual([]);
  await eve.getByRole('button', { name: 'Keep mine' }).click();
  await expect(status(eve)).toContainText('Saved.');
  await expect(eve.getByText('7b', { exact: true })).toBeVisible();
});

test('a file of a kind that is not taken is refused, and what was typed stays', async ({ page }) => {
  await enter(page, 'eve');
  await page.goto('/desk/materials/new');
  await page.getByLabel('Title').fill('Configurator');
  await page
    .getByLabel('File')
    .setInputFiles({ name: 'setup.exe', mimeType: 'application/pdf', buffer: Buffer.from('MZ\0\0') });
  await page.getByRole('button', { name: 'Save as a draft' }).click();

  await expect(page.getByRole('alert')).toContainText('Files of this kind cannot be attached');
  await expect(page.getByLabel('Title')).toHaveValue('Configurator');
});

test('the library has no barrier, light, dark and narrow', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await enter(page, 'bea');
  await page.goto('/materials');
  await page.getByRole('button', { name: 'Filter' }).press('Enter');
  await page.getByRole('checkbox', { name: 'Price lists' }).press('Space');
  await withoutBarrier(page);
  await page.getByRole('button', { name: 'Apply' }).press('Enter');
  await page.getByRole('link', { name: 'Partner price list in euro', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Partner price list in euro');
  await withoutBarrier(page);
});

test('the desk of materials has no barrier, light, dark and narrow', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await enter(page, 'eve');
  await page.goto('/desk/materials?state=live&q=price');
  await withoutBarrier(page);
  await page.getByRole('link', { name: 'Partner price list' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Partner price list in euro');
  await withoutBarrier(page);
  await page.getByRole('link', { name: 'Replace the file' }).click();
  await expect(page.getByLabel('New file')).toBeVisible();
  await withoutBarrier(page);
});

async function withoutBarrier(page: Page) {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await barriersOn(page)).toEqual([]);
  }
}
