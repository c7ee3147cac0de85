import { inArray } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { timeOf } from '#db/ids.ts';
import { articlePictures } from '#db/schema/article-pictures.ts';
import { files } from '#db/schema/files.ts';
import { inboundMails } from '#db/schema/mailboxes.ts';
import { archives } from '#db/schema/privacy.ts';
import { fileOfKey } from './thumbnails.ts';

const KEPT_MS = 24 * 3_600_000;
const AT_ONCE = 200;

/** Whatever has bytes in storage, under its own id. */
const KEEPERS = [files, articlePictures, archives, inboundMails];

/**
 * Throws away bytes that no row names, a day after: the server ended between the bytes and the row, in whichever
 * order they came or went.
 *
 * @returns how many files
 */
export async function sweepStrays(base: Base, now = new Date()): Promise<number> {
  const scope = new Scope(base, system('sweep-strays'));
  const old = now.getTime() - KEPT_MS;
  let swept = 0;
  for await (const keys of base.storage.keys(AT_ONCE)) {
    const ids = keys.map(fileOfKey);
    const known = await Promise.all(
      KEEPERS.map((table) => scope.pick(table, { id: table.id }, inArray(table.id, ids))),
    );
    const named = new Set(known.flat().map(({ id }) => id));
    const strays = keys.filter((key) => !named.has(fileOfKey(key)) && timeOf(key) < old);
    for (const key of strays) await base.storage.delete(key);
    swept += strays.length;
  }
  return swept;
}
