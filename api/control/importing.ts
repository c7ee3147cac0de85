import { setTimeout as pause } from 'node:timers/promises';
import type { Readable } from 'node:stream';

import { z } from 'zod';

import { parse } from '#api/core/parse.ts';
import type { Scope } from '#api/core/scope.ts';
import { importArticles } from '#api/imports/articles/service.ts';
import { mappingFrom, type Told } from '#api/imports/options.ts';
import { BeginImport, MapImport } from '#api/imports/schemas.ts';
import {
  beginImport,
  checkImport,
  findImport,
  keepFile,
  mapImport,
  rejectsFile,
  startImport,
} from '#api/imports/service.ts';
import { atWork } from '#api/imports/states.ts';
import { importView } from '#api/imports/view.ts';
import { audiences, locales, type ImportKind } from '#db/enums.ts';

/** What somebody asks for on the command line. */
export type Wish = {
  kind: ImportKind | 'articles';
  /** Of the file; of articles its place on this machine. */
  name: string;
  told: Told;
};

export type Tell = (line: object) => void;

const Articles = z.object({
  dryRun: z.boolean(),
  locale: z.enum(locales).default('en'),
  audience: z.enum(audiences).default('public'),
  source: z.string().max(60).default('files'),
});

const LOOK_MS = 150;

/** Does what is wished for and tells how far it is, then what came of it and which rows were refused. */
export async function runCommand(scope: Scope, wish: Wish, file: Readable, tell: Tell): Promise<void> {
  const { kind, name, told } = wish;
  if (kind === 'articles') {
    const onProgress = (position: number, total: number) => tell({ position, total });
    return tell({ report: await importArticles(scope, name, { ...parse(Articles, told), onProgress }) });
  }
  const { id } = await begin(scope, { kind, name, told }, file);
  for (;;) {
    const job = await findImport(scope, id);
    tell({ job: importView(job) });
    if (!atWork(job.state)) break;
    await pause(LOOK_MS);
  }
  for await (const line of rejectsFile(scope, id)) tell({ line });
}

type Begun = { kind: ImportKind; name: string; told: Told };

async function begin(scope: Scope, { kind, name, told }: Begun, file: Readable): Promise<{ id: string }> {
  const fileId = await keepFile(scope, name, file);
  const { source, encoding, delimiter } = told;
  const { id, version, mapping, analysis } = await beginImport(
    scope,
    parse(BeginImport, { kind, fileId, source, encoding, delimiter }),
  );
  await mapImport(scope, id, version, parse(MapImport, mappingFrom(mapping, analysis.columns, told)));
  await (told.dryRun ? checkImport : startImport)(scope, id, version + 1);
  return { id };
}
