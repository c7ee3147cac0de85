import { expect, test, type Page } from '@playwright/test';

import { entered, type Who } from './support/sign-in.ts';

test.describe.configure({ timeout: 90_000 });

async function ask(page: Page, subject: string): Promise<string> {
  await page.goto('/requests/new');
  await page.getByLabel('Subject').fill(subject);
  await page.getByLabel('What has happened?').fill('It stands still since six.');
  await page.getByRole('button', { name: 'Send request' }).click();
  await page.waitForURL(/\/requests\/req_/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

const body = (page: Page) => page.locator('textarea[name="body"]');

test('two agents see each other, and what the other has written', async ({ browser }) => {
  const [dan, ada, abe] = await Promise.all(
    (['dan', 'ada', 'abe'] as Who[]).map((who) => entered(browser, who)),
  );
  if (!dan || !ada || !abe) throw new Error('somebody is missing');
  const id = await ask(dan, 'The fourth pump hums');
  await ada.goto(`/desk/requests/${id}`);
  await abe.goto(`/desk/requests/${id}`);
  await expect(ada.getByText('Abe Okafor is reading')).toBeVisible();
  await body(abe).fill('Which pump is it?');
  await expect(ada.getByText('Abe Okafor is replying')).toBeVisible();

  await body(ada).fill('What Ada was about to say');
  await abe.getByRole('radio', { name: 'Internal note' }).check({ force: true });
  await abe.getByRole('button', { name: 'Add note' }).click();
  await ada.getByRole('link', { name: 'New entries: 1' }).click();
  await expect(ada.locator('.timeline')).toContainText('Which pump is it?');
  await expect(body(ada)).toHaveValue('What Ada was about to say');
  await expect(dan.getByText('New entries')).toBeHidden();
});

test('what is begun waits on every device, and no window writes over another', async ({ browser }) => {
  const [desk, phone] = [await entered(browser, 'dora'), await entered(browser, 'dora')];
  const id = await ask(desk, 'The fifth pump hums');
  await expect(body(desk)).toBeEmpty();
  await body(desk).fill('It hums in F sharp');
  await expect(desk.getByText('Draft saved')).toBeVisible();

  await phone.goto(`/requests/${id}`);
  await expect(body(phone)).toHaveValue('It hums in F sharp');
  await body(phone).fill('It hums in F sharp, and louder');
  await expect(phone.getByText('Draft saved')).toBeVisible();
  await body(desk).fill('It hums in G');
  await expect(desk.getByText('changed in another window')).toBeVisible();
  await expect(body(desk)).toHaveValue('It hums in G');
  await desk.getByRole('button', { name: 'Keep what is here' }).click();
  await expect(desk.getByText('Draft saved')).toBeVisible();

  await desk.getByRole('button', { name: 'Send reply' }).click();
  await expect(desk.locator('.timeline')).toContainText('It hums in G');
  await phone.reload();
  await expect(body(phone)).toBeEmpty();
});

test('without script a draft is kept by a button', async ({ browser }) => {
  const page = await entered(browser, 'dora', { javaScriptEnabled: false });
  await page.goto('/requests/new');
  await page.getByLabel('Subject').fill('The sixth pump');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('It waits for you on every device')).toBeVisible();
  await page.goto('/requests/new');
  await expect(page.getByLabel('Subject')).toHaveValue('The sixth pump');
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await page.goto('/requests/new');
  await expect(page.getByLabel('Subject')).toBeEmpty();
});
