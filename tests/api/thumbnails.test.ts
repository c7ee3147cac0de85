import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';

import { sweepStrays } from '#api/files/strays.ts';
import { attachments } from '#db/schema/requests.ts';
import { json } from '#tests/support/guards/case.ts';
import { fileId } from '#tests/support/materials.ts';
import { world, type World } from '#tests/support/world.ts';

let w: World;
beforeEach(async () => {
  w = await world();
});

const photo = () =>
  sharp({ create: { width: 1_200, height: 900, channels: 3, background: 'teal' } })
    .withExif({ IFD0: { Copyright: 'The bandicoot' } })
    .jpeg()
    .toBuffer();

async function attached(name: string, body: string | Uint8Array<ArrayBuffer>) {
  const file = await fileId(w, { by: 'dan', name, body });
  const asked = { subject: 'See there', body: 'It leaks.', category: 'problem', attachments: [file] };
  const { id } = await json<{ id: string }>(w.as('dan').post('/requests', asked));
  const [attachment] = await w.system.select(attachments, eq(attachments.requestId, id));
  return { file, path: `/requests/${id}/attachments/${attachment?.id}/thumbnail` };
}

const keys = async () => (await Array.fromAsync(w.portico.base.storage.keys(100))).flat();

describe('the small picture of a file', () => {
  test('is made of its pixels alone, and fits', async () => {
    const { path } = await attached('pump.jpg', new Uint8Array(await photo()));
    const answer = await w.as('abe').get(path);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const { format, width, height, exif } = await sharp(bytes).metadata();

    expect([answer.headers.get('content-type'), answer.headers.get('x-content-type-options')]).toEqual([
      'image/webp',
      'nosniff',
    ]);
    expect({ format, width, height, exif }).toEqual({
      format: 'webp',
      width: 320,
      height: 240,
      exif: undefined,
    });
  });

  test('is made once, stays as long as the file and goes with it', async () => {
    const { file, path } = await attached('pump.jpg', new Uint8Array(await photo()));
    await w.as('dan').get(path);
    await w.as('abe').get(path);
    const later = new Date(Date.now() + 48 * 3_600_000);
    await sweepStrays(w.portico.base, later);
    expect((await keys()).toSorted()).toEqual([file, file.replace('file_', 'thumb_')]);

    await w.portico.base.storage.delete(file);
    expect(await keys()).toEqual([]);
  });

  test('there is none of what is no picture, or a broken one', async () => {
    const broken = Buffer.from((await photo()).subarray(0, 200));
    for (const { path } of [
      await attached('a.log', 'It leaks'),
      await attached('b.jpg', new Uint8Array(broken)),
    ])
      expect((await w.as('dan').get(path)).status).toBe(404);
  });
});
