import type { Config } from '#api/core/config.ts';
import { openDisk } from './disk.ts';
import { clamd, scanned } from './scan.ts';
import type { Storage } from './storage.ts';
import { withThumbnails } from './thumbnails.ts';

/** Where files are kept, past a scanner where there is one. */
export function openStorage({ data, scanner }: Pick<Config, 'data' | 'scanner'>): Storage {
  const disk = openDisk(`${data}/files`);
  return withThumbnails(scanner ? scanned(disk, clamd(scanner)) : disk);
}
