import { and, eq, inArray } from 'drizzle-orm';

import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { origins, type Import, type Origin } from '#db/schema/imports.ts';
import type { Promises, Step } from './plan.ts';
import { planners } from './planners.ts';
import type { ReadRow } from './rows.ts';

/** A row with what is to be done about it. */
export type Settled = { row: ReadRow; step: Step; origin: Origin | undefined };

/** What a dry run has come across, since it leaves nothing to be found. */
export type Memory = Promises & { hashes: Map<string, string> };

export const newMemory = (dryRun: boolean): Memory => ({ dryRun, names: new Set(), hashes: new Map() });

/** Decides about a handful of rows. Whatever is as it was read the last time is not even looked at. */
export async function settle(scope: Scope, job: Import, rows: ReadRow[], memory: Memory): Promise<Settled[]> {
  const known = await originsOf(scope, job, rows);
  const open = rows.filter((row) => row.reasons.length || !isSame(row, known.get(row.key), memory));
  const steps = await planners[job.kind](
    scope,
    open.map(({ key, values, reasons }) => ({
      values,
      reasons: key ? reasons : [...reasons, ...withoutKey(reasons)],
      known: known.get(key)?.subjectId,
    })),
    memory,
  );
  const stepOf = new Map(open.map((row, at) => [row, steps[at]]));
  return rows.map((row) => {
    const origin = known.get(row.key);
    const step = stepOf.get(row) ?? { fate: 'unchanged', id: origin?.subjectId ?? '' };
    if (memory.dryRun && step.fate !== 'rejected') memory.hashes.set(row.key, row.hash);
    return { row, step, origin };
  });
}

const withoutKey = (reasons: string[]) => (reasons.length ? [] : ['key.required']);

const isSame = ({ key, hash }: ReadRow, origin: Origin | undefined, { hashes }: Memory) =>
  key !== '' && (hashes.get(key) ?? origin?.hash) === hash;

async function originsOf(
  scope: Scope,
  { kind, source }: Import,
  rows: ReadRow[],
): Promise<Map<string, Origin>> {
  const keys = rows.flatMap(({ key }) => (key ? [key] : []));
  if (!keys.length) return new Map();
  const found = await scope.select(
    origins,
    and(eq(origins.kind, kind), eq(origins.source, source), inArray(origins.key, keys)),
  );
  return new Map(found.map((origin) => [origin.key, origin]));
}

/** Writes what was decided about a row, and where it came from. */
export function perform(write: Write, { kind, source }: Import, { row, step, origin }: Settled): void {
  if (step.fate === 'rejected') return;
  if (step.fate !== 'unchanged') step.write(write);
  const { key, hash } = row;
  if (!origin) write.insert(origins, { kind, source, key, subjectId: step.id, hash });
  else if (origin.hash !== hash) write.update(origins, origin, { hash });
}

/** Rows up to the first one that is about the same thing as one before it: that one has to find it. */
export function withoutTwins(rows: ReadRow[]): ReadRow[] {
  const hashes = new Map<string, string>();
  const end = rows.findIndex(({ key }) => {
    if (key && hashes.has(key)) return true;
    hashes.set(key, key);
    return false;
  });
  return end < 0 ? rows : rows.slice(0, end);
}
