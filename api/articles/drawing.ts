import sharp, { type Metadata } from 'sharp';

import { invalid } from '#api/core/errors.ts';
import { slots } from '#api/core/slots.ts';

/** Wider than a page shows it even on a fine screen; a long screenshot may be long. */
const WIDEST = 1_600;
const TALLEST = 6_000;
const MOST_PIXELS = 40_000_000;
const MOST_SECONDS = 20;
const FORMATS: readonly string[] = ['png', 'jpeg', 'gif', 'webp', 'svg'];
/**
 * What a drawing is rendered at, so that it stays sharp on a fine screen: pixels of the file to one of the page. Its
 * few colours are smaller without loss, and made three times as fast.
 */
const FINE = 2;

sharp.cache(false);
sharp.concurrency(1);
const inTurn = slots(2);

export type Drawn = { webp: Uint8Array; width: number; height: number };

/**
 * A picture made anew from its pixels: without metadata, without whatever else the file held, no larger than a page
 * needs. A moving one stays moving unless that is too much.
 *
 * @throws 422 for what is no picture, or too large a one
 */
export const redraw = (bytes: Uint8Array): Promise<Drawn> =>
  inTurn(() => draw(bytes).catch(() => Promise.reject(invalid({ fileId: 'articles.unreadable_picture' }))));

async function draw(bytes: Uint8Array): Promise<Drawn> {
  const found = await sharp(bytes, { limitInputPixels: MOST_PIXELS, animated: true }).metadata();
  if (!FORMATS.includes(found.format)) throw new Error('another format');
  const fine = found.format === 'svg' ? FINE : 1;
  const { data, info } = await sharp(bytes, {
    limitInputPixels: MOST_PIXELS,
    animated: pixelsOf(found) <= MOST_PIXELS,
    ...(fine > 1 ? { density: 72 * fine } : {}),
  })
    .timeout({ seconds: MOST_SECONDS })
    .autoOrient()
    .resize({ width: WIDEST, height: TALLEST, fit: 'inside', withoutEnlargement: true })
    .webp(fine > 1 ? { lossless: true } : { quality: 82, smartSubsample: true })
    .toBuffer({ resolveWithObject: true });
  const height = info.pageHeight ?? info.height;
  return { webp: data, width: shown(info.width, fine), height: shown(height, fine) };
}

const pixelsOf = ({ width, height, pageHeight, pages = 1 }: Metadata) =>
  width * (pageHeight ?? height) * pages;

const shown = (pixels: number, fine: number) => Math.max(1, Math.round(pixels / fine));
