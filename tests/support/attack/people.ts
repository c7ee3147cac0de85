import type { APIRequestContext, Browser, BrowserContext } from '@playwright/test';

import { DEMO_PASSWORD } from '#api/demo/password.ts';
import { listen, type Finding } from './tripwire.ts';

/** People of the demo, each in a browser of his own that is listened to. */
const MEMBERS = {
  ada: 'ada@northlight.example',
  abe: 'abe@northlight.example',
  eve: 'eve@northlight.example',
  bea: 'bea@brightline.example',
  dan: 'dan@dunelabs.example',
} as const;
/** And one who will be. */
const EMAILS = { ...MEMBERS, ned: 'ned@dunelabs.example' } as const;
export type Person = keyof typeof EMAILS;

export type Caller = {
  name: Person;
  email: string;
  context: BrowserContext;
  api: Api;
  findings: Finding[];
};
export type Callers = Record<Person, Caller>;
export type Made = { id: string; version: number } & Record<string, unknown>;
export type Api = ReturnType<typeof apiOf>;

export async function callers(browser: Browser, url: string): Promise<Callers> {
  const names = Object.keys(EMAILS) as Person[];
  const all = await Promise.all(
    names.map(async (name) => {
      const context = await browser.newContext({ baseURL: url });
      const findings = await listen(context, [new URL(url).host]);
      const api = apiOf(context.request);
      const email = EMAILS[name];
      if (name in MEMBERS) await api.send('post', '/auth/session', { email, password: DEMO_PASSWORD });
      return { name, email, context, api, findings };
    }),
  );
  return Object.fromEntries(all.map((one) => [one.name, one])) as Callers;
}

function apiOf(request: APIRequestContext) {
  const headers = { 'sec-fetch-site': 'same-origin' };
  async function send<T = Made>(
    method: 'get' | 'post' | 'put' | 'patch',
    path: string,
    data?: object,
    version?: number,
  ): Promise<T> {
    const answer = await request[method](`/api${path}`, {
      headers: { ...headers, ...(version === undefined ? {} : { 'if-match': `"${version}"` }) },
      ...(data ? { data } : {}),
    });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return (answer.status() === 204 ? undefined : await answer.json()) as T;
  }
  async function upload(name: string, text: string): Promise<string> {
    const multipart = { files: { name, mimeType: 'text/plain', buffer: Buffer.from(text) } };
    const answer = await request.post('/api/files', { headers, multipart });
    if (!answer.ok()) throw new Error(`upload: ${answer.status()} ${await answer.text()}`);
    const [file] = (await answer.json()) as { id: string }[];
    return file?.id ?? '';
  }
  return { send, upload };
}
