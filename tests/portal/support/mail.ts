import { expect, type Page } from '@playwright/test';

/** Opens the newest mail to an address at the desk and says where its link leads. */
export async function linkOfMail(desk: Page, subject: string, address: string): Promise<string> {
  await expect(async () => {
    await desk.goto('/desk/mail');
    const mail = desk.getByRole('listitem').filter({ hasText: address }).filter({ hasText: subject });
    await mail.first().getByRole('link').click({ timeout: 1_000 });
  }).toPass();
  const link = await desk.locator('main').getByRole('link').filter({ hasText: /code=/ }).getAttribute('href');
  return link ?? '';
}
