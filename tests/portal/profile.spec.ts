import { expect, test, type Browser, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

import { DEMO_PASSWORD } from '#api/demo/password.ts';
import { startPortico } from '../servers/portico.ts';
import { emails, type Who } from './support/sign-in.ts';

test.describe.configure({ mode: 'serial' });

let server: Awaited<ReturnType<typeof startPortico>>;
test.beforeAll(async () => {
  server = await startPortico({ host: 'localhost' });
});
test.afterAll(() => server.stop());

async function typePassword(page: Page, who: Who): Promise<void> {
  await page.goto(`${server.url}/login`);
  await page.getByLabel('E-mail address', { exact: true }).fill(emails[who]);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signedIn(browser: Browser, who: Who, options = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await typePassword(page, who);
  await expect(page).not.toHaveURL(/\/login/);
  return page;
}

test('somebody looks after name, sessions and a second factor, without any script', async ({ browser }) => {
  test.slow();
  const page = await signedIn(browser, 'emil', { javaScriptEnabled: false });
  await page.getByRole('button', { name: /Emil/ }).click();
  await page.getByRole('link', { name: 'Profile' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Emil Novák');
  await page.getByLabel('Time zone').selectOption('Europe/Prague');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Your profile is saved')).toBeVisible();
  await expect(page.getByRole('button', { name: /Emil Novák/ })).toBeVisible();

  const away = await signedIn(browser, 'emil');
  await page.getByRole('link', { name: 'Passwords, passkeys, devices' }).click();
  const sessions = page.getByRole('region', { name: 'Where you are signed in' });
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await expect(sessions.getByText('(this one)')).toHaveCount(1);
  await sessions.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await away.reload();
  await expect(away).toHaveURL((url) => url.pathname === '/login' || url.pathname.startsWith('/help'));

  await page.getByRole('link', { name: 'Set up an app' }).click();
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  const key = (await page.locator('main code').textContent())?.replaceAll(' ', '') ?? '';
  const app = new TOTP({ secret: Secret.fromBase32(key) });
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByRole('alert')).toContainText('This code is not right');
  await page.getByLabel('Code', { exact: true }).fill(app.generate());
  await page.getByRole('button', { name: 'Switch on' }).click();
  const codes = await page.locator('main ol code').allTextContents();
  expect(codes).toHaveLength(10);
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 are left.')).toBeVisible();
  await expect(page.getByText('Signed in · with a password').first()).toBeVisible();

  const again = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await typePassword(again, 'emil');
  await expect(again).toHaveURL(/\/login\/code/);
  await again.getByLabel('Code', { exact: true }).fill(codes[0] ?? '');
  await again.getByLabel(/Do not ask for it again/).check();
  await again.getByRole('button', { name: 'Sign in' }).click();
  await expect(again).toHaveURL(`${server.url}/`);
  await again.getByRole('button', { name: /Emil/ }).click();
  await again.getByRole('button', { name: 'Sign out' }).click();
  await typePassword(again, 'emil');
  await expect(again).toHaveURL(`${server.url}/`);

  await again.goto(`${server.url}/profile/security/password`);
  await expect(again.getByRole('heading', { level: 1 })).toHaveText('Is it you?');
  await again.getByLabel('Code', { exact: true }).fill(codes[1] ?? '');
  await again.getByRole('button', { name: 'Go on' }).click();
  await expect(again).toHaveURL(`${server.url}/profile/security/password`);
  await again.getByLabel('New password').fill('nine small snowdrops');
  await again.getByRole('button', { name: /Save and sign out/ }).click();
  await expect(again.getByText('Your password is changed')).toBeVisible();
});

test('somebody adds a passkey and comes in with it alone', async ({ browser }) => {
  const page = await signedIn(browser, 'freja');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${server.url}/profile/security`);
  const passkeys = page.getByRole('region', { name: 'Passkeys' });
  await passkeys.getByLabel('What to call it').fill('My laptop');
  await passkeys.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('The passkey is there')).toBeVisible();
  await expect(passkeys.getByRole('listitem')).toContainText('My laptop');

  await page.getByRole('button', { name: /Freja/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL((url) => url.pathname === '/login' || url.pathname === '/');
  await page
    .getByRole('button', { name: 'Use a passkey' })
    .click({ timeout: 2_000 })
    .catch(() => undefined);
  await expect(page.getByRole('button', { name: /Freja/ })).toBeVisible();
});

test('a link by mail signs in when its button is pressed, and not by being looked at', async ({
  browser,
}) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`${server.url}/login`);
  await page.getByRole('link', { name: 'E-mail me a link' }).click();
  await page.getByLabel('E-mail address', { exact: true }).fill(emails.dora);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('status')).toContainText(`If there is an account for ${emails.dora}`);

  const desk = await signedIn(browser, 'ada');
  await expect(async () => {
    await desk.goto(`${server.url}/desk/mail`);
    const mail = desk.getByRole('listitem').filter({ hasText: 'Your link to sign in' });
    await mail.first().getByRole('link').click({ timeout: 1_000 });
  }).toPass();
  const found = desk.locator('main').getByRole('link').filter({ hasText: /code=/ });
  const link = (await found.getAttribute('href')) ?? '';
  await page.goto(link);
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: /Dora/ })).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link does not work any more');
});
