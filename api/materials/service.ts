import { changes } from '#api/core/changes.ts';
import { allow, conflict, invalid, notFound, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Paging } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { attach, findUploads } from '#api/files/service.ts';
import { fold } from '#db/fold.ts';
import { materials, type Material } from '#db/schema/materials.ts';
import { facetsOf, totalOf } from './facets.ts';
import { canManage, canSeeDownloads, heardBy, isOver } from './policy.ts';
import { cells, downloadsPage, materialById, materialsPage, type Listed } from './queries.ts';
import type { ChangeMaterial, CreateMaterial, MaterialFilter } from './schemas.ts';

export { downloadCounts } from './queries.ts';
export type { Listed } from './queries.ts';

const subject = ({ id }: { id: string }) => ({ id, accountId: HOUSE_ID });

/** What the actor may have, a page of it, with how much of it is in every facet. */
export async function listMaterials(scope: Scope, filter: MaterialFilter) {
  const [page, counted] = await Promise.all([materialsPage(scope, filter), cells(scope, filter)]);
  return { ...page, total: totalOf(counted, filter), facets: facetsOf(counted, filter) };
}

/** @throws 404 for what is not there, not published for the actor, retired or over */
export async function findMaterial(scope: Scope, id: string): Promise<Listed> {
  const material = await materialById(scope, id);
  if (!material) throw notFound('materials');
  return material;
}

/** A draft: nobody but staff sees it before it is published. */
export async function createMaterial(scope: Scope, input: CreateMaterial): Promise<{ id: string }> {
  allow(canManage(scope.actor));
  const { fileId, ...facts } = input;
  if (isOver(facts.expiresOn)) throw over();
  const file = await upload(scope, fileId);
  return scope.write((write) => {
    const material = write.insert(materials, {
      ...facts,
      fileId,
      status: 'draft',
      searchText: searchText(facts),
    });
    attach(write, fileId, unknownFile());
    write.record('material.changed', subject(material), {
      audience: 'staff',
      values: {
        title: { after: facts.title, audience: 'staff' },
        file: { after: file.name, audience: 'staff' },
      },
    });
    return { id: material.id };
  });
}

const told = {
  title: 'staff',
  description: 'staff',
  category: 'staff',
  audience: 'staff',
  locale: 'staff',
  product: 'staff',
  edition: 'staff',
  expiresOn: 'staff',
  file: 'staff',
} as const;

/**
 * Saves facts and, where another file is named, puts it in the place of the old one. Nobody can download the old
 * file any more; it stays in storage, and the event names it.
 *
 * @throws 412 when somebody saved the material since `version`
 */
export async function changeMaterial(scope: Scope, id: string, version: number, input: ChangeMaterial) {
  const material = await findMaterial(scope, id);
  allow(canManage(scope.actor));
  const { fileId = material.fileId, ...facts } = input;
  const expiresOn = facts.expiresOn === undefined ? material.expiresOn : facts.expiresOn;
  if (expiresOn !== material.expiresOn && isOver(expiresOn)) throw over();
  const replaces = fileId !== material.fileId;
  const file = replaces ? await upload(scope, fileId) : { name: material.fileName };

  await scope.write((write) => {
    const change = { ...facts, fileId, searchText: searchText({ ...material, ...facts }) };
    write.update(materials, { id, version }, change);
    if (replaces) attach(write, fileId, unknownFile());
    write.record('material.changed', subject(material), {
      audience: 'staff',
      data: replaces ? { fileId, formerFileId: material.fileId } : {},
      values: changes({ ...material, file: material.fileName }, { ...facts, file: file.name }, told),
    });
  });
}

/** Offers it to everybody it is for. @throws 409 once its last day is over */
export async function publishMaterial(scope: Scope, id: string, version?: number) {
  const material = await scope.find(materials, id);
  allow(canManage(scope.actor));
  if (version !== undefined && version !== material.version) throw stale();
  if (isOver(material.expiresOn)) throw conflict('materials.over');
  if (material.status === 'live') return;
  await scope.write((write) => {
    write.update(materials, { id, version: version ?? material.version }, { status: 'live' });
    write.record('material.published', subject(material), { audience: heardBy(material) });
  });
}

/** Takes it from everybody but staff. Publishing brings it back. */
export async function retireMaterial(scope: Scope, id: string, version?: number) {
  const material = await scope.find(materials, id);
  allow(canManage(scope.actor));
  if (version !== undefined && version !== material.version) throw stale();
  if (material.status !== 'live') throw conflict('materials.not_live');
  await scope.write((write) => {
    write.update(materials, { id, version: version ?? material.version }, { status: 'retired' });
    write.record('material.retired', subject(material), { audience: heardBy(material) });
  });
}

/** Who downloaded it and when. */
export async function listDownloads(scope: Scope, id: string, paging: Paging) {
  await scope.find(materials, id);
  allow(canSeeDownloads(scope.actor));
  return downloadsPage(scope, id, paging);
}

async function upload(scope: Scope, fileId: string) {
  const [file] = await findUploads(scope, [fileId]);
  if (!file) throw unknownFile();
  return file;
}

const searchText = ({ title, description, product }: Pick<Material, 'title' | 'description' | 'product'>) =>
  fold(title, description, product);

const over = () => invalid({ expiresOn: 'materials.in_past' });
const unknownFile = () => invalid({ fileId: 'materials.unknown_file' });
