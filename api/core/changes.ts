import type { EventAudience } from '#db/enums.ts';
import type { Change } from './write.ts';

/**
 * What an update changes, for the history. Only the fields named in `audiences` are recorded, each for its readers.
 */
export function changes<T extends Record<string, unknown>>(
  before: T,
  after: Partial<T>,
  audiences: { [K in keyof T]?: EventAudience },
): Record<string, Change> {
  const fields = Object.keys(audiences) as (keyof T & string)[];
  const changed = fields.filter((field) => field in after && !same(before[field], after[field]));
  return Object.fromEntries(
    changed.map((field) => [
      field,
      { before: before[field], after: after[field], audience: audiences[field] ?? 'staff' },
    ]),
  );
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
