import { setTimeout as pause } from 'node:timers/promises';

import { presetId } from '#api/people/roles.ts';
import { csvOf, few, lines } from './payloads.ts';
import type { Api, Callers, Made } from './people.ts';
import type { Visit } from './planting.ts';

const PAUSE_MS = 50;
const PATIENCE_MS = 30_000;
const NAME = '"><img src=x onerror=tripwire("name")>';

/** Somebody joins a company under a strange name, and writes. */
export async function newcomer({ ada, dan, ned }: Callers): Promise<Visit[]> {
  const roleId = presetId('customer', 'member');
  await dan.api.send('post', '/people/invitations', { email: ned.email, roleId });
  const code = await until(async () => {
    const { items } = await ada.api.send<{ items: { to: string; text: string }[] }>('get', '/mail');
    return /code=([\w-]+)/.exec(items.find(({ to }) => to === ned.email)?.text ?? '')?.[1];
  });
  await ned.api.send('post', '/auth/membership', { code, name: NAME, password: 'a long enough password' });
  const asked = { subject: 'From somebody new', body: 'Who am I?', category: 'question' };
  const { id } = await ned.api.send('post', '/requests', asked);
  return [
    { who: 'ned', path: '/' },
    { who: 'ned', path: `/requests/${id}` },
    { who: 'ned', path: '/team' },
    { who: 'dan', path: '/team' },
    { who: 'ada', path: `/desk/requests/${id}` },
    { who: 'ada', path: '/desk/people?account=acc_dune' },
    { who: 'ada', path: '/find?q=somebody%20new' },
  ];
}

export async function websites({ bea }: Callers, payloads: string[]): Promise<Visit[]> {
  let id = '';
  for (const name of few(lines(payloads), 10))
    ({ id } = await bea.api.send('post', '/sites', {
      name: name.slice(0, 80),
      origins: ['https://x.example'],
    }));
  return [
    { who: 'bea', path: '/sites' },
    { who: 'bea', path: `/sites/${id}` },
    { who: 'ada', path: '/desk/sites' },
    { who: 'ada', path: `/desk/sites/${id}` },
  ];
}

export async function sections({ eve }: Callers, payloads: string[]): Promise<Visit[]> {
  for (const name of few(lines(payloads), 15).map((line) => line.slice(0, 80)))
    await eve.api.send('post', '/articles/sections', { en: name, es: name, ru: name });
  return [
    { who: 'eve', path: '/desk/articles/sections' },
    { who: 'eve', path: '/desk/articles/new' },
    { who: 'guest', path: '/help/en' },
  ];
}

/** Files whose heads and cells are payloads: looked at, tried with all rows refused, and imported. */
export async function files({ ada }: Callers, payloads: string[]): Promise<Visit[]> {
  const cells = few(lines(payloads), 40);
  const odd = csvOf(csvOf('', cells.slice(0, 6), 1).trim().replaceAll('\r\n', ','), cells.slice(6, 9), 6);
  const begin = async (kind: string, text: string) => {
    const fileId = await ada.api.upload('payloads.csv', text);
    return ada.api.send('post', '/imports', { kind, fileId });
  };
  const { id: untouched } = await begin('accounts', odd);
  const refused = await begin('accounts', csvOf('name,country', cells, 2));
  await worked(ada.api, refused, 'check');
  const done = await begin('products', csvOf('name,series', cells, 2));
  await worked(ada.api, done, 'run');
  return [
    { who: 'ada', path: '/desk/import' },
    { who: 'ada', path: `/desk/import/${untouched}` },
    { who: 'ada', path: `/desk/import/${refused.id}` },
    { who: 'ada', path: `/desk/import/${done.id}` },
    { who: 'ada', path: '/desk/products' },
    { who: 'bea', path: '/opportunities/new' },
  ];
}

async function worked(api: Api, { id, version }: Made, what: 'check' | 'run') {
  const mapped = await api.send('put', `/imports/${id}/mapping`, {}, version);
  await api.send('put', `/imports/${id}/${what}`, {}, mapped.version);
  await until(async () => {
    const { state } = await api.send<{ state: string }>('get', `/imports/${id}`);
    return /^(done|checked|failed)$/.test(state) ? state : undefined;
  });
}

/** What comes after the answer has its own time. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error('it has not come');
    await pause(PAUSE_MS);
  }
}
