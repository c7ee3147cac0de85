import { eq } from 'drizzle-orm';
import { vi } from 'vitest';

import { mails } from '#db/schema/mails.ts';
import type { World } from './world.ts';

export const SHOP = 'https://shop.example';
export const ute = {
  name: 'Ute Kramer',
  email: 'ute@kessler.example',
  subject: 'NL-40 <b>heat</b>',
  body: 'Does it stand 110 °C? https://evil.example',
};

type Headers = Record<string, string>;

/** A website of Brightline's with the widgets on it, and a visitor there. Time stands still unless he waits. */
export async function shop(w: World) {
  const made = await w.as('bea').post('/sites', { name: 'Shop', origins: [SHOP] });
  const site = (await made.json()) as { id: string; keys: { key: string }[] };
  const headers: Headers = {
    origin: SHOP,
    'x-portico-site': site.keys[0]?.key ?? '',
    'sec-fetch-site': 'cross-site',
  };

  const call = (path: string, changed: Headers = {}) =>
    w.app.request(`/api/widgets${path}`, { headers: { ...headers, ...changed } });

  const send = (body: object, changed: Headers = {}) =>
    w.app.request('/api/widgets/requests', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', ...changed },
      body: JSON.stringify(body),
    });

  /** What a form carries that was opened `ms` ago. */
  async function opened(locale = 'en', ms = 10_000): Promise<string> {
    const form = (await (await call(`/form?type=request&locale=${locale}`)).json()) as {
      challenge: { token: string };
    };
    vi.setSystemTime(Date.now() + ms);
    return form.challenge.token;
  }

  const ask = async (input: object = {}, locale = 'en') =>
    send({ ...ute, category: '', website: '', challenge: await opened(locale), ...input });

  /** The newest mail to an address, once everything has followed that follows. */
  async function mailTo(address: string) {
    await w.settle();
    const found = await w.db.reader.select().from(mails).where(eq(mails.toAddress, address));
    return found.at(-1);
  }

  const codeFor = async (address: string) =>
    /\/prove\?code=([\w-]{43})/.exec((await mailTo(address))?.text ?? '')?.[1] ?? '';

  return { id: site.id, headers, call, send, opened, ask, mailTo, codeFor };
}
