import { eq } from 'drizzle-orm';
import { vi } from 'vitest';

import { applications } from '#db/schema/applications.ts';
import { mails } from '#db/schema/mails.ts';
import type { Name, World } from './world.ts';

/** Somebody whom nobody knows, of a company that nobody knows. */
export const nora = {
  kind: 'partner' as const,
  name: 'Nora Lindgren',
  email: 'nora@kestrel.example',
  company: 'Kestrel <b>Controls</b>',
  website: 'https://kestrel.example',
  country: 'SE',
  sells: 'Heat pumps, to dairies. https://evil.example',
  message: 'We met in Porto.',
  nickname: '',
};

/** Somebody of the customer Dune Labs. */
export const dilan = {
  kind: 'customer' as const,
  name: 'Dilan Aksoy',
  email: 'dilan@dune.example',
  company: 'Dune Labs',
  message: null,
  nickname: '',
};

type Sent = typeof nora | typeof dilan;

/** The way in without an invitation. Time stands still unless somebody waits. */
export async function joiningActs(w: World) {
  const { applications: desk } = w.portico;
  const { scope } = w.guest();
  await openDoors(w);

  /** Fills the form in, from an address of the network of one's own. */
  async function apply(input: Partial<Sent> = {}, from = '192.0.2.7', locale: 'en' | 'es' | 'ru' = 'en') {
    const challenge = desk.challenge(locale);
    vi.setSystemTime(Date.now() + 10_000);
    await desk.apply(scope, { ...nora, ...input, challenge } as Parameters<typeof desk.apply>[1], from);
  }

  async function mailsTo(address: string) {
    await w.settle();
    return w.db.reader.select().from(mails).where(eq(mails.toAddress, address));
  }

  /** What the link in the newest mail carries. */
  async function codeFor(address: string): Promise<string> {
    const all = await mailsTo(address);
    return /code=([\w-]{43})/.exec(all.at(-1)?.text ?? '')?.[1] ?? '';
  }

  /** The newest application of an address. */
  async function find(email: string) {
    const found = await w.db.reader.select().from(applications).where(eq(applications.email, email));
    const last = found.at(-1);
    if (!last) throw new Error(`${email} has not applied`);
    return last;
  }

  /** An application whose address is proven. */
  async function submitted(input: Partial<Sent> = {}) {
    const { email } = { ...nora, ...input };
    await apply(input);
    await desk.prove(scope, await codeFor(email));
    return find(email);
  }

  /** About one that has just been submitted. */
  const put = (by: Name, id: string, what: string, body: object) =>
    w.as(by).put(`/applications/${id}/${what}`, body, { 'if-match': '"2"' });

  return { desk, scope, apply, mailsTo, codeFor, find, submitted, put };
}

export const terms = { version: '2026-11', texts: { en: 'Be *kind*.', es: 'Sea amable.', ru: '' } };

export async function openDoors(w: World, change: object = {}) {
  const { version } = (await (await w.as('ada').get('/settings/joining')).json()) as { version: number };
  const all = { partnersApply: true, customersRegister: true, terms: null, ...change };
  const answer = await w.as('ada').put('/settings/joining', all, { 'if-match': `"${version}"` });
  if (answer.status !== 200) throw new Error(await answer.text());
}
