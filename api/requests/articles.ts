import { and, eq, inArray } from 'drizzle-orm';

import { searchArticles, type Answer } from '#api/articles/search.ts';
import type { Scope } from '#api/core/scope.ts';
import type { AccountKind, Audience } from '#db/enums.ts';
import { accounts } from '#db/schema/accounts.ts';
import { articles } from '#db/schema/articles.ts';
import { requests } from '#db/schema/requests.ts';

const SHOWN = 10;

/** What whoever asks may read; what the house keeps are the requests of guests. */
const READS: Record<AccountKind, Audience[]> = {
  house: ['public'],
  customer: ['public', 'signed_in', 'customers'],
  partner: ['public', 'signed_in', 'partners'],
};

/** Articles that can be named in an answer: in the customer's language first, and none that it may not open. */
export async function articlesFor(scope: Scope, id: string, q: string): Promise<Answer[]> {
  const { accountId, locale } = await scope.find(requests, id);
  const { kind } = await scope.find(accounts, accountId);
  const { items } = await searchArticles(scope, { q, locale, limit: SHOWN });
  if (!items.length) return [];
  const open = and(
    inArray(
      articles.id,
      items.map((item) => item.id),
    ),
    inArray(articles.audience, READS[kind]),
    eq(articles.status, 'live'),
  );
  const rows = await scope.pick(articles, { id: articles.id }, open).limit(SHOWN);
  const readable = new Set(rows.map((row) => row.id));
  return items.filter((item) => readable.has(item.id));
}
