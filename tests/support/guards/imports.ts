import { Readable } from 'node:stream';

import { keepFile } from '#api/imports/service.ts';
import { prepareImport } from '#tests/support/imports.ts';
import type { World } from '#tests/support/world.ts';
import type { Case, Guards, Thing } from './case.ts';

const FILE = 'name,city\nQuokka Works,Perth\n';

async function made(w: World): Promise<Thing> {
  const { id, version } = await prepareImport(w, 'accounts', FILE, { name: 'quokkas.csv' });
  return { params: { id }, version, words: ['quokkas.csv', id] };
}

async function file(w: World): Promise<Thing> {
  const fileId = await keepFile(w.as('ada').scope, 'quokkas.csv', Readable.from([Buffer.from(FILE)]));
  return { params: { fileId } };
}

const read = { owner: 'ada', also: ['max'], thing: made } as const satisfies Case;
const run = { owner: 'ada', thing: made, versioned: true } as const satisfies Case;

export const importGuards: Guards = {
  'GET /imports': [{ ...read, queries: [''] }],
  'POST /imports': [
    { owner: 'ada', thing: file, body: ({ params }) => ({ kind: 'accounts', fileId: params?.['fileId'] }) },
  ],
  'GET /imports/:id': [read],
  'GET /imports/:id/rejects': [
    { ...read, thing: async (w) => ({ ...(await made(w)), words: ['portico_reason'] }) },
  ],
  'PUT /imports/:id/mapping': [{ ...run, body: () => ({ columns: { name: 'name' } }) }],
  'PUT /imports/:id/check': [run],
  'PUT /imports/:id/run': [run],
  'DELETE /imports/:id/run': [{ owner: 'ada', thing: made }],
};
