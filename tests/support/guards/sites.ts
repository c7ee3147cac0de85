import type { World } from '#tests/support/world.ts';
import { json, type Case, type Guards, type Thing } from './case.ts';

const site = { name: 'Wallaby shop', origins: ['https://wallaby.example'] };
type Made = { id: string; version: number; keys: { id: string; key: string }[] };

async function made(w: World): Promise<Thing> {
  const { id, version, keys } = await json<Made>(w.as('bea').post('/sites', site));
  const [key] = keys;
  return {
    params: { id, keyId: key?.id ?? '' },
    version,
    words: [site.name, id, key?.key ?? '', 'wallaby.example'],
  };
}

const read = { owner: 'bea', also: ['ben', 'ada', 'max'], thing: made } as const satisfies Case;
const manage = { owner: 'bea', also: ['ada'], thing: made } as const satisfies Case;

export const siteGuards: Guards = {
  'GET /sites': [{ ...read, queries: [''] }],
  'POST /sites': [{ owner: 'bea', also: ['cleo', 'dan', 'ada'], body: () => site }],
  'GET /sites/:id': [read],
  'PATCH /sites/:id': [{ ...manage, versioned: true, body: () => ({ name: 'Kangaroo shop' }) }],
  'POST /sites/:id/keys': [manage],
  'DELETE /sites/:id/keys/:keyId': [manage],
};
