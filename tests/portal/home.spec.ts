import { expect, test } from '@playwright/test';

import { enter } from './support/sign-in.ts';

test('a partner is told first what is due, then what its team does', async ({ page }) => {
  await enter(page, 'bea');

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d+ things need you$/);
  const needs = page.getByRole('list', { name: 'Needs you now' });
  await expect(needs.getByRole('listitem')).toContainText([
    'Fermentation cellar, temperature and flow',
    'Harbor for the greenhouse lab',
  ]);
  const team = page.getByRole('list', { name: 'Steps of your team' });
  await expect(team.getByRole('listitem').first()).toContainText(/Ben Whitfield.*was due/);
  await expect(page.getByRole('main')).not.toContainText('Fjord');
});

test('a customer is led to the request that waits for it', async ({ page }) => {
  await enter(page, 'dan');
  const needs = page.getByRole('list', { name: 'Needs you now' });

  await needs.getByRole('link', { name: 'PX-3 reads 0.12 bar with the line open to air' }).click();
  await expect(page).toHaveURL(/\/requests\/req_/);
});

test('a stranger begins with the help, staff with the desk', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/help\/en$/);

  await enter(page, 'abe');
  await expect(page).toHaveURL(/\/desk$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('need you');
  await page.getByRole('list', { name: 'Needs you now' }).getByRole('link').first().press('Enter');
  await expect(page).toHaveURL(/\/desk\/requests\/req_/);
});
