import { expect, test, type Browser, type Page } from '@playwright/test';

import { signIn, type Who } from './support/sign-in.ts';

test.describe.configure({ timeout: 90_000 });

async function asking(browser: Browser, who: Who, { script = true, search = '' } = {}): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled: script })).newPage();
  await signIn(page, who);
  await page.goto('/requests/new');
  const link = page.getByRole('link', { name: 'Report a fault' });
  await page.goto(`${(await link.getAttribute('href')) ?? ''}${search}`);
  return page;
}

const send = (page: Page) => page.getByRole('button', { name: 'Send request' }).click();

test('a form asks at once what follows from an answer, and takes back what does not', async ({ browser }) => {
  const dan = await asking(browser, 'dan');
  const lights = dan.getByRole('group', { name: 'Its four lights' });
  await dan.getByLabel('Subject').fill('The gateway of hall 2 is silent');
  await dan.getByLabel('What has happened?').fill('Since the storm.');
  await expect(lights).toBeHidden();

  await dan.getByRole('radio', { name: 'A gateway' }).check();
  await dan.getByLabel('Model').selectOption('nl-200-l');
  await dan.getByLabel('What you see').selectOption('offline');
  await expect(lights).toBeVisible();
  await send(dan);
  await expect(dan).toHaveTitle(/^Error: /);
  await expect(lights).toContainText('Please fill this in');

  await dan.getByRole('radio', { name: 'A flow meter' }).check();
  await expect(lights).toBeHidden();
  await expect(dan.getByLabel('Model')).toHaveValue('');
  await dan.getByLabel('Model').selectOption('fm-40-50');
  await dan.getByLabel('What you see').selectOption('high');
  await dan.getByLabel('What it shows').fill('12.5');
  await dan.getByLabel('What it should show').fill('10');
  await dan.getByRole('radio', { name: 'At once' }).check();
  await send(dan);

  await expect(dan).toHaveTitle(/^REQ-\d+ The gateway of hall 2/);
  const about = dan.getByRole('region', { name: 'Report a fault' });
  await expect(about).toContainText('FM-40, DN50');
  await expect(about).toContainText('The reading › It is wrong › Too high');
  await expect(about).toContainText('12.5');
  await expect(about).not.toContainText('lights');
});

test('without script a button asks for the rest, and nothing that was typed is lost', async ({ browser }) => {
  const dora = await asking(browser, 'dora', {
    script: false,
    search: '?subject=Probe&field.family=gateway&field.symptom=offline&field.cause=device',
  });
  await expect(dora.getByLabel('Subject')).toHaveValue('Probe');
  await expect(dora.getByRole('radio', { name: 'A gateway' })).toBeChecked();
  await expect(dora.getByRole('group', { name: 'Its four lights' })).toBeVisible();
  await expect(dora.getByText('Cause found')).toHaveCount(0);

  await dora.getByLabel('What has happened?').fill('It shows too much.');
  await dora.getByRole('radio', { name: 'A climate probe' }).check();
  await dora.getByLabel('What you see').selectOption('jumps');
  await dora.getByRole('button', { name: 'Show the questions that follow' }).click();
  await expect(dora.getByRole('group', { name: 'Its four lights' })).toBeHidden();
  await expect(dora.getByLabel('What has happened?')).toHaveValue('It shows too much.');
  await dora.getByLabel('Model').selectOption('th-12');
  await dora.getByLabel('What it shows').fill('12');
  await send(dora);
  await expect(dora.getByRole('alert').first()).toContainText('What it should show');
  await expect(dora.getByLabel('Model')).toHaveValue('th-12');

  await dora.getByLabel('What it shows').fill('');
  await send(dora);
  await expect(dora).toHaveTitle(/^REQ-\d+ Probe/);
  await expect(dora.getByRole('region', { name: 'Report a fault' })).toContainText('TH-12');
});
