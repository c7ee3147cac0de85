import { globSync } from 'node:fs';

import { expect, test, type APIRequestContext, type APIResponse, type Browser } from '@playwright/test';

import { presets } from '#api/people/roles.ts';
import { doors, leads, posts, shut, type Door } from './support/doors.ts';
import { pages } from './support/pages.ts';
import { signIn, type Who } from './support/sign-in.ts';

/** What the people of the demo may do, as their preset says. */
const ROLES = {
  ada: 'house admin',
  abe: 'house agent',
  eve: 'house editor',
  bea: 'partner owner',
  ben: 'partner member',
  cleo: 'partner owner',
  dan: 'customer owner',
  dora: 'customer member',
  emil: 'customer owner',
} as const satisfies Partial<Record<Who, string>>;
type Reader = keyof typeof ROLES;
const readers = Object.keys(ROLES) as Reader[];
/** Pages that the table of addresses leaves out. */
const ADDRESS_OF: Record<string, string> = { 'find/options': '/find/options?q=a', viewing: '/viewing' };

test('every page says who may open it', () => {
  const files = globSync('portal/pages/**/*.astro').map((file) =>
    file.slice('portal/pages/'.length, -'.astro'.length),
  );

  expect([...Object.keys(doors), ...Object.keys(shut)].sort()).toEqual(files.sort());
});

test('every address that takes a form sends guests where they belong', async ({ request }) => {
  const files = globSync('portal/pages/**/*.ts').map(
    (file) => `/${file.slice('portal/pages/'.length, -'.ts'.length)}`,
  );
  expect([...Object.keys(posts), ...Object.keys(leads)].sort()).toEqual(files.sort());

  for (const [address, to] of Object.entries(posts)) {
    const form = { back: 'https://evil.example', language: 'en', theme: 'dark', account_id: 'acc_dune' };
    const options = { form, headers: { 'sec-fetch-site': 'same-origin' }, maxRedirects: 0 };
    const answer = await request.post(address, options);
    expect([answer.status(), answer.headers()['location']?.split('?')[0]]).toEqual([expect.any(Number), to]);
  }
  const copy = await request.get('/profile/copies/arc_of_somebody');
  expect(new URL(copy.url()).pathname).toBe('/login');
});

test('nobody opens a page that is not for him', async ({ browser, request }) => {
  test.slow();
  const clients = new Map<Reader | 'guest', APIRequestContext>([['guest', request]]);
  for (const reader of readers) clients.set(reader, await clientOf(browser, reader));
  for (const [name, door] of Object.entries(doors)) {
    const address = await addressOf(name, door, clients);
    const told: Record<string, string> = {};
    for (const [reader, client] of clients) told[reader] = await knock(client, address);

    expect.soft({ name, ...told }).toEqual({ name, ...expected(name, door) });
  }
});

async function addressOf(name: string, door: Door, clients: Map<string, APIRequestContext>): Promise<string> {
  const opened = pages[name];
  const { who, filled } = opened ?? { who: 'guest', filled: ADDRESS_OF[name] ?? '' };
  const { by, address } = 'at' in door && door.at ? door.at : { by: who, address: filled };
  const api = clients.get(by);
  if (typeof address === 'string') return address;
  if (!api) throw new Error(`${by} makes ${name} and is none of the readers`);
  return address(api);
}

/** What the address answers, and whether a form that is sent there by somebody who is refused is refused as well. */
async function knock(client: APIRequestContext, address: string): Promise<string> {
  const told = toldBy(await client.get(address));
  if (!['403', '404', 'login'].includes(told)) return told;
  const sent = { form: { version: '1' }, headers: { 'sec-fetch-site': 'same-origin' } };
  const answer = toldBy(await client.post(address, sent));
  return answer === told ? told : `${told}, and ${answer} to a form`;
}

async function clientOf(browser: Browser, who: Who): Promise<APIRequestContext> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, who);
  return page.request;
}

/** The status of where it leads in the end, or that it leads to the sign-in. */
const toldBy = (answer: APIResponse): string =>
  new URL(answer.url()).pathname === '/login' ? 'login' : String(answer.status());

function expected(name: string, door: Door): Record<string, string> {
  const of = (reader: Reader | 'guest') => {
    if ('public' in door) return publicly(name, reader);
    return reader === 'guest' ? 'login' : privately(door, reader);
  };
  return Object.fromEntries(['guest' as const, ...readers].map((reader) => [reader, of(reader)]));
}

const SPENT = [
  'reset/new',
  'join',
  'prove',
  'take-part',
  'rate',
  'apply/mine',
  'profile/email/index',
  'setup',
];

function publicly(name: string, reader: Reader | 'guest'): string {
  if (name === 'login' && reader === 'guest') return 'login';
  if (name === 'login/code') return reader === 'guest' ? 'login' : '200';
  if (name === '404') return '404';
  // What did not come from a provider is refused.
  if (name === 'login/sso/callback') return '403';
  return SPENT.includes(name) ? '410' : '200';
}

function privately(door: Extract<Door, { right: unknown }>, reader: Reader): string {
  const [kind, key] = ROLES[reader].split(' ');
  const rights = presets.find((preset) => preset.kind === kind && preset.key === key)?.rights ?? {};
  if (door.desk && kind !== 'house') return '403';
  if (door.right !== 'signed_in' && rights[door.right] === undefined) return '403';
  if (door.reach && !door.reach.includes(reader)) return '404';
  return door.refused?.includes(reader) ? '403' : '200';
}
