import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';

import { launchOptions } from '../../scripts/support/browser.ts';
import { barriersOn } from '#tests/support/barriers.ts';
import { buildWidgets } from './support/build.ts';
import { startHost, type HostPage } from './support/host.ts';
import { startPortal } from './support/portal.ts';

const FALLBACKS = `
  <portico-search><a id="link" href="https://portal.example/help">Help</a></portico-search>
  <portico-form><form id="plain" action="https://portal.example/f/request" method="post"><button>Ask</button></form></portico-form>`;
const SEARCH = '<portico-search></portico-search>';
const FORM = '<portico-form></portico-form>';

// A browser, its pages and axe take their time on a small machine.
vi.setConfig({ testTimeout: 30_000 });

let built: Awaited<ReturnType<typeof buildWidgets>>;
let portal: Awaited<ReturnType<typeof startPortal>>;
let host: Awaited<ReturnType<typeof startHost>>;
let browser: Browser;

beforeAll(async () => {
  built = await buildWidgets();
  [portal, host, browser] = await Promise.all([
    startPortal(built.folder),
    startHost(),
    chromium.launch(launchOptions()),
  ]);
}, 60_000);

afterAll(async () => {
  await Promise.all([browser.close(), portal.close(), host.close(), built.remove()]);
});

const strict = () => `script-src ${portal.origin}; connect-src ${portal.origin}; style-src 'self'`;

interface Visit extends Partial<HostPage> {
  markup: string;
  prepare?: (page: Page) => Promise<unknown>;
}

/** Opens somebody's page with the script on it, and keeps what the browser complains about. */
async function visit({ markup, prepare, ...rest }: Visit) {
  const key = `pk_${crypto.randomUUID()}`;
  const script = `<script type="module" async crossorigin src="${portal.origin}/embed/v1.js" data-site-key="${key}"></script>`;
  const context = await browser.newContext({ locale: 'en-GB' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
  });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    addEventListener('securitypolicyviolation', (event) => seen.push(`csp ${event.effectiveDirective}`));
    addEventListener('portico-error', (event) => seen.push(`error ${(event as CustomEvent).detail.code}`));
  });
  await prepare?.(page);
  await page.goto(host.show({ markup, csp: strict(), script, ...rest }));
  return { page, scripts, errors, site: portal.siteOf(key), seen: () => page.evaluate('seen') };
}

const combobox = (page: Page) => page.locator('portico-search').getByRole('combobox');
const options = (page: Page) => page.locator('portico-search').getByRole('option');

async function fill(page: Page) {
  await page.getByLabel('Your name').fill('Ute Kramer');
  await page.getByLabel('E-mail').fill('ute@kessler.example');
  await page.getByLabel('Subject').fill('NL-40');
  await page.getByLabel('Your question').fill('Does it stand 110 °C?');
}

test('the widgets weigh little', () => {
  const { v1, core, search, form, es, ru, ...others } = built.sizes() as Record<string, number>;
  expect(others).toEqual({});
  expect(v1).toBeLessThanOrEqual(1_200);
  for (const widget of [search!, form!]) {
    expect(widget).toBeLessThanOrEqual(4_000);
    expect(v1! + core! + widget + Math.max(es!, ru!)).toBeLessThanOrEqual(14_000);
  }
});

describe('under a strict policy', () => {
  test('search works with three scripts and nothing forbidden', async () => {
    const csp = `${strict().replace("'self'", "'none'")}; require-trusted-types-for 'script'; trusted-types portico`;
    const { page, scripts, site, seen, errors } = await visit({ markup: SEARCH, csp });
    await combobox(page).waitFor();
    expect(site.calls).toEqual([]);
    expect(scripts).toHaveLength(3);

    await combobox(page).fill('sensor');
    await options(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await options(page).first().getAttribute('aria-selected')).toBe('true');
    expect([await seen(), errors]).toEqual([[], []]);
  });

  test('a request is sent', async () => {
    const csp = `${strict()}; require-trusted-types-for 'script'; trusted-types portico`;
    const { page, site, seen, errors } = await visit({ markup: FORM, csp });
    await fill(page);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('We sent a mail to ute@kessler.example').waitFor();

    expect([...site.sent.values()]).toMatchObject([{ subject: 'NL-40', website: '' }]);
    expect([await seen(), errors]).toEqual([[], []]);
  });

  test('a page with a Lit of its own keeps it', async () => {
    const csp = `${strict()}; require-trusted-types-for 'script'; trusted-types lit-html portico`;
    const { page, seen } = await visit({
      markup: SEARCH,
      csp,
      prepare: (page) =>
        page.addInitScript(() => {
          const { trustedTypes } = globalThis as unknown as {
            trustedTypes: { createPolicy: (name: string, rules: object) => void };
          };
          trustedTypes.createPolicy('lit-html', {});
        }),
    });
    await combobox(page).waitFor();
    expect(await seen()).toEqual([]);
  });
});

describe('the fallback', () => {
  const usable = async (page: Page) => {
    await page.waitForLoadState('networkidle');
    return [await page.locator('#link').isVisible(), await page.locator('#plain button').isVisible()];
  };

  test('stands where script is blocked', async () => {
    const { page, seen } = await visit({ markup: FALLBACKS, csp: "script-src 'none'" });
    expect(await usable(page)).toEqual([true, true]);
    expect(await seen()).toEqual(['csp script-src-elem']);
  });

  test('stands where the portal is down', async () => {
    const { page } = await visit({
      markup: FALLBACKS,
      prepare: (page) => page.route('**/embed/**', (route) => route.abort()),
    });
    expect(await usable(page)).toEqual([true, true]);
  });

  test('stands where a part does not come, and the page is told', async () => {
    const { page, seen } = await visit({
      markup: FALLBACKS,
      prepare: (page) => page.route('**/core-*', (route) => route.abort()),
    });
    expect(await usable(page)).toEqual([true, true]);
    expect(await seen()).toEqual(['error unavailable', 'error unavailable']);
  });

  test('gives way to the widgets', async () => {
    const { page } = await visit({ markup: FALLBACKS });
    await combobox(page).waitFor();
    await page.getByLabel('Your name').waitFor();
    expect(await usable(page)).toEqual([false, false]);
  });
});

describe('on a rude page', () => {
  for (const [theme, dir] of [
    ['light', 'ltr'],
    ['dark', 'ltr'],
    ['light', 'rtl'],
  ] as const) {
    test(`nothing comes in and axe finds nothing: ${theme} ${dir}`, async () => {
      const { page, seen } = await visit({
        markup: `<portico-search inline theme="${theme}"></portico-search><portico-form theme="${theme}"></portico-form>`,
        rude: true,
        dir,
      });
      await page.getByLabel('Your name').waitFor();
      await combobox(page).fill('sensor');
      await options(page).first().waitFor();
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('alert').waitFor();

      const [label, input] = ['label[for=name]', '#name'].map((one) =>
        page.locator('portico-form').locator(one),
      );
      const style = await label!.evaluate((element) => {
        const { display, textTransform, letterSpacing, wordSpacing, fontSize, fontStyle } =
          getComputedStyle(element);
        return [display, textTransform, letterSpacing, wordSpacing, fontSize, fontStyle];
      });
      expect(style).toEqual(['block', 'none', 'normal', '0px', '14px', 'normal']);
      expect(await input!.evaluate((element) => getComputedStyle(element).borderTopStyle)).toBe('solid');
      expect(await seen()).toEqual([]);
      expect(await barriersOn(page, { within: 'main' })).toEqual([]);
    });
  }

  test('320 px are enough', async () => {
    const { page } = await visit({
      markup: SEARCH + FORM,
      prepare: (page) => page.setViewportSize({ width: 320, height: 640 }),
    });
    await page.getByLabel('Your name').waitFor();
    await combobox(page).fill('sensor');
    await options(page).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  test('in forced colours the chosen result stands out', async () => {
    const { page } = await visit({
      markup: SEARCH,
      prepare: (page) => page.emulateMedia({ forcedColors: 'active' }),
    });
    await combobox(page).fill('sensor');
    await options(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    const grounds = await options(page).evaluateAll((all) =>
      all.map((one) => getComputedStyle(one).backgroundColor),
    );
    expect(grounds[0]).not.toBe(grounds[1]);
  });
});

test('without a connection the answers are kept and can be sent later', async () => {
  const { page, site, seen } = await visit({ markup: FORM });
  await fill(page);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('You are offline').waitFor();
  expect(await seen()).toEqual(['error offline']);
  expect(await page.getByLabel('Your question').inputValue()).toBe('Does it stand 110 °C?');

  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('We sent a mail').waitFor();
  expect(site.sent.size).toBe(1);
});

test('a widget that comes later, or far below, is loaded when it is near', async () => {
  const { page, scripts } = await visit({
    markup: '<svg width="1" height="4000"></svg><portico-search></portico-search>',
  });
  await page.waitForLoadState('networkidle');
  expect(scripts).toHaveLength(1);

  await page.evaluate(() => document.querySelector('h1')!.append(document.createElement('portico-form')));
  await page.getByLabel('Your name').waitFor();
  expect(scripts.some((path) => path.includes('search'))).toBe(false);
  await page.locator('portico-search').scrollIntoViewIfNeeded();
  await combobox(page).waitFor();
});

test('a second script on the page does nothing', async () => {
  const { page, seen } = await visit({ markup: SEARCH });
  await combobox(page).waitFor();
  const same = await page.evaluate(async (src) => {
    const first = Portico;
    const script = Object.assign(document.createElement('script'), { type: 'module', src });
    document.head.append(script);
    await new Promise((resolve) => script.addEventListener('load', resolve));
    return first === Portico;
  }, `${portal.origin}/embed/v1.js?again`);
  expect([same, await seen()]).toEqual([true, []]);
});

test('a key that the page sets later counts', async () => {
  const { page, site } = await visit({ markup: SEARCH });
  await combobox(page).waitFor();
  const key = `pk_${crypto.randomUUID()}`;
  await page.evaluate((siteKey) => Portico!.configure({ siteKey }), key);
  await combobox(page).fill('sensor');
  await options(page).first().waitFor();
  expect([site.calls.length, portal.siteOf(key).calls.length]).toEqual([0, 1]);
});

test('coming and going a hundred times leaves nothing behind', async () => {
  const { page } = await visit({ markup: SEARCH + FORM });
  await page.getByLabel('Your name').waitFor();
  const session = await page.context().newCDPSession(page);
  const comeAndGo = async () => {
    await page.evaluate(async () => {
      for (let round = 0; round < 50; round++) {
        const widgets = [document.createElement('portico-search'), document.createElement('portico-form')];
        document.querySelector('main')!.append(...widgets);
        await Promise.all(widgets.map(({ ready }) => ready));
        for (const widget of widgets) widget.remove();
      }
    });
    await session.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
    return { nodes, jsEventListeners };
  };

  // A widget has dozens of nodes: one that is kept in each round would make well over a thousand.
  const before = await comeAndGo();
  const after = await comeAndGo();
  expect(after.nodes).toBeLessThan(before.nodes + 500);
  expect(after.jsEventListeners).toBeLessThan(before.jsEventListeners + 50);
});
