import { setImmediate as turn } from 'node:timers/promises';

import { system } from '#api/core/actor.ts';
import { AppError } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { erasures, type Erasure } from '#db/schema/privacy.ts';
import { nextState } from './states.ts';
import { steps, type Batch } from './steps.ts';
import { whomOf } from './whom.ts';

/** Erases batch by batch; after a crash it goes on from where it stood. */
export const runErasure =
  ({ base }: Pick<Backstage, 'base'>): Handler =>
  async ({ subjectId }, signal) => {
    const scope = new Scope(base, system('erasure'));
    const erasure = await scope.find(erasures, subjectId);
    if (erasure.state !== 'running' || !erasure.marks) return;
    try {
      await finish(scope, await eraseAll(base, scope, erasure, signal));
    } catch (error) {
      // Another worker has taken it over.
      if (!(error instanceof AppError) || error.status !== 412) throw error;
    }
    await forgetPages(base);
  };

async function eraseAll(base: Base, scope: Scope, begun: Erasure, signal: AbortSignal): Promise<Erasure> {
  let erasure = begun;
  const whom = whomOf(begun, begun.marks ?? { names: [], emails: [], phones: [] });
  while (erasure.position < steps.length) {
    const step = steps[erasure.position];
    for await (const batch of step?.(base, whom) ?? []) {
      signal.throwIfAborted();
      erasure = await commit(scope, erasure, batch);
      await turn();
    }
    erasure = await change(scope, erasure, { position: erasure.position + 1 });
  }
  return erasure;
}

/** Bytes whose row goes are found by the nightly sweep, should a crash come in between. */
async function commit(scope: Scope, erasure: Erasure, batch: Batch): Promise<Erasure> {
  const { group, rows, queries, bytes = [], bytesFirst } = batch;
  const drop = () => Promise.all(bytes.map((key) => scope.storage.delete(key)));
  if (bytesFirst) await drop();
  const tally = { ...erasure.tally, [group]: (erasure.tally[group] ?? 0) + rows };
  const changed = await change(scope, erasure, { tally }, queries);
  if (!bytesFirst) await drop();
  return changed;
}

async function change(
  scope: Scope,
  erasure: Erasure,
  set: Partial<Erasure>,
  queries: Batch['queries'] = [],
): Promise<Erasure> {
  await scope.write((write) => {
    for (const query of queries) write.also(query);
    write.update(erasures, erasure, set);
  });
  return { ...erasure, ...set, version: erasure.version + 1 };
}

async function finish(scope: Scope, erasure: Erasure): Promise<void> {
  const state = nextState(erasure.state, 'finish');
  await scope.write((write) => {
    write.update(erasures, erasure, { state, marks: null, endedAt: new Date() });
    const data = { number: erasure.number, tally: erasure.tally };
    write.record('erasure.done', { id: erasure.id, accountId: HOUSE_ID }, { audience: 'staff', data });
  });
}

/** What was written over stands in the log of the database until that is folded into the file. */
async function forgetPages({ db }: Base): Promise<void> {
  if (db.writing.protocol === 'file') await db.writing.execute('pragma wal_checkpoint(truncate)');
}
