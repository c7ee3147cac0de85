import { and, asc, desc, eq, gt, lt } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { AppError, conflict, notFound } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import { fileResponse } from '#api/files/download.ts';
import type { Backstage } from '#api/handlers.ts';
import type { Handler } from '#api/jobs/worker.ts';
import type { Self } from '#api/profile/self.ts';
import { isUniqueViolation } from '#db/errors.ts';
import { people } from '#db/schema/people.ts';
import { archives, type Archive } from '#db/schema/privacy.ts';
import { packed } from './packing.ts';

const KEPT_MS = 7 * 86_400_000;
const MOST_BYTES = 4 * 1024 ** 3;
const SHOWN = 20;
const AT_ONCE = 100;
const STAFF_ONLY = { audience: 'staff' } as const;
const subject = ({ id }: Pick<Archive, 'id'>) => ({ id, accountId: HOUSE_ID });

export const listArchives = ({ scope, id }: Self): Promise<Archive[]> =>
  scope
    .select(archives, eq(archives.personId, id))
    .orderBy(desc(archives.createdAt), desc(archives.id))
    .limit(SHOWN);

/** One at a time. @throws 401 without a fresh proof, 409 while one is being made */
export async function askArchive(self: Self): Promise<{ id: string }> {
  self.requireFresh('data.copy');
  const { locale } = await self.scope.find(people, self.id);
  return self.scope
    .write((write) => {
      const archive = write.insert(archives, { personId: self.id, state: 'asked', locale });
      write.record('archive.asked', subject(archive), STAFF_ONLY);
      return { id: archive.id };
    })
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? conflict('privacy.archive_asked') : error;
    });
}

/** Packs what is held about somebody. Begun anew after a crash: what there was of it is written over. */
export const makeArchive =
  ({ base, house }: Pick<Backstage, 'base' | 'house'>): Handler =>
  async ({ subjectId: id }, signal) => {
    const scope = new Scope(base, system('archive'));
    const [archive] = await scope.select(archives, eq(archives.id, id));
    if (archive?.state !== 'asked') return;
    const owner = await scope.find(people, archive.personId);
    try {
      const bytes = packed(base, owner, archive.locale, house.name);
      const stored = await base.storage.put(id, bytes, { maxBytes: MOST_BYTES, signal });
      const expiresAt = new Date(Date.now() + KEPT_MS);
      await scope.write((write) => {
        write.update(archives, archive, { ...stored, expiresAt, state: 'ready' });
        write.record('archive.made', subject(archive), { ...STAFF_ONLY, data: { size: stored.size } });
      });
    } catch (error) {
      await base.storage.delete(id);
      // Its owner was erased meanwhile.
      if (error instanceof AppError && error.status === 412) return;
      if (!(error instanceof AppError)) throw error;
      await scope.write((write) => write.update(archives, archive, { state: 'failed' }));
    }
  };

/** @throws 401 without a fresh proof, 404 for that of others and for one that has expired */
export async function fetchArchive(self: Self, id: string, request: Request): Promise<Response> {
  self.requireFresh('data.copy');
  const mine = and(
    eq(archives.id, id),
    eq(archives.personId, self.id),
    eq(archives.state, 'ready'),
    gt(archives.expiresAt, new Date()),
  );
  const [archive] = await self.scope.select(archives, mine);
  if (!archive) throw notFound('archives');
  const file = {
    storageKey: id,
    name: `portico-${archive.createdAt.toISOString().slice(0, 10)}.zip`,
    type: 'application/zip',
    size: archive.size ?? 0,
    sha256: archive.sha256,
  };
  const response = await fileResponse(self.scope.storage, file, request);
  if (response.body)
    await self.scope.write((write) => write.record('archive.fetched', subject(archive), STAFF_ONLY));
  return response;
}

/** The bytes go first: a row whose bytes are gone is found again, bytes whose row is done are not. */
export async function expireArchives(base: Base, now = new Date()): Promise<number> {
  const scope = new Scope(base, system('archive'));
  const found: Archive[] = await scope
    .select(archives, and(eq(archives.state, 'ready'), lt(archives.expiresAt, now)))
    .orderBy(asc(archives.expiresAt), asc(archives.id))
    .limit(AT_ONCE);
  for (const archive of found) {
    await base.storage.delete(archive.id);
    await scope.write((write) => {
      write.update(archives, archive, { state: 'expired', size: null, sha256: null });
      write.record('archive.expired', subject(archive), STAFF_ONLY);
    });
  }
  return found.length;
}
