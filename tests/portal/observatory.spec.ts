import { expect, test } from '@playwright/test';

import { freePort, startProcess } from '../servers/process.ts';

type Seen = { headers: Headers; cookies: string[]; html: string };
type Rule = { of: string; points: number; holds: (seen: Seen) => boolean };

const SIX_MONTHS_S = 15_768_000;

const policy = ({ headers }: Seen) =>
  new Map(
    (headers.get('content-security-policy') ?? '').split(';').map((part) => {
      const [name = '', ...sources] = part.trim().split(/\s+/);
      return [name, sources] as const;
    }),
  );
const scripts = (seen: Seen) => policy(seen).get('script-src') ?? policy(seen).get('default-src') ?? [];
const hasUnsafe = (seen: Seen) =>
  [...policy(seen).values()].flat().some((source) => source.startsWith("'unsafe"));
const isAlone = (seen: Seen, name: string, allowed: string[]) =>
  (policy(seen).get(name) ?? ['*']).every((source) => allowed.includes(source));
const hstsAge = ({ headers }: Seen) =>
  Number(/max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '')?.[1] ?? 0);
const foreign = ({ html }: Seen) => [...html.matchAll(/<script[^>]+src="((?:https?:)?\/\/[^"]+)"([^>]*)/g)];

/** What Mozilla's HTTP Observatory takes away and gives, as far as a page can be judged without TLS around it. */
const RULES: Rule[] = [
  { of: 'no content security policy', points: -25, holds: (seen) => policy(seen).size < 2 },
  {
    of: 'scripts from anywhere in the page',
    points: -20,
    holds: (seen) => scripts(seen).some((source) => ["'unsafe-inline'", 'data:', '*'].includes(source)),
  },
  { of: 'eval', points: -10, holds: (seen) => scripts(seen).includes("'unsafe-eval'") },
  {
    of: 'a cookie without Secure',
    points: -40,
    holds: ({ cookies }) => cookies.some((one) => !/; Secure/i.test(one)),
  },
  {
    of: 'a cookie without HttpOnly',
    points: -30,
    holds: ({ cookies }) => cookies.some((one) => !/; HttpOnly/i.test(one)),
  },
  {
    of: 'a cookie without SameSite',
    points: -20,
    holds: ({ cookies }) => cookies.some((one) => !/; SameSite/i.test(one)),
  },
  { of: 'no HSTS', points: -20, holds: (seen) => hstsAge(seen) === 0 },
  {
    of: 'HSTS for less than six months',
    points: -10,
    holds: (seen) => hstsAge(seen) > 0 && hstsAge(seen) < SIX_MONTHS_S,
  },
  {
    of: 'frames of others',
    points: -20,
    holds: (seen) => !policy(seen).has('frame-ancestors') && !seen.headers.has('x-frame-options'),
  },
  {
    of: 'no nosniff',
    points: -5,
    holds: ({ headers }) => headers.get('x-content-type-options') !== 'nosniff',
  },
  {
    of: 'a referrer that tells too much',
    points: -5,
    holds: ({ headers }) =>
      /unsafe-url|origin-when-cross-origin$|^origin$/.test(headers.get('referrer-policy') ?? ''),
  },
  {
    of: 'everybody may read with credentials',
    points: -50,
    holds: ({ headers }) => headers.get('access-control-allow-origin') !== null,
  },
  {
    of: 'foreign scripts without integrity',
    points: -5,
    holds: (seen) => foreign(seen).some(([, , rest]) => !/integrity=/.test(rest ?? '')),
  },
  {
    of: 'nothing by default, nothing unsafe, forms to ourselves',
    points: 10,
    holds: (seen) =>
      isAlone(seen, 'default-src', ["'none'"]) &&
      !hasUnsafe(seen) &&
      isAlone(seen, 'form-action', ["'none'", "'self'"]),
  },
  {
    of: 'frame-ancestors',
    points: 5,
    holds: (seen) => isAlone(seen, 'frame-ancestors', ["'none'", "'self'"]),
  },
  {
    of: 'a referrer that stays private',
    points: 5,
    holds: ({ headers }) =>
      /^(no-referrer|same-origin|strict-origin)/.test(headers.get('referrer-policy') ?? ''),
  },
  {
    of: 'cookies as they should be',
    points: 5,
    holds: ({ cookies }) => cookies.length > 0 && cookies.every((one) => one.startsWith('__Host-')),
  },
  {
    of: 'an opener policy',
    points: 10,
    holds: ({ headers }) => headers.get('cross-origin-opener-policy') === 'same-origin',
  },
  {
    of: 'a resource policy',
    points: 10,
    holds: ({ headers }) => headers.get('cross-origin-resource-policy')?.startsWith('same-') === true,
  },
];

/** Bonuses count only from ninety on. */
function score(seen: Seen): { score: number; lost: string[] } {
  const met = RULES.filter(({ holds }) => holds(seen));
  const sum = (rules: Rule[]) => rules.reduce((total, { points }) => total + points, 0);
  const base = 100 + sum(met.filter(({ points }) => points < 0));
  const all = base >= 90 ? base + sum(met.filter(({ points }) => points > 0)) : base;
  return { score: all, lost: met.filter(({ points }) => points < 0).map(({ of }) => of) };
}

test('pages of a server in production are worth an A+ at the Observatory', async () => {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const server = await startProcess({
    program: process.execPath,
    args: () => ['scripts/support/serve.ts'],
    env: (folder) => ({
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: port,
      PORTICO_DEMO: '',
      PORTICO_DATA: folder,
      PORTICO_DATABASE_URL: '',
      PORTICO_URL: 'https://portal.example',
      PORTICO_SECRET: 's'.repeat(40),
      PORTICO_LOG: 'error',
      SMTP_URL: '',
    }),
    health: `${url}/readyz`,
  });
  const look = async (path: string, init: RequestInit = {}): Promise<Seen> => {
    const answer = await fetch(`${url}${path}`, { redirect: 'manual', ...init });
    return { headers: answer.headers, cookies: answer.headers.getSetCookie(), html: await answer.text() };
  };
  const pages = ['/', '/login', '/login/link', '/reset', '/help/en', '/nothing-is-here', '/api/auth/session'];
  const seen = new Map<string, Seen>();
  for (const path of pages) seen.set(path, await look(path));
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  seen.set('a theme', await look('/theme', { method: 'POST', headers, body: 'theme=dark&back=/login' }));
  await server.stop();

  for (const [path, one] of seen) {
    const { score: points, lost } = score(one);
    expect.soft({ path, lost }).toEqual({ path, lost: [] });
    expect.soft(points, path).toBeGreaterThanOrEqual(100);
  }
});
