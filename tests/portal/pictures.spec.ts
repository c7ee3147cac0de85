import { expect, test, type Locator, type Page } from '@playwright/test';

import { barriersOn } from '#tests/support/barriers.ts';
import { entered } from './support/sign-in.ts';

const drawing = (name: string, width: number, height: number) => ({
  name,
  mimeType: 'image/svg+xml',
  buffer: Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><circle r="40"/></svg>`,
  ),
});

const isDrawn = (picture: Locator) =>
  picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > 0));

async function write(page: Page, title: string) {
  await page.goto('/desk/articles/new');
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Summary').fill('With a drawing.');
  await page.getByLabel('Section').selectOption('Devices');
  await page.getByLabel('Text').fill('Look.');
  await page.getByRole('button', { name: 'Save as draft' }).click();
  await expect(page.getByRole('status')).toContainText('Saved');
}

test('an editor adds a picture while writing, and a guest sees it', async ({ browser }) => {
  const eve = await entered(browser, 'eve');
  await write(eve, 'Seal the lid of a junction box');
  await eve.getByLabel('Who may read it').selectOption('Everybody');
  await eve.getByLabel('Text').fill('Half written.\n\n');
  await eve
    .getByLabel('A picture from your device')
    .setInputFiles(drawing('Lid, closed (1).svg', 3_000, 1_500));
  await eve.getByRole('button', { name: 'Add picture' }).click();
  await expect(eve.getByRole('button', { name: 'Insert Lid-closed-1.svg' })).toBeFocused();
  await eve.keyboard.press('Enter');
  await eve.keyboard.type('The closed lid');
  await expect(eve.getByLabel('Text')).toHaveValue('Half written.\n\n![The closed lid](Lid-closed-1.svg)');
  expect(await barriersOn(eve)).toEqual([]);
  await eve.getByRole('button', { name: 'Save and publish' }).click();
  await expect(eve.getByRole('status')).toContainText('Published');

  const address = await eve.getByRole('link', { name: 'Read it as readers do' }).getAttribute('href');
  for (const colorScheme of ['light', 'dark'] as const) {
    const viewport = { width: 360, height: 740 };
    const guest = await (await browser.newContext({ viewport, colorScheme })).newPage();
    await guest.goto(address ?? '');
    const picture = guest.getByRole('img', { name: 'The closed lid' });
    await expect(picture).toBeVisible();
    expect(await isDrawn(picture)).toBe(true);
    const box = await picture.boundingBox();
    expect(box?.width).toBeLessThanOrEqual(340);
    expect(box?.height).toBeCloseTo((box?.width ?? 0) / 2, 0);
    expect(await guest.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await barriersOn(guest)).toEqual([]);
  }

  await eve.getByRole('button', { name: 'Remove Lid-closed-1.svg' }).click();
  await expect(eve.getByText('A text of this article still shows it.')).toBeVisible();
});

test('without script a picture comes and goes, and a wrong file is told', async ({ browser }) => {
  const eve = await entered(browser, 'eve', { javaScriptEnabled: false });
  await write(eve, 'Hang a sensor on a wire');
  const pictures = eve.locator('#pictures');
  await eve.getByRole('button', { name: 'Add picture' }).click();
  await expect(pictures.locator('.error')).toContainText('Please fill this in');

  const pdf = { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') };
  await eve.getByLabel('A picture from your device').setInputFiles(pdf);
  await eve.getByRole('button', { name: 'Add picture' }).click();
  await expect(pictures.locator('.error')).toContainText('no picture that can be shown');
  await expect(eve.getByLabel('Title')).toHaveValue('Hang a sensor on a wire');

  await eve.getByLabel('A picture from your device').setInputFiles(drawing('wire.svg', 60, 40));
  await eve.getByRole('button', { name: 'Add picture' }).click();
  await expect(eve.getByRole('status')).toContainText('The picture is there.');
  await expect(pictures.getByRole('listitem')).toContainText('60 × 40');
  await eve.getByRole('button', { name: 'Remove wire.svg' }).click();
  await expect(eve.getByRole('status')).toContainText('The picture is gone.');
  await expect(pictures.getByRole('listitem')).toHaveCount(0);
});
