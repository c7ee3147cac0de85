import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { world, type World } from '#tests/support/world.ts';

const corpus = process.env['PORTICO_CORPUS'];
const PATIENCE_MS = 120_000;
const folder = join(corpus ?? '', 'abuse-file-formats/input');
const THREAD = { subject: 'The pump hums', body: 'At night.', category: 'problem' };

/** The smallest valid files of sixty formats; those that are text through and through are text. */
const TAKEN = {
  'gif87.gif': 'image/gif',
  'gif89.gif': 'image/gif',
  'jpg.jpg': 'image/jpeg',
  'mp4.mp4': 'video/mp4',
  'pdf.pdf': 'application/pdf',
  'png.png': 'image/png',
  'protobuf.txt': 'text/plain',
  'webp.webp': 'image/webp',
  'webpl.webp': 'image/webp',
  'zip.zip': 'application/zip',
};

/** What is text is so by its ending and by having nothing in it that no text has. */
const OF_BYTES = new Map(Object.entries(TAKEN).filter(([, type]) => type !== 'text/plain'));
const OTHER_NAMES = ['no ending', 'lies.png', 'a.html.txt'];
const real = (name: string) => readFileSync(join(folder, name));
type Sent = { id: string; type: string; code: string };

async function upload(w: World, name: string, content: Buffer) {
  const data = new FormData();
  data.append('files', new File([new Uint8Array(content)], name));
  const answer = await w.as('dan').post('/files', data);
  const told = (await answer.json()) as Sent[] | Sent;
  return { status: answer.status, told: Array.isArray(told) ? told[0] : told };
}

test.skipIf(!corpus)(
  'of real files only the allowed formats come in, and go out as downloads (needs PORTICO_CORPUS)',
  { timeout: PATIENCE_MS },
  async () => {
    const w = await world();
    const taken: Record<string, string> = {};
    const refused: string[] = [];
    for (const name of readdirSync(folder)) {
      const { status, told } = await upload(w, name, real(name));
      if (status === 201 && told) {
        taken[name] = told.type;
        await isDownload(w, told, real(name));
      } else refused.push(`${status} ${told?.code}`);
    }

    expect(taken).toEqual(TAKEN);
    expect(new Set(refused)).toEqual(new Set(['422 files.type_not_allowed']));
    expect(refused.length).toBe(readdirSync(folder).length - Object.keys(TAKEN).length);
  },
);

test.skipIf(!corpus)(
  'under another name they are still what their bytes are (needs PORTICO_CORPUS)',
  { timeout: PATIENCE_MS },
  async () => {
    const w = await world();
    for (const name of readdirSync(folder))
      for (const claimed of OTHER_NAMES) {
        const { status, told } = await upload(w, claimed, real(name));
        if (status !== 201 || !told) continue;
        await isDownload(w, told, real(name));
        expect([name, claimed, told.type]).toEqual([name, claimed, OF_BYTES.get(name) ?? 'text/plain']);
      }
  },
);

/** No browser shows it, guesses what it is, or runs anything beside it. */
async function isDownload(w: World, { id, type }: Sent, content: Buffer) {
  const made = await w.as('dan').post('/requests', { ...THREAD, attachments: [id] });
  expect(made.status).toBe(201);
  const { id: thread } = (await made.json()) as { id: string };
  const said = await (await w.as('abe').get(`/requests/${thread}/messages`)).text();
  const attached = /"attachments":\[\{"id":"(\w+)"/.exec(said)?.[1];
  const answer = await w.as('abe').get(`/requests/${thread}/attachments/${attached}`);

  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')?.split(';')[0]).toBe(type);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="/);
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
  expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
}
