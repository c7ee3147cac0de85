import { and, asc, isNull, lt, sql } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { AppError } from '#api/core/errors.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { drafts } from '#db/schema/drafts.ts';
import { files, type File } from '#db/schema/files.ts';
import { forgetUploads } from './partial.ts';
import { dropUnattached } from './service.ts';

const KEPT_MS = 24 * 3_600_000;
const AT_ONCE = 200;

/**
 * Throws away, a day after, what was uploaded and never attached, and what was never uploaded to its end. One that
 * cannot be thrown away keeps none of the others, and is told at the end.
 *
 * @returns how many files
 */
export async function sweepFiles(base: Base, now = new Date()): Promise<number> {
  const scope = new Scope(base, system('sweep-files'));
  const old = new Date(now.getTime() - KEPT_MS);
  await base.storage.tidy(old);
  await forgetUploads(scope, old);
  const failures: unknown[] = [];
  let swept = 0;
  let last: File | undefined;
  do {
    const further =
      last && sql`(${files.createdAt}, ${files.id}) > (${last.createdAt.getTime()}, ${last.id})`;
    const found: File[] = await scope
      .select(files, and(isNull(files.attachedAt), lt(files.createdAt, old), inNoDraft, further))
      .orderBy(asc(files.createdAt), asc(files.id))
      .limit(AT_ONCE);
    for (const { id } of found) {
      const gone = await sweep(scope, id).catch((error: unknown) => void failures.push(error));
      if (gone) swept += 1;
    }
    last = found.length === AT_ONCE ? found.at(-1) : undefined;
  } while (last);
  if (failures.length) throw failures[0];
  return swept;
}

/** What is begun keeps its files for as long as it is kept itself. */
const inNoDraft = sql`not exists (select 1 from ${drafts}, json_each(${drafts.attachments}) as named
  where ${drafts.personId} = ${files.uploadedBy} and named.value = ${files.id})`;

/** The row goes first: bytes without a row are found by nobody, a row without bytes by whoever attached it just now. */
async function sweep(scope: Scope, id: string): Promise<boolean> {
  try {
    await scope.write((write) => dropUnattached(write, id));
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
  await scope.storage.delete(id);
  return true;
}
