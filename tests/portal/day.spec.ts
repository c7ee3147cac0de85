import { expect, test, type Page } from '@playwright/test';

import { DEMO_PASSWORD } from '#api/demo/password.ts';
import { keys } from './support/keys.ts';
import { emails, type Who } from './support/sign-in.ts';

// A day is long, and every stop of the Tab key is one on the way.
test.describe.configure({ timeout: 180_000 });

/** Comes in by the door that everybody takes; from here on only links and keys lead on. */
async function begin(page: Page, who: Who) {
  const by = keys(page);
  await page.goto('/login');
  await by.write(page.getByLabel('E-mail'), emails[who]);
  await by.write(page.getByLabel('Password', { exact: true }), DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/login');
  const nav = (name: string) => by.press(page.getByRole('navigation').first().getByRole('link', { name }));
  const heading = page.getByRole('heading', { level: 1 });
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const link = (name: string | RegExp) => page.getByRole('main').getByRole('link', { name });
  const field = (name: string) => page.getByRole('textbox', { name });
  const leave = async () => {
    await by.press(page.locator('.who-am-i'));
    await by.press(button('Sign out'));
    await expect(page).toHaveURL('/login');
  };
  return { ...by, nav, heading, button, link, field, leave };
}

test('the owner of a partner: an opportunity, a customer, material, the team', async ({ page }) => {
  const { nav, press, write, pick, heading, button, link, field, leave } = await begin(page, 'bea');
  await nav('Opportunities');
  await press(link('New opportunity'));
  await write(field('Title'), 'Cooling loop for the pilot plant');
  await pick(page.getByRole('combobox', { name: 'Customer' }), 'Dune');
  await write(field('Amount'), '18,400');
  await write(page.getByLabel('Expected to close on'), '05042098');
  await press(button('Save'));
  await expect(heading).toHaveText('Cooling loop for the pilot plant');
  await press(button('Move to Discover'));
  await expect(page.getByRole('list', { name: 'History' })).toContainText('moved it');

  await nav('Customers');
  await press(link('Dune Labs'));
  await press(link('Change company data'));
  await write(field('Phone'), '+351 22 555 0148');
  await press(button('Save'));
  await expect(page.getByRole('main')).toContainText('555 0148');

  await nav('Materials');
  const arrives = page.waitForEvent('download');
  await press(link(/^Download/).first());
  expect((await arrives).suggestedFilename()).toMatch(/\.\w+$/);

  await nav('Team');
  await write(field('E-mail'), 'noor.visser@brightline.example');
  await press(page.getByRole('button', { name: 'Send the invitation', exact: true }));
  await expect(page.getByRole('main')).toContainText('noor.visser@brightline.example');
  await press(link('Ben Whitfield'));
  await expect(page.getByRole('table')).toContainText('Opportunities');
  await leave();
});

test('a member of a partner: finds by the palette, notes, and is offered no more than it may', async ({
  page,
}) => {
  const { nav, press, write, heading, button, field, leave } = await begin(page, 'ben');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('Dune');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(heading).not.toContainText('need you');
  await nav('Opportunities');
  await press(page.getByRole('main').locator('a[href^="/opportunities/opp_"]').first());
  await write(field('Note'), 'They want the quotation before the holidays.');
  await press(button('Add note'));
  await expect(page.getByRole('main')).toContainText('before the holidays');
  await nav('Team');
  await expect(button('Send the invitation')).toHaveCount(0);
  await leave();
});

test('the owner of a customer: reads, asks, answers, looks after the team', async ({ page }) => {
  const { nav, press, write, heading, button, link, field, leave } = await begin(page, 'emil');
  await nav('Help');
  await write(page.getByRole('combobox', { name: 'Search the help' }), 'lights');
  await page.keyboard.press('Enter');
  await press(link(/lights/i).first());
  await expect(heading).toContainText(/lights/i);
  await nav('Requests');
  await press(link('New request'));
  await write(field('Subject'), 'The third light stays orange');
  await write(field('What has happened?'), 'Since this morning, on both gateways.');
  await press(button('Send request'));
  await expect(heading).toContainText('The third light stays orange');
  await write(field('Your reply'), 'A restart did not change it.');
  await press(button('Send reply'));
  await expect(page.getByRole('list', { name: 'Conversation' })).toContainText(
    'A restart did not change it.',
  );
  await nav('Your company');
  await press(link('Change company data'));
  await press(link('Cancel'));
  await nav('Team');
  await expect(page.getByRole('main')).toContainText('Emil');
  await leave();
});

test('a manager of a partner: a customer, an opportunity, a request for a customer, the team', async ({
  page,
}) => {
  const { nav, press, write, heading, button, link, field, leave } = await begin(page, 'pete');
  await nav('Opportunities');
  await press(page.getByRole('main').locator('a[href^="/opportunities/opp_"]').first());
  await write(field('Note'), 'The plant manager wants to see it on site first.');
  await press(button('Add note'));
  await expect(page.getByRole('main')).toContainText('on site first');
  await nav('Requests');
  await press(link('New request'));
  await write(field('Subject'), 'Spare seals for two housings');
  await write(field('What has happened?'), 'Both leak a little since the frost.');
  await press(button('Send request'));
  await expect(heading).toContainText('Spare seals for two housings');
  await nav('Team');
  await write(field('E-mail'), 'june.albright@lakeshore.example');
  await press(page.getByRole('button', { name: 'Send the invitation', exact: true }));
  await expect(page.getByRole('main')).toContainText('june.albright@lakeshore.example');
  await press(button('Take back the invitation for june.albright@lakeshore.example'));
  await press(link(/^Carol/));
  await expect(button(/End access|Change the role/)).toHaveCount(0);
  await leave();
});

test('a manager of a customer: the company’s requests, its data, the team', async ({ page }) => {
  const { nav, press, write, heading, button, link, field, leave } = await begin(page, 'oskar');
  await nav('Requests');
  await press(page.getByRole('main').locator('a[href^="/requests/req_"]').first());
  await expect(heading).toBeVisible();
  await nav('Your company');
  await press(link('Change company data'));
  await write(field('Phone'), '+46 40 628 04 99');
  await press(button('Save'));
  await expect(page.getByRole('main')).toContainText('628 04 99');
  await nav('Team');
  await press(link(/^Freja/));
  await expect(page.getByRole('table')).toContainText('Service requests');
  await expect(button(/End access|Change the role/)).toHaveCount(0);
  await leave();
});

test('a member of a customer: asks, and sees what is its own', async ({ page }) => {
  const { nav, press, write, choose, heading, button, link, field, leave } = await begin(page, 'dora');
  await nav('Requests');
  await press(link('New request'));
  await write(field('Subject'), 'How is the probe cleaned?');
  await write(field('What has happened?'), 'The reading drifts after the weekend.');
  await choose(page.getByRole('radio', { name: 'Question' }));
  await press(button('Send request'));
  await expect(heading).toContainText('How is the probe cleaned?');
  await nav('Requests');
  await press(link('How is the probe cleaned?'));
  await expect(page.getByRole('main')).toContainText('acts next');
  await leave();
});

test('an agent: takes a request, notes, answers, goes on to the next', async ({ page }) => {
  const { nav, press, write, choose, button, leave } = await begin(page, 'abe');
  await nav('Requests');
  await press(page.getByRole('main').locator('a[href^="/desk/requests/req_"]').last());
  const text = page.getByRole('textbox', { name: 'Write' });
  await choose(page.getByRole('radio', { name: 'Internal note' }));
  await write(text, 'Same as last spring.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Note added' })).toBeVisible();
  await nav('Accounts');
  await press(page.getByRole('main').locator('a[href^="/desk/accounts/acc_"]').first());
  await nav('Home');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(button('Block')).toHaveCount(0);
  await leave();
});

test('an editor: writes an article, publishes it, looks at the materials', async ({ page }) => {
  const { nav, press, write, pick, button, link, field, leave } = await begin(page, 'eve');
  await nav('Articles');
  await press(link('Write an article'));
  await write(field('Title'), 'Store a probe over the winter');
  await write(field('Summary'), 'Dry, upright and with its cap on.');
  await pick(page.getByRole('combobox', { name: 'Section' }), 'Dev');
  await write(field('Text'), 'Rinse it with clear water and put the cap on.');
  await press(button('Save and publish'));
  await expect(page.getByRole('main')).toContainText('Published');
  await nav('Materials');
  await expect(link(/./).first()).toBeVisible();
  await leave();
});

test('an administrator: people, roles, mail, what happened', async ({ page }) => {
  const { nav, press, pick, button, link, leave } = await begin(page, 'ada');
  await nav('People');
  await pick(page.getByRole('combobox', { name: 'Account' }), 'Cobalt');
  await press(button('Apply'));
  await press(link(/^Cleo/));
  await expect(page.getByRole('table')).toContainText('Opportunities');
  await nav('People');
  await press(link('Roles'));
  await press(link('agent').first());
  await nav('Mail');
  await nav('Activity');
  await expect(page.getByRole('main')).toContainText('Signed in');
  await leave();
});

test('a channel manager: the pipeline, who asks to come in, who serves whom', async ({ page }) => {
  const { nav, press, heading, button, link, leave } = await begin(page, 'petra');
  await nav('Opportunities');
  await press(page.getByRole('main').locator('a[href^="/desk/opportunities/opp_"]').first());
  await expect(page.getByRole('list', { name: 'History' })).toBeVisible();
  await nav('People');
  await press(link('Applications'));
  await press(link('Nordhaven Process'));
  await expect(heading).toHaveText('Nordhaven Process');
  await expect(button('Approve')).toBeVisible();
  await nav('Accounts');
  await press(link('Dune Labs'));
  await expect(page.getByRole('main')).toContainText('Who serves this customer');
  await leave();
});
