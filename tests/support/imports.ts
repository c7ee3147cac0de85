import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';

import { mappingFrom, toldBy } from '#api/imports/options.ts';
import {
  beginImport,
  checkImport,
  findImport,
  keepFile,
  mapImport,
  rejectsFile,
  startImport,
} from '#api/imports/service.ts';
import { BeginImport, MapImport } from '#api/imports/schemas.ts';
import { parse } from '#api/core/parse.ts';
import type { ImportKind } from '#db/enums.ts';
import type { Name, World } from './world.ts';

type How = { options?: string[]; by?: Name; name?: string };

/** Uploads a file and says what is in it, as somebody would at the desk. */
export async function prepareImport(
  w: World,
  kind: ImportKind,
  text: string | Uint8Array,
  { options = [], by = 'ada', name = `${kind}.csv` }: How = {},
) {
  const { scope } = w.as(by);
  const fileId = await keepFile(scope, name, Readable.from([Buffer.from(text)]));
  const told = toldBy(options);
  const begun = await beginImport(scope, parse(BeginImport, { kind, fileId, ...told }));
  const mapping = mappingFrom(begun.mapping, begun.analysis.columns, told);
  await mapImport(scope, begun.id, begun.version, parse(MapImport, mapping));
  return findImport(scope, begun.id);
}

/** All of it, to its end. */
export async function importText(w: World, kind: ImportKind, text: string | Uint8Array, how: How = {}) {
  const { scope } = w.as(how.by ?? 'ada');
  const { id, version } = await prepareImport(w, kind, text, how);
  const dryRun = how.options?.includes('--dry-run') ?? false;
  await (dryRun ? checkImport : startImport)(scope, id, version);
  await w.settle();
  return findImport(scope, id);
}

export const importFile = (w: World, kind: ImportKind, path: string, options: string[] = []) =>
  importText(w, kind, readFileSync(path), { options });

/** The rows that were refused, as the file that people mend. */
export async function rejectsOf(w: World, id: string): Promise<string> {
  let text = '';
  for await (const line of rejectsFile(w.as('ada').scope, id)) text += line;
  return text;
}
