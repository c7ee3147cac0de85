import { and, eq, inArray } from 'drizzle-orm';

import type { Scope } from '#api/core/scope.ts';
import { locales, type Locale } from '#db/enums.ts';
import { origins, type Origin } from '#db/schema/imports.ts';

const AT_ONCE = 100;

export const KIND = { articles: 'articles', sections: 'help_sections' } as const;

/** The same article in two languages is read from two files and is one article here. */
export const keyOf = (locale: Locale, key: string) => `${locale}/${key}`;

/** What was made of these keys before, by key. */
export async function originsOf(
  scope: Scope,
  which: { kind: string; source: string; keys: string[] },
): Promise<Map<string, Origin>> {
  const found = new Map<string, Origin>();
  for (let from = 0; from < which.keys.length; from += AT_ONCE) {
    const some = which.keys.slice(from, from + AT_ONCE);
    const rows = await scope.select(
      origins,
      and(eq(origins.kind, which.kind), eq(origins.source, which.source), inArray(origins.key, some)),
    );
    for (const origin of rows) found.set(origin.key, origin);
  }
  return found;
}

/** An article of another help centre, in whatever language and from whatever source it was read first. */
export async function importedArticle(scope: Scope, key: string): Promise<string | undefined> {
  const keys = locales.map((locale) => keyOf(locale, key));
  const [origin] = await scope
    .select(origins, and(eq(origins.kind, KIND.articles), inArray(origins.key, keys)))
    .limit(1);
  return origin?.subjectId;
}
