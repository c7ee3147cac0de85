import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { can, isMember } from '#api/core/actor.ts';
import { allow } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { FILE_BYTES } from '#api/files/service.ts';
import { safeName } from '#api/files/name.ts';
import { newId } from '#db/ids.ts';
import { files } from '#db/schema/files.ts';
import type { Import } from '#db/schema/imports.ts';
import { Reader } from './reader.ts';

/** The file of an import in a reader of its own, read as it was the first time. */
export async function openFile(scope: Scope, { fileId, analysis }: Pick<Import, 'fileId' | 'analysis'>) {
  return readerOf(scope, fileId, analysis);
}

export async function readerOf(scope: Scope, fileId: string, format = {}): Promise<Reader> {
  const { stream } = await scope.storage.get(fileId);
  const bytes = await buffer(stream);
  return Reader.open(new Uint8Array(bytes), format);
}

/** Takes a file that came by another way than a form. @returns its id */
export async function keepFile(scope: Scope, name: string, body: Readable): Promise<string> {
  const { actor } = scope;
  allow(isMember(actor) && can(actor, 'imports.run'));
  const id = newId('file');
  const stored = await scope.storage.put(id, body, { maxBytes: FILE_BYTES });
  await scope.write((write) => {
    const { personId: uploadedBy, accountId } = actor;
    write.insert(files, { id, name: safeName(name), type: 'text/csv', ...stored, uploadedBy, accountId });
  });
  return id;
}
