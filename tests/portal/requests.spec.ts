import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';

import { signIn, type Who } from './support/sign-in.ts';

// Each of these is a walk of two people through many pages.
test.describe.configure({ timeout: 90_000 });

const LOG = { name: 'pump-7.log', mimeType: 'text/plain', buffer: Buffer.from('02:14 pressure 0.3 bar') };
const PROGRAM = { name: 'fix.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\0\0') };

async function signedIn(browser: Browser, who: Who, { script = true } = {}): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled: script })).newPage();
  await signIn(page, who);
  return page;
}

/** By hand on the keys: what cannot take the focus cannot be pressed. */
async function press(control: Locator): Promise<void> {
  await control.focus();
  await expect(control).toBeFocused();
  await control.press('Enter');
}

async function submit(page: Page, subject: string): Promise<string> {
  await page.goto('/requests/new');
  await page.getByLabel('Subject').fill(subject);
  await page.getByLabel('What has happened?').fill('It stands still since six.');
  await press(page.getByRole('button', { name: 'Send request' }));
  await page.waitForURL(/\/requests\/req_/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

test('a customer asks with a file, is answered, does not see the note, and accepts', async ({ browser }) => {
  const subject = 'Pump 7 loses pressure at night';
  const dan = await signedIn(browser, 'dan');
  await dan.goto('/requests');
  await press(dan.getByRole('link', { name: 'New request' }));
  await dan.getByLabel('Subject').fill(subject);
  await dan.getByLabel('What has happened?').fill('From 10 bar to 0.3 bar at 02:14, every night.');
  await dan.getByLabel('Problem').press('Space');
  await dan.getByLabel('High').press('Space');
  await dan.locator('input[type=file]').setInputFiles(LOG);
  await expect(dan.getByRole('list', { name: 'Files' })).toContainText('22 bytes, ready');
  await press(dan.getByRole('button', { name: 'Send request' }));

  await expect(dan).toHaveTitle(/^REQ-\d+ Pump 7 loses pressure at night/);
  await expect(dan.getByText('Northlight Instruments acts next:')).toBeVisible();
  const [file] = await Promise.all([
    dan.waitForEvent('download'),
    press(dan.getByRole('link', { name: 'Download pump-7.log' })),
  ]);
  expect(file.suggestedFilename()).toBe('pump-7.log');

  const abe = await signedIn(browser, 'abe');
  await abe.goto('/desk/requests');
  await press(abe.getByRole('link', { name: subject }));
  const text = abe.getByRole('textbox', { name: 'Write' });
  await abe.getByRole('radio', { name: 'Internal note' }).press('Space');
  await expect(abe.getByText('Never mailed, never shown in the portal')).toBeVisible();
  await text.fill('The valve of this batch is known to stick.');
  await text.press('Control+Enter');
  await expect(abe.getByRole('status').filter({ hasText: 'Note added' })).toBeVisible();
  await text.fill('Please turn the valve once by hand. It frees itself.');
  await abe.getByLabel('What the reply is').selectOption('solve');
  await text.press('Control+Enter');
  await press(abe.getByRole('button', { name: 'Send now' }));
  await expect(abe.locator('.thread > header')).toContainText('Solved, unconfirmed');

  await press(dan.getByRole('link', { name: 'Service requests' }));
  await press(dan.getByRole('link', { name: /^Solved/ }));
  await press(dan.getByRole('link', { name: subject }));
  const said = dan.getByRole('list', { name: 'Conversation' });
  await expect(said).toContainText('It frees itself.');
  await expect(said).toContainText('Solved, please confirm');
  await expect(dan.locator('body')).not.toContainText('known to stick');
  await press(dan.getByRole('button', { name: 'It is solved' }));

  await expect(dan.getByText('this request is closed.')).toBeVisible();
  await expect(dan.getByRole('textbox', { name: 'Your reply' })).toHaveCount(0);
  await press(dan.getByRole('link', { name: 'Write a follow-up' }));
  await expect(dan.getByLabel('What has happened?')).toHaveValue(/^Follow-up to REQ-\d+:/);
});

test('without script a refused file costs nothing that was typed', async ({ browser }) => {
  const dora = await signedIn(browser, 'dora', { script: false });
  await dora.goto('/requests/new');
  await dora.getByLabel('Subject').fill('Probe shows nothing');
  await dora.getByLabel('What has happened?').fill('The display is dark.');
  await dora.getByLabel('Change').check();
  await dora.locator('input[type=file]').setInputFiles(PROGRAM);
  const answered = dora.waitForResponse((response) => response.request().method() === 'POST');
  await dora.getByRole('button', { name: 'Send request' }).click();

  expect((await answered).status()).toBe(422);
  await expect(dora).toHaveTitle(/^Error: /);
  await expect(dora.locator('#attachments-error')).toContainText('Files of this kind cannot be attached');
  await expect(dora.getByLabel('What has happened?')).toHaveValue('The display is dark.');
  await expect(dora.getByLabel('Change')).toBeChecked();

  await dora.locator('input[type=file]').setInputFiles(LOG);
  await dora.getByLabel('Subject').fill('');
  await dora
    .locator('form[enctype]')
    .evaluate((form: HTMLFormElement) => form.toggleAttribute('novalidate', true));
  await dora.getByRole('button', { name: 'Send request' }).click();
  await expect(dora.getByRole('checkbox', { name: 'Send along' })).toBeChecked();
  await dora.getByLabel('Subject').fill('Probe shows nothing');
  await dora.getByRole('button', { name: 'Send request' }).click();
  await expect(dora.getByRole('link', { name: 'Download pump-7.log' })).toBeVisible();
});

test('files can be dropped, pasted, refused and taken away before they are sent', async ({ browser }) => {
  const freja = await signedIn(browser, 'freja');
  await freja.goto('/requests/new');
  const files = freja.getByRole('list', { name: 'Files' });
  const hand = (kind: 'drop' | 'paste', name: string) =>
    freja.getByLabel('What has happened?').evaluate(
      (field, [type, called]) => {
        const data = new DataTransfer();
        data.items.add(new File(['a,b\n1,2\n'], called ?? '', { type: 'text/csv' }));
        const options = { bubbles: true, cancelable: true };
        field.dispatchEvent(
          type === 'drop'
            ? new DragEvent('drop', { ...options, dataTransfer: data })
            : new ClipboardEvent('paste', { ...options, clipboardData: data }),
        );
      },
      [kind, name],
    );
  await hand('drop', 'dropped.csv');
  await hand('paste', 'pasted.csv');
  await hand('drop', 'program.exe');
  await expect(files.getByRole('listitem').filter({ hasText: 'dropped.csv' })).toContainText('ready');
  await expect(files.getByRole('listitem').filter({ hasText: 'pasted.csv' })).toContainText('ready');
  await expect(files.getByRole('listitem').filter({ hasText: 'program.exe' })).toContainText(
    'cannot be attached',
  );

  const gone = freja.waitForResponse((response) => response.request().method() === 'DELETE');
  await press(freja.getByRole('button', { name: 'Remove pasted.csv' }));
  expect((await gone).status()).toBe(204);
  await press(freja.getByRole('button', { name: 'Remove program.exe' }));
  await freja.getByLabel('Subject').fill('Two files less');
  await freja.getByLabel('What has happened?').fill('See the table.');
  await freja.getByLabel('What has happened?').press('Control+Enter');
  await expect(freja.getByRole('link', { name: /^Download/ })).toHaveCount(1);
});

test('two agents at one request: the later one sees how it stands and decides', async ({ browser }) => {
  const emil = await signedIn(browser, 'emil');
  const id = await submit(emil, 'Line 4 needs a new plan');
  const abe = await signedIn(browser, 'abe');
  const ada = await signedIn(browser, 'ada');
  await abe.goto(`/desk/requests/${id}`);
  await ada.goto(`/desk/requests/${id}`);
  await press(ada.getByRole('button', { name: 'Assign to me' }));
  await expect(ada.getByRole('status').filter({ hasText: 'Assignment changed' })).toBeVisible();

  await abe.getByLabel('New status').selectOption('waiting_other');
  await abe.getByLabel('Look again on').fill('2099-01-31');
  await abe.getByLabel('Waiting for', { exact: true }).fill('The foundry');
  await press(abe.getByRole('button', { name: 'Change status' }));
  const conflict = abe.getByRole('alert').filter({ hasText: 'Ada Lindqvist changed this' });
  await expect(conflict).toContainText('In progress');
  await expect(conflict).toContainText('Waiting for others');
  await expect(abe.getByLabel('New status')).toHaveValue('waiting_other');
  await press(conflict.getByRole('button', { name: 'Keep mine' }));
  await expect(abe.locator('.thread > header')).toContainText('Waiting for others');
});

test('a reply to a request that was withdrawn in between is refused and kept', async ({ browser }) => {
  const emil = await signedIn(browser, 'emil');
  const id = await submit(emil, 'No longer needed');
  const abe = await signedIn(browser, 'abe');
  await abe.goto(`/desk/requests/${id}`);
  await emil.getByText('Withdraw this request').press('Enter');
  await press(emil.getByRole('button', { name: /^Withdraw REQ-/ }));
  await expect(emil.getByText('this request was withdrawn.')).toBeVisible();

  const text = abe.getByRole('textbox', { name: 'Write' });
  await text.fill('We come on Tuesday.');
  await press(abe.getByRole('button', { name: 'Send reply' }));
  await expect(abe.getByRole('alert')).toContainText('closed');
  await expect(text).toHaveValue('We come on Tuesday.');
});

test('thanks open nothing again, one press does, and what has ended goes on in a new one', async ({
  browser,
}) => {
  const dora = await signedIn(browser, 'dora', { script: false });
  const id = await submit(dora, 'The probe beeps');
  const abe = await signedIn(browser, 'abe', { script: false });
  const solve = async (text: string) => {
    await abe.goto(`/desk/requests/${id}`);
    await abe.getByRole('textbox', { name: 'Write' }).fill(text);
    await abe.getByLabel('What the reply is').selectOption('solve');
    await abe.locator('.send button').click();
    await abe.getByRole('button', { name: 'Send now' }).click();
    await expect(abe.locator('.thread > header')).toContainText('Solved, unconfirmed');
  };
  await solve('Press the button twice.');

  await dora.goto(`/requests/${id}`);
  await dora.getByRole('textbox', { name: 'Your reply' }).fill('Thank you very much!');
  await dora.locator('.send button').click();
  await expect(dora.getByText('You thanked us, so we take it for solved.')).toBeVisible();
  await dora.getByRole('button', { name: 'I still need help' }).click();
  await expect(dora.getByText('Northlight Instruments acts next:')).toBeVisible();

  await solve('Then hold it for five seconds.');
  await dora.goto(`/requests/${id}`);
  await dora.getByRole('button', { name: 'It is solved' }).click();
  await dora.getByRole('link', { name: 'Write a follow-up' }).click();
  await dora.getByLabel('What has happened?').fill('It beeps once more.');
  await dora.getByRole('button', { name: 'Send request' }).click();
  await expect(dora).toHaveTitle(/^REQ-\d+ The probe beeps/);
  const links = await dora.request.get(
    `/api/requests/${new URL(dora.url()).pathname.split('/').at(-1)}/links`,
  );
  expect(await links.json()).toMatchObject({ items: [{ word: 'follows' }] });
});
