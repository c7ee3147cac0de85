import { sql, type SQL } from 'drizzle-orm';

import type { Scope } from '#api/core/scope.ts';
import { fold } from '#db/fold.ts';
import { requests } from '#db/schema/requests.ts';
import { expression, wordsOf } from '#search/match.ts';
import { numberIn } from './reference.ts';

/**
 * So many hits are fetched and put in order. A word that is more common than that stands in every other row, and a
 * list in its own order meets a page of them soon.
 */
const FEW = 2_000;

/** Requests in which words begin like these; or the one with that number. */
export async function containing(scope: Scope, q: string): Promise<SQL> {
  const number = numberIn(q);
  // "REQ-20481" means that one and nothing else; bare digits may stand in a text as well.
  if (number !== undefined && !/^\d/.test(q)) return sql`${requests.number} = ${number}`;
  const words = wordsOf(fold(q));
  if (!words.length) return sql`0`;

  const wanted = expression(
    words.map((word) => ({ spellings: [word], prefix: word.length > 1 })),
    'AND',
  );
  const hits = sql`select rowid from request_index where request_index match ${wanted}`;
  if (await isCommon(scope, hits))
    return sql`(exists (${hits} and rowid = ${requests.number}) or ${requests.number} = ${number ?? -1})`;
  return sql`${requests.number} in (${hits}${number === undefined ? sql`` : sql` union all select ${number}`})`;
}

async function isCommon(scope: Scope, hits: SQL): Promise<boolean> {
  const count = sql<number>`(select count(*) from (${hits} limit ${FEW + 1}))`;
  const [row] = await scope.asSystem('find-requests').pick(requests, { count }).limit(1);
  return (row?.count ?? 0) > FEW;
}
