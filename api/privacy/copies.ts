import { and, asc, gt } from 'drizzle-orm';

import type { Base } from '#api/core/scope.ts';
import type { Copy, Owner } from './copy.ts';
import { ownFacts } from './own-facts.ts';
import { ownWork } from './own-work.ts';

/**
 * All that is held about somebody, as far as it is his: what others wrote, and who they are, is theirs. Secrets are
 * left out: they are of use to nobody who may have them.
 */
export const copies: Copy[] = [...ownFacts, ...ownWork];

const AT_ONCE = 500;

/** The rows of one file, some at once. */
export async function* rowsOf(
  { db }: Base,
  { table, key, columns, where, joins = [] }: Copy,
  owner: Owner,
): AsyncGenerator<Record<string, unknown>[]> {
  for (let after = ''; ;) {
    const asked = db.reader
      .select({ ...(typeof columns === 'function' ? columns(owner) : columns), 'row key': key })
      .from(table)
      .$dynamic();
    for (const [other, on] of joins) void asked.innerJoin(other, on);
    const rows = await asked
      .where(and(where(owner), gt(key, after)))
      .orderBy(asc(key))
      .limit(AT_ONCE);
    yield rows.map(({ 'row key': _key, ...row }) => row as Record<string, unknown>);
    if (rows.length < AT_ONCE) return;
    after = String(rows.at(-1)?.['row key']);
  }
}
