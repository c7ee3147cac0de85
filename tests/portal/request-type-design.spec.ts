import { expect, test, type Page } from '@playwright/test';

import { signIn } from './support/sign-in.ts';

test.describe.configure({ timeout: 120_000 });

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
const english = (page: Page, group: string) =>
  page.getByRole('group', { name: group, exact: true }).getByLabel('English');

test('a manager draws a form up without script, is told of a circle and of a second hand, and a customer fills it in', async ({
  browser,
}) => {
  const ada = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(ada, 'ada');
  await ada.goto('/desk/request-types/new');
  await english(ada, 'Name').fill('Book a training');
  await save(ada);
  await expect(ada.getByRole('alert')).toContainText('What it is for, English');
  await english(ada, 'What it is for').fill('A day with one of our engineers.');
  await save(ada);
  await expect(ada.getByRole('heading', { level: 1 })).toHaveText('Book a training');
  const design = new URL(ada.url()).pathname;
  await ada.getByRole('button', { name: 'Publish the draft' }).click();
  await expect(ada.getByRole('alert')).toContainText('Add a field first');

  await ada.getByRole('link', { name: 'Add a section' }).click();
  await english(ada, 'Heading').fill('The day');
  await save(ada);
  await ada.getByRole('link', { name: 'Add a question' }).click();
  await english(ada, 'Question').fill('Where');
  await ada.getByLabel('Answered with').selectOption('choice');
  await save(ada);
  await expect(ada.getByRole('alert')).toContainText('Options: Please fill this in');
  await ada.getByLabel('Options').fill('At our place | En nuestra sede\nhome: At yours');
  await ada.getByLabel('An answer is required').check();
  await save(ada);
  await ada.getByRole('link', { name: 'Add a question' }).click();
  await english(ada, 'Question').fill('How many');
  await ada.getByLabel('Answered with').selectOption('number');
  const line = ada.getByRole('group', { name: 'Line 1' });
  await line.getByLabel('Question').selectOption({ label: 'Where' });
  await line.getByLabel('Value').fill('at yours');
  await save(ada);
  await expect(ada.getByText('Asked when Where is “At yours”')).toBeVisible();

  const second = await ada.context().newPage();
  await second.goto(`${design}/field?key=where`);
  await ada.goto(`${design}/field?key=where`);
  await line.getByLabel('Question').selectOption({ label: 'How many' });
  await line.getByLabel('Compared').selectOption({ label: 'is answered' });
  await save(ada);
  await expect(ada.getByRole('alert').first()).toContainText('Where → How many → Where');
  await expect(line.getByLabel('Question')).toHaveValue('how_many');
  await line.getByLabel('Question').selectOption({ label: 'None' });
  await english(ada, 'Question').fill('Where to');
  await save(ada);

  await english(second, 'Question').fill('In which place');
  await save(second);
  await expect(second.getByRole('alert')).toContainText('Where to');
  await expect(second.getByRole('alert')).not.toContainText('Asked when');
  await expect(english(second, 'Question')).toHaveValue('In which place');
  await second.getByRole('button', { name: 'Keep mine' }).click();
  await second.getByRole('button', { name: 'Move “How many” up' }).click();
  await expect(second.getByRole('main').getByRole('list').last().getByRole('listitem').first()).toContainText(
    'How many',
  );
  await second.getByRole('button', { name: 'Publish the draft' }).click();
  await expect(second.getByText('The draft is what people fill in.')).toBeVisible();

  const dan = await (await browser.newContext()).newPage();
  await signIn(dan, 'dan');
  await dan.goto('/requests/new');
  await dan.getByRole('link', { name: 'Book a training' }).click();
  await expect(dan.getByLabel('How many')).toBeHidden();
  await dan.getByRole('radio', { name: 'At yours' }).check();
  await expect(dan.getByLabel('How many')).toBeVisible();

  await second.goto('/desk/request-types');
  await expect(second.getByRole('row', { name: /Book a training/ })).toContainText('Offered');
  await second.goto(design);
  await second.getByRole('button', { name: 'Stop offering it' }).click();
  await dan.goto('/requests/new');
  await expect(dan.getByRole('link', { name: 'Book a training' })).toHaveCount(0);
});
