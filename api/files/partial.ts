import { and, eq, lt, sql } from 'drizzle-orm';

import { isMember, type Member } from '#api/core/actor.ts';
import {
  allow,
  AppError,
  conflict,
  invalid,
  malformed,
  notFound,
  tooLarge,
  unauthenticated,
} from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { files } from '#db/schema/files.ts';
import { uploads, type PartialUpload } from '#db/schema/uploads.ts';
import { safeName } from './name.ts';
import type { BeginUpload } from './schemas.ts';
import {
  FILE_BYTES,
  full,
  keepFiles,
  mayUpload,
  MOST_IN_HAND,
  shown,
  store,
  type Upload,
} from './service.ts';
import type { Bytes } from './storage.ts';

/** What one part may weigh, and must unless it is the last: so many small ones would be many files. */
const MOST_PART = 1024 * 1024;
const LEAST_PART = 64 * 1024;

export type Begun = Pick<PartialUpload, 'id' | 'size' | 'received'>;

const begun = ({ id, size, received }: PartialUpload): Begun => ({ id, size, received });

/** @throws 401, 403, 413, 429 */
export async function beginUpload(scope: Scope, { name, size }: BeginUpload): Promise<Begun> {
  const actor = uploader(scope);
  if (size > FILE_BYTES) throw tooLarge();
  const { personId, accountId } = actor;
  const inHand = (await scope.count(files)) + (await scope.count(uploads));
  if (inHand >= MOST_IN_HAND) throw full();
  return scope.write((write) => {
    const mine = and(eq(uploads.personId, personId), eq(uploads.accountId, accountId));
    write.require(sql`(select count(*) from ${uploads} where ${mine}) < ${MOST_IN_HAND}`, full());
    const row = { name: safeName(name), size, received: 0, parts: 0, personId, accountId };
    return begun(write.insert(uploads, row));
  });
}

/** How far it has come: from there it goes on. @throws 404 */
export async function findUpload(scope: Scope, id: string): Promise<Begun> {
  uploader(scope);
  return begun(await scope.find(uploads, id));
}

/**
 * Takes the next part, all of it or nothing. With the last one the whole becomes a file, looked at as every other.
 *
 * @param offset where the part begins
 * @throws 404, 409 where it does not go on from what is there, 413, 422
 */
export async function addPart(
  scope: Scope,
  id: string,
  offset: number,
  body: Bytes,
): Promise<Begun | Upload> {
  const actor = uploader(scope);
  const upload = await scope.find(uploads, id);
  if (offset !== upload.received) throw conflict('files.other_part');
  const rest = upload.size - offset;
  const key = keyOf(upload, upload.parts);
  const { size } = await scope.storage
    .put(key, body, { maxBytes: Math.min(rest, MOST_PART) })
    .catch((error: unknown) => Promise.reject(error instanceof AppError ? error : malformed()));
  if (size < Math.min(rest, LEAST_PART)) throw invalid({ part: 'too_small' });
  const received = offset + size;
  await scope.write((write) => {
    const here = and(eq(uploads.id, id), eq(uploads.received, offset));
    write.mark(uploads, here, { received, parts: upload.parts + 1 });
    write.requireOne(conflict('files.other_part'));
  });
  const now = { ...upload, received, parts: upload.parts + 1 };
  return received < upload.size ? begun(now) : finish(scope, actor, now);
}

/** @throws 404 */
export async function dropUpload(scope: Scope, id: string): Promise<void> {
  uploader(scope);
  const upload = await scope.find(uploads, id);
  await scope.write((write) => {
    write.remove(uploads, eq(uploads.id, id));
    write.requireOne(notFound('uploads'));
  });
  await dropParts(scope, upload);
}

/** Forgets what was not ended by then; its bytes are swept as those that no row names. */
export const forgetUploads = (scope: Scope, before: Date): Promise<void> =>
  scope.write((write) => write.remove(uploads, lt(uploads.createdAt, before)));

async function finish(scope: Scope, actor: Member, upload: PartialUpload): Promise<Upload> {
  try {
    const file = await store(scope, { field: 'file', name: upload.name, stream: wholeOf(scope, upload) });
    await keepFiles(scope, actor, [file], (write) => {
      write.remove(uploads, eq(uploads.id, upload.id));
      write.requireOne(notFound('uploads'));
    }).catch(async (error: unknown) => {
      await scope.storage.delete(file.id);
      throw error;
    });
    await dropParts(scope, upload);
    return shown(file);
  } catch (error) {
    // What nobody takes as it is will be taken no later either; where the scanner was away it may be tried again.
    if (error instanceof AppError && error.status === 422) await dropUpload(scope, upload.id);
    throw error;
  }
}

async function* wholeOf(scope: Scope, upload: PartialUpload): AsyncIterable<Uint8Array> {
  for (let part = 0; part < upload.parts; part += 1)
    yield* (await scope.storage.get(keyOf(upload, part))).stream;
}

async function dropParts(scope: Scope, upload: PartialUpload): Promise<void> {
  for (let part = 0; part < upload.parts; part += 1) await scope.storage.delete(keyOf(upload, part));
}

const keyOf = ({ id }: PartialUpload, part: number) => `${id}_${part}`;

function uploader({ actor }: Scope): Member {
  if (!isMember(actor)) throw unauthenticated();
  allow(mayUpload(actor));
  return actor;
}
