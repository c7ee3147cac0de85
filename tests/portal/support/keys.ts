import { expect, type Locator, type Page } from '@playwright/test';

/** No page has more that can take the focus. */
const MOST_STOPS = 250;

/** Somebody at a page with nothing but a keyboard. What the Tab key does not reach, these cannot use. */
export function keys(page: Page) {
  async function reach(target: Locator): Promise<void> {
    await expect(target).toBeAttached();
    const element = await target.elementHandle();
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await element?.evaluate((here) => here === here.ownerDocument.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`The Tab key does not reach ${String(target)}`);
  }

  return {
    reach,
    async press(target: Locator, key = 'Enter'): Promise<void> {
      await reach(target);
      await page.keyboard.press(key);
    },
    /** Over what stands there. */
    async write(target: Locator, text: string): Promise<void> {
      await reach(target);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(text);
    },
    /** One of several radios: the Tab key stops at the one that is chosen, and arrows go on from there. */
    async choose(target: Locator): Promise<void> {
      const name = await target.getAttribute('name');
      const group = target.locator(`xpath=ancestor::form[1]`).locator(`input[name="${name}"]`);
      const chosen = group.and(page.locator(':checked'));
      await reach((await chosen.count()) ? chosen : group.first());
      const most = await group.count();
      for (let step = 0; step < most && !(await target.isChecked()); step += 1)
        await page.keyboard.press('ArrowDown');
      await expect(target).toBeChecked();
    },
    /** By the first letters, as a list on the keyboard is used. */
    async pick(target: Locator, letters: string): Promise<void> {
      await reach(target);
      await page.keyboard.type(letters);
    },
  };
}
