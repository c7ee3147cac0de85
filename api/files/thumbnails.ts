import { Readable } from 'node:stream';

import sharp from 'sharp';

import { ALONE } from '#api/core/headers.ts';
import { AppError, notFound } from '#api/core/errors.ts';
import { slots } from '#api/core/slots.ts';
import type { File } from '#db/schema/files.ts';
import type { Storage } from './storage.ts';

/** Twice what a page shows it at, for a fine screen. */
const SIDE = 320;
const MOST_PIXELS = 40_000_000;
const MOST_SECONDS = 20;
const MOST_BYTES = 1024 * 1024;
const PREFIX = 'thumb_';
/** What a browser sends as a picture and sharp reads. */
const SHOWN: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

const inTurn = slots(1);

const keyOf = (fileId: string) => fileId.replace(/^file_/, PREFIX);

/** The id of the file that a key in storage belongs to. */
export const fileOfKey = (key: string): string =>
  key.startsWith(PREFIX) ? key.replace(PREFIX, 'file_') : key;

/** What goes takes along what was made of it. */
export const withThumbnails = (storage: Storage): Storage => ({
  ...storage,
  async delete(key) {
    if (key.startsWith('file_')) await storage.delete(keyOf(key));
    await storage.delete(key);
  },
});

/**
 * A small picture of a file, made anew from its pixels the first time that somebody asks, and so safe to show. Whoever
 * calls this has checked that the reader may have the file.
 *
 * @throws 404 for what is no picture
 */
export async function thumbnailResponse(
  storage: Storage,
  file: Pick<File, 'id' | 'type'>,
): Promise<Response> {
  if (!SHOWN.includes(file.type)) throw notFound('thumbnails');
  const key = keyOf(file.id);
  const made = await storage.get(key).catch(missing);
  if (!made) await make(storage, file.id);
  const { stream } = made ?? (await storage.get(key));
  return new Response(stream, {
    headers: {
      'content-type': 'image/webp',
      'cache-control': 'private, max-age=3600',
      'content-security-policy': ALONE,
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
  });
}

const make = (storage: Storage, id: string): Promise<void> =>
  inTurn(async () => {
    const { stream } = await storage.get(id);
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    const small = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
      .timeout({ seconds: MOST_SECONDS })
      .autoOrient()
      .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer()
      .catch(() => Promise.reject(notFound('thumbnails')));
    await storage.put(keyOf(id), Readable.from([new Uint8Array(small)]), { maxBytes: MOST_BYTES });
  });

function missing(error: unknown): undefined {
  if (error instanceof AppError && error.status === 404) return undefined;
  throw error;
}
