import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { mails } from '#db/schema/mails.ts';
import { sessions } from '#db/schema/people.ts';
import { browser, emailOf, givePassword, told } from '../support/browsers.ts';
import { world, type World } from '../support/world.ts';

const FORGED = {
  host: 'evil.example',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'http',
  'x-forwarded-port': '666',
  'x-original-url': '/api/mail',
  'x-rewrite-url': '/api/mail',
  forwarded: 'host=evil.example;proto=http',
};

let w: World;
beforeEach(async () => {
  w = await world();
  await givePassword(w, 'bea');
});

const post = (path: string, body: unknown, headers: Record<string, string> = FORGED) =>
  w.app.request(`http://evil.example/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
    body: JSON.stringify(body),
  });

describe('whatever a request says of host and proxy', () => {
  test.each(['/auth/reset', '/auth/link'])('the link of a mail leads to us: %s', async (path) => {
    await post(path, { email: emailOf('bea') });
    await w.settle();
    const [mail] = await w.db.reader
      .select()
      .from(mails)
      .where(eq(mails.toAddress, emailOf('bea')));

    expect(mail?.text).toContain('http://localhost:4321/');
    expect(`${mail?.text} ${mail?.html} ${JSON.stringify(mail?.headers)}`).not.toContain('evil.example');
  });

  test('another site stays another site', async () => {
    const headers = { ...FORGED, origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' };
    expect(await told(post('/auth/session', { email: emailOf('bea'), password: 'x' }, headers))).toBe(
      '403 cross_site',
    );
    const { 'sec-fetch-site': _, ...old } = headers;
    const answer = w.app.request('http://evil.example/api/auth/session', { method: 'POST', headers: old });
    expect(await told(answer)).toBe('403 cross_site');
  });

  test('nobody becomes somebody by a header', async () => {
    const claims = {
      'x-remote-user': emailOf('bea'),
      'x-forwarded-user': emailOf('bea'),
      'x-forwarded-email': emailOf('bea'),
      'remote-user': 'per_bea',
    };

    expect((await w.app.request('/api/auth/session', { headers: { ...FORGED, ...claims } })).status).toBe(
      401,
    );
  });

  test('the address is what the connection says, unless a proxy of ours is configured', async () => {
    for (let n = 0; n < 59; n += 1) await w.portico.auth.limits.take('sign-in-address', 'unknown');
    const tryFrom = (from: string) => told(browser(w, { from }).signIn('bea', 'wrong'));

    expect([await tryFrom('192.0.2.1'), await tryFrom('198.51.100.1')]).toEqual([
      '401 auth.wrong',
      '429 too_many',
    ]);
    await browser(w, { from: '192.0.2.1' }).signIn('bea');
    expect((await w.db.reader.select().from(sessions)).map(({ ipPrefix }) => ipPrefix)).toEqual([]);
  });
});
