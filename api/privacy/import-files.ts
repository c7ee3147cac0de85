import { and, asc, eq, gt, inArray, notInArray } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { AppError } from '#api/core/errors.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { files } from '#db/schema/files.ts';
import { imports, type Import } from '#db/schema/imports.ts';
import type { Batch } from './steps.ts';
import type { Whom } from './whom.ts';

/** Throws away the files of ended imports in which somebody stands, with what is kept of them. */
export async function* clearImports(base: Base, { marks }: Whom): AsyncGenerator<Batch> {
  const scope = new Scope(base, system('erasure'));
  const needles = [...marks.emails, ...marks.names];
  for (let after = ''; ;) {
    const [job] = await scope
      .select(imports, and(gt(imports.id, after), notInArray(imports.state, ['checking', 'running'])))
      .orderBy(asc(imports.id))
      .limit(1);
    if (!job) return;
    after = job.id;
    if (await mentions(scope, job, needles)) yield clearing(base, [job]);
  }
}

/** What is kept of a file that is not needed any more: its name and what became of its rows. */
export const clearing = ({ db }: Base, jobs: Pick<Import, 'id' | 'fileId' | 'analysis'>[]): Batch => ({
  group: 'imports',
  rows: jobs.length,
  queries: jobs.flatMap(({ id, fileId, analysis }) => [
    db.direct
      .update(imports)
      .set({ analysis: { ...analysis, sample: [] } })
      .where(eq(imports.id, id)),
    db.direct
      .update(files)
      .set({ sha256: '' })
      .where(inArray(files.id, [fileId])),
  ]),
  bytes: jobs.map(({ fileId }) => fileId),
  bytesFirst: true,
});

const asLatin = (bytes: Buffer) => bytes.toString('latin1').toLowerCase();
/** Of the encodings with a byte for each letter: which letter is which byte. */
const tables = ['windows-1251', 'windows-1252'].map((encoding) =>
  new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)),
);
const inBytes = (word: string, letters: string) =>
  [...word].map((letter) => String.fromCodePoint(Math.max(0, letters.indexOf(letter)))).join('');

/** Looked for as the bytes stand in the file, in the encodings in which tables come. */
async function mentions({ storage }: Scope, { fileId }: Import, words: string[]): Promise<boolean> {
  const needles = words.flatMap((word) => [
    asLatin(Buffer.from(word)),
    asLatin(Buffer.from(word, 'utf16le')),
    asLatin(Buffer.from(word, 'utf16le').swap16()),
    ...tables.map((letters) => inBytes(word, letters).toLowerCase()),
  ]);
  const longest = Math.max(0, ...needles.map(({ length }) => length));
  let seen = '';
  try {
    const { stream } = await storage.get(fileId);
    for await (const chunk of stream) {
      seen += asLatin(Buffer.from(chunk));
      if (needles.some((needle) => seen.includes(needle))) return true;
      seen = longest ? seen.slice(-longest) : '';
    }
    return false;
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return false;
    throw error;
  }
}
