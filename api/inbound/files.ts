import type { Member } from '#api/core/actor.ts';
import { AppError } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { safeName } from '#api/files/name.ts';
import { FILE_BYTES } from '#api/files/service.ts';
import { fitting, HEAD_BYTES, sniff } from '#api/files/sniff.ts';
import { newId } from '#db/ids.ts';
import { files } from '#db/schema/files.ts';
import type { ReadMail } from './parsing/mail.ts';

/**
 * Keeps what hung on a mail, as if the sender had uploaded it. What the portal would refuse is left out; it stays in
 * the original, which staff can download.
 *
 * @returns the ids of the files
 */
export async function keepFiles(scope: Scope, owner: Member, given: ReadMail['files']): Promise<string[]> {
  const kept: string[] = [];
  for (const file of given) {
    const id = await keep(scope, owner, file).catch((error: unknown) => {
      if (error instanceof AppError) return undefined;
      throw error;
    });
    if (id) kept.push(id);
  }
  return kept;
}

async function keep(scope: Scope, { personId, accountId }: Member, file: ReadMail['files'][number]) {
  const name = safeName(file.name);
  const type = await sniff(file.content.subarray(0, HEAD_BYTES), name);
  const id = newId('file');
  const stored = await scope.storage.put(id, once(file.content), { maxBytes: FILE_BYTES });
  await scope.write((write) =>
    write.insert(files, { id, name: fitting(name, type), type, ...stored, uploadedBy: personId, accountId }),
  );
  return id;
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}
