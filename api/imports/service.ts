import { and, eq, inArray, sql } from 'drizzle-orm';

import { can, isMember } from '#api/core/actor.ts';
import { allow, AppError, conflict, invalid, notFound, stale } from '#api/core/errors.ts';
import type { Paging } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { attach } from '#api/files/service.ts';
import { files } from '#db/schema/files.ts';
import { importRejects, imports, type Import, type ImportMapping } from '#db/schema/imports.ts';
import { guess, OURS } from './analysis.ts';
import { readerOf } from './file.ts';
import { problemsOf } from './mapping.ts';
import { subject, untouched } from './progress.ts';
import * as queries from './queries.ts';
import type { BeginImport, MapImport } from './schemas.ts';
import { states, stepFrom, type Step } from './states.ts';

export type Reject = Awaited<ReturnType<typeof someRejects>>[number];

export { keepFile } from './file.ts';
export type { Listed } from './queries.ts';
export { rejectsFile } from './rejects.ts';

export async function listImports(scope: Scope, paging: Paging) {
  return queries.importsPage(scope, paging);
}

/** @throws 404 for an import that the actor does not reach */
export async function findImport(scope: Scope, id: string) {
  const found = await queries.importById(scope, id);
  if (!found) throw notFound('imports');
  return found;
}

/** The first rows that were refused: enough to see what is wrong with all of them. */
export async function someRejects(scope: Scope, id: string) {
  return queries.rejectsAfter(scope, id, { line: 0, id: '' });
}

/**
 * Looks at a file and takes a guess at its columns.
 *
 * @throws 403, 404 for a file that is not the actor's, 409 `imports.unreadable`, 422 for one without a table in it
 */
export async function beginImport(scope: Scope, input: BeginImport): Promise<Import> {
  const { actor } = scope;
  allow(isMember(actor) && can(actor, 'imports.run'));
  const { kind, fileId, source, ...format } = input;
  const file = await scope.find(files, fileId);
  const reader = await readerOf(scope, fileId, format);
  try {
    const { analysis } = reader;
    if (analysis.columns.length === 0) throw invalid({ file: 'imports.empty' });
    const mapping = guess(kind, analysis);
    const total = await reader.prepare({ kind, mapping });
    return await scope.write((write) => {
      attach(write, fileId, invalid({ file: 'imports.file_taken' }));
      return write.insert(imports, {
        kind,
        source,
        fileId,
        fileName: file.name,
        personId: actor.personId,
        state: 'uploaded',
        mapping,
        analysis,
        total,
        rejected: {},
        notes: notesOf(analysis.columns, mapping),
      });
    });
  } finally {
    await reader.close();
  }
}

/** Columns that nobody reads are worth a word. */
const notesOf = (columns: string[], mapping: ImportMapping) =>
  columns
    .filter((column) => !(column in mapping.columns) && !OURS.includes(column))
    .filter((column) => !Object.values(mapping.set).some((template) => template.includes(`{${column}}`)))
    .map((column) => ({ code: 'column_ignored', where: column }));

/** @throws 403, 404, 409 while rows are read, 412, 422 for what the file or the kind does not have */
export async function mapImport(scope: Scope, id: string, version: number, change: MapImport): Promise<void> {
  const job = await mine(scope, id);
  if (version !== job.version) throw stale();
  const state = next(job, 'map');
  const { columns, aliases, set, dates } = change;
  const mapping: ImportMapping = {
    columns: columns ?? job.mapping.columns,
    aliases: aliases ?? job.mapping.aliases,
    set: set ?? job.mapping.set,
    dates: dates ?? job.mapping.dates,
  };
  const problems = problemsOf(job, mapping, 'known');
  if (problems) throw invalid(problems);
  await scope.write((write) => {
    const notes = notesOf(job.analysis.columns, mapping);
    write.update(imports, { ...job, version }, { ...untouched(), mapping, state, notes });
    forget(write, id);
  });
}

/** Reads everything and writes nothing. @throws as `mapImport`, 422 while something must be chosen or named */
export const checkImport = (scope: Scope, id: string, version: number) => ask(scope, id, version, 'check');

/** @throws as `checkImport` */
export const startImport = (scope: Scope, id: string, version: number) => ask(scope, id, version, 'run');

async function ask(scope: Scope, id: string, version: number, step: 'check' | 'run'): Promise<void> {
  const job = await mine(scope, id);
  if (version !== job.version) throw stale();
  const state = next(job, step);
  const problems = problemsOf(job, job.mapping, 'complete');
  if (problems) throw invalid(problems);
  await scope.write((write) => {
    write.update(imports, { ...job, version }, { ...untouched(), state });
    forget(write, id);
    const { kind, total } = job;
    write.record('import.asked', subject(job), {
      audience: 'staff',
      data: { kind, total, dryRun: step === 'check' },
    });
  });
}

const forget = (write: Parameters<Parameters<Scope['write']>[0]>[0], id: string) =>
  write.remove(importRejects, eq(importRejects.importId, id));

/** What is written stays. Needs no version: who wants it to stop does not care how far it has come. @throws 409 */
export async function cancelImport(scope: Scope, id: string): Promise<void> {
  const job = await mine(scope, id);
  const state = next(job, 'cancel');
  await scope.write((write) => {
    const here = and(eq(imports.id, id), inArray(imports.state, cancellableAs(state)));
    const now = new Date();
    const change = { state, endedAt: now, updatedAt: now, version: sql`${imports.version} + 1` };
    write.mark(imports, here, change);
    write.requireOne(conflict('imports.not_now'));
    write.record('import.ended', subject(job), { audience: 'staff', data: { kind: job.kind, state } });
  });
}

const cancellableAs = (state: Import['state']) =>
  (Object.keys(states) as Import['state'][]).filter((one) => states[one].cancel === state);

async function mine(scope: Scope, id: string): Promise<Import> {
  const job = await scope.find(imports, id);
  allow(can(scope.actor, 'imports.run'));
  return job;
}

function next({ state }: Import, step: Step): Import['state'] {
  const to = stepFrom(state, step);
  if (!to) throw new AppError(409, 'imports.not_now');
  return to;
}
