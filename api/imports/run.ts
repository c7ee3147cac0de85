import { setTimeout as pause } from 'node:timers/promises';

import { can, isStaff, system, type Member } from '#api/core/actor.ts';
import { AppError } from '#api/core/errors.ts';
import { Scope } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { imports, type Import } from '#db/schema/imports.ts';
import { openFile } from './file.ts';
import { record, subject, wind } from './progress.ts';
import type { Reader } from './reader.ts';
import { newMemory, settle, withoutTwins, type Memory, type Settled } from './settling.ts';
import { atWork } from './states.ts';

const MOST_ROWS = 200;
/** Each batch waits for the disk once, so a handful must be worth that. */
const FEWEST_ROWS = 10;
/** Nobody waits longer for an answer because of us, and for each moment that we take we leave two to others. */
const TURN_MS = 15;
const REST = 2;

type Run = { scope: Scope; reader: Reader; memory: Memory; signal: AbortSignal };

/** Reads the rows of an import from where it stands, a handful at a time, as the person who asked for it. */
export const runImport =
  ({ base, auth }: Pick<Backstage, 'base' | 'auth'>): Handler =>
  async ({ subjectId, actorId }, signal) => {
    const member = await importerOf(auth, actorId);
    if (!member) return fail(new Scope(base, system('import')), subjectId, 'forbidden');
    const scope = new Scope(base, member);
    const job = await scope.find(imports, subjectId);
    if (!atWork(job.state)) return;
    const reader = await openFile(scope, job);
    try {
      await reader.prepare(job);
      const memory = newMemory(job.state === 'checking');
      // A dry run leaves nothing behind that it could go on from.
      const begun = memory.dryRun && job.position > 0 ? await wind(scope, job) : job;
      await readAll(begun, { scope, reader, memory, signal });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // Not even a refusal could be written any more: somebody has stopped it, and may have begun anew.
      if (error.status === 412) return;
      await fail(scope, job.id, error.code);
    } finally {
      await reader.close();
    }
  };

/** Nobody, when the right was taken from that person since. */
async function importerOf(auth: Backstage['auth'], personId: string): Promise<Member | undefined> {
  const members = await auth.directory.membersOf(personId);
  return members.find((one) => isStaff(one) && can(one, 'imports.run'));
}

async function readAll(begun: Import, { scope, reader, memory, signal }: Run): Promise<void> {
  let job: Import | undefined = begun;
  let size = FEWEST_ROWS;
  while (job && atWork(job.state)) {
    signal.throwIfAborted();
    const rows = withoutTwins(await reader.rows(job.position, size));
    const started = performance.now();
    job = await advance(scope, job, await settle(scope, job, rows, memory));
    const took = performance.now() - started;
    size = nextSize(size, rows.length, took);
    await pause(took * REST);
  }
}

const nextSize = (size: number, rows: number, took: number): number =>
  Math.round(Math.min(MOST_ROWS, size * 2, Math.max(FEWEST_ROWS, (Math.max(rows, 1) * TURN_MS) / took)));

/** One bad row does not take the others with it: what cannot be written together is written one by one. */
async function advance(scope: Scope, job: Import, settled: Settled[]): Promise<Import | undefined> {
  try {
    return await record(scope, job, settled);
  } catch (error) {
    const now = await scope.find(imports, job.id);
    // One step further it was written, and only the answer was lost. Beyond that somebody has stopped it and begun
    // anew, perhaps with other columns: another job does that.
    if (now.version === job.version + 1 && atWork(now.state)) return now;
    if (now.version !== job.version) return undefined;
    if (settled.length === 0) throw error;
    return oneByOne(scope, job, settled);
  }
}

async function oneByOne(scope: Scope, job: Import, settled: Settled[]): Promise<Import | undefined> {
  let at: Import | undefined = job;
  for (const one of settled) {
    const standing: Import | undefined = at;
    if (!standing) return undefined;
    at = await record(scope, standing, [one]).catch((error: unknown) =>
      record(scope, standing, [{ ...one, step: { fate: 'rejected', reasons: [reasonOf(error)] } }]),
    );
  }
  return at;
}

const reasonOf = (error: unknown) =>
  error instanceof AppError ? `row.${error.code.replace(/^.*\./, '')}` : 'row.refused';

async function fail(scope: Scope, id: string, code: string): Promise<void> {
  const job = await scope.find(imports, id);
  if (!atWork(job.state)) return;
  await scope.write((write) => {
    write.update(imports, job, { state: 'failed', error: code, endedAt: new Date() });
    write.record('import.ended', subject(job), { audience: 'staff', data: { state: 'failed' } });
  });
}
