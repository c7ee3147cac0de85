import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';

import { isMember, type Actor } from '#api/core/actor.ts';
import { fold } from '#db/fold.ts';
import { accounts, engagements } from '#db/schema/accounts.ts';
import { givenBy } from './policy.ts';

/** A word that somebody looks for holds neither of them. */
const IDENTITY = '\n';
const COMMERCIAL = '\r';

type Searched = Partial<Record<'name' | 'city' | 'website' | 'industry', string | null>>;

/** The name, then the words of each group that is searched; financial and internal words find nothing. */
export const searchTextOf = ({ name, city, website, industry }: Searched): string =>
  [fold(name), fold(city, website), fold(industry)]
    .map((words) => words.replaceAll(/[\n\r]/g, ' '))
    .reduce((text, words, n) => `${text}${n === 1 ? IDENTITY : COMMERCIAL}${words}`);

const whole = accounts.searchText;
const before = (mark: string) => sql`substr(${whole}, 1, instr(${whole}, ${mark}))`;
const after = (mark: string) => sql`substr(${whole}, instr(${whole}, ${mark}))`;

/** The words by which the actor may find an account: a word of what he may not read finds nothing. */
function wordsFor(actor: Actor): SQL {
  if (!isMember(actor)) return sql`${whole}`;
  const identity = givenBy(actor, 'identity') !== 'none';
  const commercial = givenBy(actor, 'commercial') !== 'none';
  const shut = identity ? before(COMMERCIAL) : before(IDENTITY);
  if (!commercial) return shut;
  const open = identity ? sql`${whole}` : sql`${shut} || ${after(COMMERCIAL)}`;
  return actor.kind === 'partner' ? sql`iif(${shutTo(actor.accountId)}, ${shut}, ${open})` : open;
}

/** Customers whose engagement leaves the commercial fields closed. */
function shutTo(partnerId: string): SQL {
  const closed = new QueryBuilder()
    .select({ id: engagements.customerId })
    .from(engagements)
    .where(
      and(
        eq(engagements.partnerId, partnerId),
        eq(engagements.commercial, 'none'),
        isNull(engagements.endedAt),
      ),
    );
  return sql`${accounts.id} in ${closed}`;
}

export function matching(actor: Actor, q: string): SQL | undefined {
  const words = fold(q).split(/\s+/).filter(Boolean);
  if (!words.length) return undefined;
  const text = wordsFor(actor);
  return and(...words.map((word) => sql`instr(${text}, ${word}) > 0`));
}
