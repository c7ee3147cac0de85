import {
  request,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';

import { DEMO_PASSWORD } from '#api/demo/password.ts';

/** The people of the demo. */
export const emails = {
  ada: 'ada@northlight.example',
  abe: 'abe@northlight.example',
  petra: 'petra@northlight.example',
  eve: 'eve@northlight.example',
  bea: 'bea@brightline.example',
  ben: 'ben@brightline.example',
  cleo: 'cleo@cobalt.example',
  dan: 'dan@dunelabs.example',
  dora: 'dora@dunelabs.example',
  emil: 'emil@emberfoods.example',
  freja: 'freja@fjord.example',
  gus: 'gus@granitewater.example',
  oskar: 'oskar@fjord.example',
  pete: 'pete@lakeshore.example',
} as const;

export type Who = keyof typeof emails;
type State = Awaited<ReturnType<BrowserContext['storageState']>>;

const sessions = new Map<Who, Promise<State>>();

/** Signs in by the API, once per worker and person: the limit on sign-ins holds for tests too. */
export async function signIn(page: Page, who: Who): Promise<void> {
  const session = sessions.get(who) ?? open(who);
  sessions.set(who, session);
  await page.context().addCookies((await session).cookies);
}

/** Signs in and stands on the page where everybody begins. */
export async function enter(page: Page, who: Who): Promise<void> {
  await signIn(page, who);
  await page.goto('/');
}

/** The same in a browser window of its own, for two who work side by side. */
export async function entered(
  browser: Browser,
  who: Who,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await enter(page, who);
  return page;
}

async function open(who: Who): Promise<State> {
  const baseURL = `http://127.0.0.1:${process.env['PORTICO_TEST_PORT']}`;
  const api = await request.newContext({ baseURL, extraHTTPHeaders: { 'sec-fetch-site': 'same-origin' } });
  const answer = await api.post('/api/auth/session', {
    data: { email: emails[who], password: DEMO_PASSWORD },
  });
  if (answer.status() !== 204) throw new Error(`${who} could not sign in: ${answer.status()}`);
  const state = await api.storageState();
  await api.dispose();
  return state;
}
