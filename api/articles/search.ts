import type { Scope } from '#api/core/scope.ts';
import type { Locale } from '#db/enums.ts';
import type { Hit } from '#search/index.ts';
import type { Section } from '#db/schema/articles.ts';
import { readable } from './queries.ts';

export type { Hit, Part } from '#search/index.ts';

/** With fewer answers than this in the reader's language, other languages are asked as well. */
const FEW = 3;

type Question = { q: string; locale: Locale; limit: number };

/** What answers a question, the reader's language first, and whether there is more than `limit`. */
export async function searchArticles(scope: Scope, question: Question) {
  const hits = await find(scope, { ...question, limit: question.limit + 1 }, false);
  return { items: hits.slice(0, question.limit), more: hits.length > question.limit };
}

/** The same while the question is still being typed. */
export const suggestArticles = (scope: Scope, question: Question) => find(scope, question, true);

/** Something found, and where in the help it stands. */
export type Answer = Hit & { section: Section['names'] };

async function find(scope: Scope, { q, locale, limit }: Question, prefix: boolean): Promise<Answer[]> {
  if (!q) return [];
  const kinds = ['article'] as const;
  const here = await scope.search({ text: q, locale, limit, prefix, kinds });
  const anywhere = here.length < FEW ? await scope.search({ text: q, limit: limit * 3, prefix, kinds }) : [];
  const hits = onePerArticle([...here, ...anywhere]).slice(0, limit);
  const allowed = await readable(
    scope,
    hits.map(({ id }) => id),
  );
  return hits.flatMap((hit) => {
    const section = allowed.get(hit.id);
    return section ? [{ ...hit, section }] : [];
  });
}

function onePerArticle(hits: Hit[]): Hit[] {
  const first = new Map<string, Hit>();
  for (const hit of hits) if (!first.has(hit.id)) first.set(hit.id, hit);
  return [...first.values()];
}
