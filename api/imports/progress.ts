import { eq } from 'drizzle-orm';

import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { importRejects, imports, type Import } from '#db/schema/imports.ts';
import { perform, type Settled } from './settling.ts';

const TOLD_EVERY = 1_000;
const FATES = ['created', 'changed', 'unchanged'] as const;

export const subject = ({ id }: Pick<Import, 'id'>) => ({ id, accountId: HOUSE_ID });

type Standing = Pick<
  Import,
  'position' | 'created' | 'changed' | 'unchanged' | 'refused' | 'rejected' | 'error' | 'endedAt'
>;

/** As if nothing had been read yet. */
export const untouched = (): Standing => ({
  position: 0,
  created: 0,
  changed: 0,
  unchanged: 0,
  refused: 0,
  rejected: {},
  error: null,
  endedAt: null,
});

/**
 * One batch: the rows, where they came from, those that were refused, and how far the import is. So it can be cut
 * off at any moment and goes on from there.
 */
export async function record(scope: Scope, job: Import, settled: Settled[]): Promise<Import> {
  const after = { ...standing(job, settled), ...ending(job, job.position + settled.length) };
  await scope.write((write) => {
    write.update(imports, job, after);
    if (job.state === 'running') for (const one of settled) perform(write, job, one);
    for (const { row, step } of settled)
      if (step.fate === 'rejected')
        write.insert(importRejects, {
          importId: job.id,
          line: row.line,
          reasons: step.reasons,
          cells: row.cells,
        });
    tell(write, job, { ...job, ...after });
  });
  return { ...job, ...after, version: job.version + 1 };
}

function standing(job: Import, settled: Settled[]) {
  const rejected = { ...job.rejected };
  for (const { step } of settled)
    if (step.fate === 'rejected')
      for (const reason of new Set(step.reasons)) rejected[reason] = (rejected[reason] ?? 0) + 1;
  const count = (fate: string) => settled.filter(({ step }) => step.fate === fate).length;
  return {
    position: job.position + settled.length,
    ...Object.fromEntries(FATES.map((fate) => [fate, job[fate] + count(fate)])),
    refused: job.refused + count('rejected'),
    rejected,
  };
}

function ending({ total, state }: Import, position: number): Partial<Import> {
  if (position < total) return {};
  return { state: state === 'checking' ? 'checked' : 'done', endedAt: new Date() };
}

/** What was made is told once for a thousand rows and at the end; what was changed, each thing tells itself. */
function tell(write: Write, before: Import, after: Import): void {
  const { kind, state, position, created, changed, unchanged, refused } = after;
  const so = { kind, state, position, created, changed, unchanged, refused };
  const passed = Math.floor(position / TOLD_EVERY) > Math.floor(before.position / TOLD_EVERY);
  if (state === 'running' && passed)
    write.record('import.written', subject(after), { audience: 'staff', data: so });
  if (state === 'done') write.record('import.ended', subject(after), { audience: 'staff', data: so });
}

/** Back to the first row, with nothing counted. */
export async function wind(scope: Scope, job: Import): Promise<Import> {
  await scope.write((write) => {
    write.update(imports, job, untouched());
    write.remove(importRejects, eq(importRejects.importId, job.id));
  });
  return { ...job, ...untouched(), version: job.version + 1 };
}
