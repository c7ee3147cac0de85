import { expect, test, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

import { DEMO_PASSWORD } from '#api/demo/password.ts';
import { startDns } from '#tests/servers/dns.ts';
import { client, startOidc, type Oidc } from '#tests/servers/oidc.ts';
import { startPortico } from '#tests/servers/portico.ts';

test.describe.configure({ mode: 'serial' });

let portico: Awaited<ReturnType<typeof startPortico>>;
let oidc: Oidc;
let dns: Awaited<ReturnType<typeof startDns>>;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  dns = await startDns();
  portico = await startPortico({ env: { PORTICO_DNS: dns.address } });
  oidc = await startOidc(`${portico.url}/login/sso/callback`);
  oidc.people = {
    bea: { email: 'bea@brightline.example', name: 'Bea Sandoval' },
    nia: { email: 'nia@brightline.example', name: 'Nia Costa' },
  };
});
test.afterAll(async () => {
  await Promise.all([portico.stop(), oidc.stop(), dns.stop()]);
});

async function byPassword(page: Page, email: string) {
  await page.goto(`${portico.url}/login`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** An authenticator app, by the API: its page is walked through elsewhere. */
async function withApp(page: Page) {
  const headers = { 'sec-fetch-site': 'same-origin' };
  const begun = await page.request.post(`${portico.url}/api/profile/totp`, { headers });
  const { secret } = (await begun.json()) as { secret: string };
  const data = { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() };
  const confirmed = await page.request.put(`${portico.url}/api/profile/totp`, { headers, data });
  expect(confirmed.status()).toBe(200);
  return ((await confirmed.json()) as { recoveryCodes: string[] }).recoveryCodes;
}

let recoveryCodes: string[] = [];

test('an owner connects the company, shows its domain, tries it and makes it the only way in', async ({
  page,
}) => {
  await byPassword(page, 'bea@brightline.example');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  recoveryCodes = await withApp(page);
  await page.goto(`${portico.url}/team/sso`);
  await expect(page.getByText(`${portico.url}/login/sso/callback`)).toBeVisible();
  await page.getByLabel('Issuer').fill(oidc.issuer);
  await page.getByLabel('Client ID').fill(client.id);
  await page.getByLabel('Client secret').fill(client.secret);
  await page.getByLabel('Role of newcomers').selectOption('role_partner_member');
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByText('One way in among others')).toBeVisible();
  expect(await page.content()).not.toContain(client.secret);

  await page.getByLabel('Domain', { exact: true }).fill('brightline.example');
  await page.getByRole('button', { name: 'Add domain' }).click();
  await page.getByRole('button', { name: 'Check brightline.example' }).click();
  await expect(page.getByText('The record was not found yet').first()).toBeVisible();
  const record = await page.locator('pre', { hasText: 'portico-verification=' }).textContent();
  dns.records['brightline.example'] = [record ?? ''];
  await page.getByRole('button', { name: 'Check brightline.example' }).click();
  await expect(page.getByText('verified by DNS')).toBeVisible();

  oidc.who = 'bea';
  await page.getByRole('link', { name: 'Try it now' }).click();
  await expect(page.getByRole('heading', { name: 'It works' })).toBeVisible();
  await expect(page.getByRole('main').getByText('bea@brightline.example')).toBeVisible();
  await page.getByRole('link', { name: 'Back to single sign-on' }).click();

  await page.getByRole('button', { name: 'Make it the only way in' }).click();
  await expect(page.getByText('Somebody must be left').first()).toBeVisible();
  await page.getByLabel(/Bea Sandoval/).check();
  await page.getByRole('button', { name: 'Save who comes in' }).click();
  await page.getByRole('button', { name: 'Make it the only way in' }).click();
  await expect(page.getByText('The only way in', { exact: true })).toBeVisible();
});

test('a colleague whom nobody has invited comes in through the company', async ({ page }) => {
  oidc.who = 'nia';
  await page.goto(`${portico.url}/login?next=%2Fmaterials`);
  await page.getByRole('link', { name: 'Sign in with your company' }).click();
  await page.getByLabel('Your address at work').fill('nia@brightline.example');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: /^Continue to 127\.0\.0\.1/ }).click();

  await expect(page).toHaveURL(`${portico.url}/materials`);
  await page.goto(`${portico.url}/profile`);
  await expect(page.getByLabel('Name')).toHaveValue('Nia Costa');
});

test('an address of no company is told of the other ways', async ({ page }) => {
  await page.goto(`${portico.url}/login/sso`);
  await page.getByLabel('Your address at work').fill('dan@dunelabs.example');
  await page.getByRole('button', { name: 'Continue' }).click();

  await expect(page.getByText('For dunelabs.example no company sign-in is set up')).toBeVisible();
});

test('a password is refused with a way to the company', async ({ page }) => {
  await byPassword(page, 'ben@brightline.example');

  await expect(page.getByText('Here one signs in through the company').first()).toBeVisible();
  await page.getByRole('link', { name: 'Sign in with your company' }).click();
  await expect(page).toHaveURL(/\/login\/sso/);
});

test('who is named comes in past it, with two factors', async ({ page }) => {
  await byPassword(page, 'bea@brightline.example');
  await page.getByRole('textbox').fill(recoveryCodes[0] ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.goto(`${portico.url}/team/sso`);

  await expect(page.getByText('The only way in', { exact: true })).toBeVisible();
});

test('a link of another site leads to a page of ours first, and a way back without a way out to a plain word', async ({
  page,
}) => {
  await page.goto(`${oidc.issuer}/nowhere`);
  const start = `${portico.url}/login/sso/start?domain=brightline.example`;
  await page.evaluate((href) => {
    const link = document.createElement('a');
    link.href = href;
    document.body.append(link);
    link.click();
  }, start);
  await expect(page).toHaveURL(`${portico.url}/login/sso?domain=brightline.example`);

  await page.goto(`${portico.url}/login/sso/callback?code=a&state=b`);
  await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible();
});
