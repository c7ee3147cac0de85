import { and, eq, inArray, isNull, sql } from 'drizzle-orm';

import { can, isMember, type Actor, type Member } from '#api/core/actor.ts';
import { allow, AppError, forbidden, notFound, unauthenticated } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { newId } from '#db/ids.ts';
import { files, type File } from '#db/schema/files.ts';
import { readMultipart, type UploadPart } from './multipart.ts';
import { fitting, peek, sniff } from './sniff.ts';

export type Upload = Pick<File, 'id' | 'name' | 'type' | 'size'>;

export const FILE_BYTES = 25 * 1024 * 1024;
const LIMITS = { files: 10, fileBytes: FILE_BYTES, fieldBytes: 128 * 1024, fields: 100 };
/** Files that nobody attaches are thrown away after a day; until then they take room. */
export const MOST_IN_HAND = 100;

const WITH_FILES = [
  'requests.submit',
  'requests.work',
  'materials.manage',
  'articles.manage',
  'imports.run',
] as const;

/** Whoever may send or publish something with files. */
export const mayUpload = (actor: Actor): actor is Member => WITH_FILES.some((right) => can(actor, right));

export type NewFile = Upload & { sha256: string };

/**
 * Takes the files of a form: all of them, or nothing is left of any. Its other fields come back as they are, and a
 * file's field with the id of the file.
 *
 * @param kept see `readMultipart`
 * @throws 401 and 403 before anything is read, 400, 413, 422, 429
 */
export async function receiveUploads(
  scope: Scope,
  request: Request,
  kept?: URLSearchParams,
): Promise<{ uploads: Upload[]; fields: URLSearchParams }> {
  const { actor } = scope;
  if (!isMember(actor)) throw unauthenticated();
  allow(mayUpload(actor));
  if ((await scope.count(files)) >= MOST_IN_HAND) throw full();

  const received: NewFile[] = [];
  const onAbort = async (ids: string[]) =>
    void (await Promise.all(ids.map((id) => scope.storage.delete(id))));
  const onFile = async (part: UploadPart) => {
    const file = await store(scope, part);
    received.push(file);
    return file.id;
  };
  const fields = await readMultipart(request, LIMITS, { onFile, onAbort }, kept);
  try {
    if (received.length) await keepFiles(scope, actor, received);
  } catch (error) {
    await onAbort(received.map(({ id }) => id));
    throw error;
  }
  return { uploads: received.map(shown), fields };
}

export async function store(scope: Scope, { name, stream }: UploadPart): Promise<NewFile> {
  const id = newId('file');
  const { head, stream: whole } = await peek(stream);
  const type = await sniff(head, name, { drawings: can(scope.actor, 'articles.manage') });
  const stored = await scope.storage.put(id, whole, { maxBytes: FILE_BYTES });
  return { id, name: fitting(name, type), type, ...stored };
}

/** @throws 429 when others came at the same moment and took the room */
export const keepFiles = (
  scope: Scope,
  { personId, accountId }: Member,
  received: NewFile[],
  also: (write: Write) => void = () => {},
) =>
  scope.write((write) => {
    also(write);
    const mine = and(
      eq(files.uploadedBy, personId),
      eq(files.accountId, accountId),
      isNull(files.attachedAt),
    );
    const inHand = sql`(select count(*) from ${files} where ${mine})`;
    write.require(sql`${inHand} < ${MOST_IN_HAND}`, full());
    for (const file of received) write.insert(files, { ...file, uploadedBy: personId, accountId });
  });

export const full = () => new AppError(429, 'files.in_hand', {}, 3_600);

export const shown = ({ id, name, type, size }: Upload): Upload => ({ id, name, type, size });

/** The files of one's own that are not attached to anything yet, in the order of `ids`; others are left out. */
export async function findUploads(scope: Scope, ids: string[]): Promise<Upload[]> {
  if (!ids.length) return [];
  const found = await scope
    .select(files, and(inArray(files.id, ids), isNull(files.attachedAt)))
    .limit(LIMITS.files);
  return ids.flatMap((id) => found.filter((file) => file.id === id).map(shown));
}

/** Marks a file in the batch that attaches it. @param refusal when it is attached by now, gone, or another's */
export function attach(write: Write, fileId: string, refusal: AppError): void {
  write.mark(files, and(eq(files.id, fileId), isNull(files.attachedAt)), { attachedAt: new Date() });
  write.requireOne(refusal);
}

/** Removes the row of a file in a batch, unless it is attached by now. */
export function dropUnattached(write: Write, id: string): void {
  write.remove(files, sql`${files.id} = ${id} and ${files.attachedAt} is null`);
  write.requireOne(notFound('files'));
}

/** @throws 404 for files that are attached or not one's own */
export async function removeUpload(scope: Scope, id: string): Promise<void> {
  if (!mayUpload(scope.actor)) throw isMember(scope.actor) ? forbidden() : unauthenticated();
  const file = await scope.find(files, id);
  await scope.write((write) => dropUnattached(write, file.id));
  await scope.storage.delete(file.id);
}
