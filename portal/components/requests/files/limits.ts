import type { Locale } from '#api/i18n/index.ts';
import { FILE_BYTES } from '#api/files/service.ts';
import { formatBytes } from '../../../format.ts';

/** As many as one message takes. */
export const FILES = 10;
const MEBIBYTE = 1024 * 1024;

/** What one file may weigh, rounded down to what people call it. */
export const limitText = (locale: Locale): string =>
  formatBytes(locale, Math.floor(FILE_BYTES / MEBIBYTE) * 1_000_000);
