import { sql, type SQL } from 'drizzle-orm';

import { fold } from '#db/fold.ts';
import { opportunities } from '#db/schema/opportunities.ts';

const LINE = '\n';

/** What lists search in. Who sells it stands in a line of its own: a partner further up does not search there. */
export const searchTextOf = (title: string, customer: string, owner: string | null): string =>
  fold(title, customer).replaceAll(LINE, ' ') + LINE + fold(owner);

/** @param withOwner whether the reader may know who sells it */
export function containing(q: string, withOwner: boolean): SQL[] {
  const whole = opportunities.searchText;
  const text = withOwner ? whole : sql`substr(${whole}, 1, instr(${whole}, ${LINE}))`;
  return fold(q)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => sql`instr(${text}, ${word}) > 0`);
}
