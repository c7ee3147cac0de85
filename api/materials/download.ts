import { sql } from 'drizzle-orm';

import { isMember } from '#api/core/actor.ts';
import { AppError, conflict } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { fileResponse } from '#api/files/download.ts';
import { downloads, type Material } from '#db/schema/materials.ts';
import { fetchedSince } from './queries.ts';
import { findMaterial } from './service.ts';

const HOUR_MS = 3_600_000;
const KNOWN = 'materials.download_known';

/**
 * The file of a material, or the part of it that is asked for. Whoever receives any of it has downloaded it; a player
 * or a download manager that asks for many parts counts once an hour.
 */
export async function downloadMaterial(scope: Scope, id: string, request: Request): Promise<Response> {
  const material = await findMaterial(scope, id);
  const file = await scope.fileOf(material);
  const response = await fileResponse(scope.storage, { ...file, storageKey: file.id }, request);
  if (response.body) await record(scope, material);
  return response;
}

/** Two parts asked for at the same moment: the batch of the second meets the row of the first and does nothing. */
async function record(scope: Scope, { id, fileId }: Pick<Material, 'id' | 'fileId'>): Promise<void> {
  const { actor } = scope;
  if (!isMember(actor) || actor.viewerId) return;
  const { personId, accountId } = actor;
  const since = new Date(Date.now() - HOUR_MS);
  if (await fetchedSince(scope, id, personId, since)) return;
  try {
    await scope.write((write) => {
      write.require(
        sql`not exists (select 1 from ${downloads} where ${downloads.materialId} = ${id}
          and ${downloads.personId} = ${personId} and ${downloads.createdAt} >= ${since.getTime()})`,
        conflict(KNOWN),
      );
      write.insert(downloads, { materialId: id, personId, accountId });
      write.record('material.downloaded', { id, accountId }, { data: { fileId } });
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== KNOWN) throw error;
  }
}
