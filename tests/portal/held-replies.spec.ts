import { expect, test, type Page } from '@playwright/test';

import { entered } from './support/sign-in.ts';

const headers = { 'sec-fetch-site': 'same-origin' };
const text = (page: Page) => page.getByRole('textbox', { name: 'Write' });
const send = (page: Page) => page.getByRole('button', { name: 'Send reply' }).click();

test('a reply names an article by keys, is taken back in another browser, meets one that came meanwhile, and goes out', async ({
  browser,
}) => {
  test.slow();
  const [dan, ada, abe, phone] = [
    await entered(browser, 'dan'),
    await entered(browser, 'ada'),
    await entered(browser, 'abe'),
    await entered(browser, 'abe', { javaScriptEnabled: false, viewport: { width: 360, height: 740 } }),
  ];
  const data = { subject: 'The seventh pump hums', body: 'Since six.', category: 'problem' };
  const { id } = (await (await dan.request.post('/api/requests', { headers, data })).json()) as {
    id: string;
  };
  await dan.goto(`/requests/${id}`);
  await abe.goto(`/desk/requests/${id}`);
  await text(abe).pressSequentially('See ??');
  await abe.keyboard.type('gateway');
  await expect(abe.getByRole('option').first()).toBeVisible();
  await abe.keyboard.press('Enter');
  await expect(text(abe)).toHaveValue(/^See .+: http.+\/help\/en\//);
  await text(abe).fill('Turn it off and on.');
  await send(abe);
  await expect(abe.getByText('Until then only you see it.')).toBeVisible();
  await expect(text(abe)).toBeEmpty();

  await phone.goto(`/desk/requests/${id}`);
  await phone.getByRole('button', { name: 'Take it back' }).click();
  await expect(text(phone)).toHaveValue('Turn it off and on.');
  await dan.reload();
  await expect(dan.locator('.timeline')).not.toContainText('Turn it off');

  await abe.reload();
  await expect(text(abe)).toHaveValue('Turn it off and on.');
  const meanwhile = { body: 'I have it.', choice: 'answer' };
  await ada.request.post(`/api/requests/${id}/messages`, { headers, data: meanwhile });
  await send(abe);
  await expect(abe.getByRole('alert').filter({ hasText: 'Somebody has written meanwhile' })).toBeVisible();
  await expect(abe.locator('.timeline')).toContainText(/New since you began[^]*I have it/);
  await expect(text(abe)).toHaveValue('Turn it off and on.');
  await send(abe);
  await abe.getByRole('button', { name: 'Send now' }).click();
  await dan.reload();
  await expect(dan.locator('.timeline')).toContainText('Turn it off and on.');
});
