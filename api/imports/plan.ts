import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';

/** A row of a file on its way into the database. */
export type Candidate<V> = {
  /** All of it, unless there are reasons against it already. */
  values: Partial<V>;
  reasons: readonly string[];
  /** What the same key became before. */
  known: string | undefined;
};

/** What is to be done with a row. */
export type Step =
  | { fate: 'created' | 'changed'; id: string; write: (write: Write) => void }
  | { fate: 'unchanged'; id: string }
  | { fate: 'rejected'; reasons: string[] };

/** What rows before have led to; of a dry run, in which nothing can be found that was only promised. */
export type Promises = { dryRun: boolean; names: Set<string> };

/**
 * Says for each row what is to be done, without doing it. It looks and decides with the rights of whoever imports,
 * for a handful of rows at a time.
 */
export type Planner<V> = (scope: Scope, rows: Candidate<V>[], promises: Promises) => Promise<Step[]>;

export const rejected = (...reasons: string[]): Step => ({ fate: 'rejected', reasons });
