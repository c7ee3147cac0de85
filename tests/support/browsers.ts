import { eq } from 'drizzle-orm';

import { hashPassword } from '#api/auth/passwords.ts';
import { mails } from '#db/schema/mails.ts';
import { passwords } from '#db/schema/people.ts';
import { cast, type Name, type World } from './world.ts';

export const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
export const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Everybody who has one has this password. */
export const PASSWORD = 'seven tall sunflowers';
const secret = hashPassword(PASSWORD);

export const emailOf = (name: Name) => `${name}@${cast[name].account}.example`;

export async function givePassword({ db }: World, ...names: Name[]): Promise<void> {
  const hash = await secret;
  await db.direct
    .insert(passwords)
    .values(names.map((name) => ({ personId: `per_${name}`, hash, changedAt: new Date() })));
}

export type Browser = ReturnType<typeof browser>;

/** A browser with cookies of its own. `from` is where a proxy says it is; the world must trust proxies for that. */
export function browser(w: World, { agent = FIREFOX, from = '203.0.113.7' } = {}) {
  const jar = new Map<string, string>();

  async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await w.app.request(`/api${path}`, {
      method,
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        'sec-fetch-site': 'same-origin',
        'user-agent': agent,
        'x-forwarded-for': from,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of answer.headers.getSetCookie()) keep(cookie);
    return answer;
  }

  function keep(cookie: string) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value && !/max-age=0/i.test(cookie)) jar.set(name, value);
    else jar.delete(name);
  }

  return {
    jar,
    get: (path: string) => send('GET', path),
    post: (path: string, body: unknown = {}) => send('POST', path, body),
    put: (path: string, body: unknown = {}) => send('PUT', path, body),
    patch: (path: string, version: number, body: unknown) =>
      send('PATCH', path, body, { 'if-match': `"${version}"` }),
    delete: (path: string) => send('DELETE', path),
    signIn: (name: Name, password = PASSWORD) =>
      send('POST', '/auth/session', { email: emailOf(name), password }),
  };
}

/** The secret of the link in the newest mail to an address. */
export async function codeOfMail(w: World, to: string): Promise<string> {
  await w.settle();
  const all = await w.db.reader.select().from(mails).where(eq(mails.toAddress, to));
  return /code=([\w-]+)/.exec(all.at(-1)?.text ?? '')?.[1] ?? '';
}

export async function subjectsTo(w: World, to: string): Promise<string[]> {
  await w.settle();
  const all = await w.db.reader.select().from(mails).where(eq(mails.toAddress, to));
  return all.map(({ subject }) => subject);
}

/** Status and code of a refusal, or the status alone. */
export async function told(answer: Promise<Response> | Response): Promise<string> {
  const response = await answer;
  const text = response.status === 204 ? '' : await response.text();
  const { code } = (text ? JSON.parse(text) : {}) as { code?: string };
  return code ? `${response.status} ${code}` : String(response.status);
}
