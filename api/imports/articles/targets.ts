import { inArray } from 'drizzle-orm';

import { helpAddress } from '#api/articles/address.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Locale } from '#db/enums.ts';
import { articles } from '#db/schema/articles.ts';
import { slugOf } from '#api/articles/address.ts';
import { targetOf } from './addresses.ts';
import type { Document } from './documents.ts';
import type { Sections } from './sections.ts';

const AT_ONCE = 100;

/** What a link leads to here: `unknown` is an article that nobody has brought along. */
export type Answer = { href: string; words: string } | 'unknown' | undefined;

/** Where the links between the articles of another help centre lead here. */
export class Targets {
  readonly #locale: Locale;
  readonly #sections: Sections;
  readonly #documents: Map<string, Document>;
  readonly #numbers: Map<string, number>;
  #hosts = new Set<string>();

  constructor(locale: Locale, sections: Sections, documents: Document[], numbers: Map<string, number>) {
    this.#locale = locale;
    this.#sections = sections;
    this.#documents = new Map(
      documents.flatMap((one) => [[one.key, one] as const, [one.path, one] as const]),
    );
    this.#numbers = numbers;
  }

  /** A link of an article belongs to its help centre where others lead from the same website to what is here. */
  learn(hrefs: Iterable<string>): void {
    for (const href of hrefs) {
      const target = targetOf(href, '');
      if (target?.kind === 'articles' && this.#documents.has(target.id)) this.#hosts.add(target.host);
    }
  }

  answer(href: string, from: string): Answer {
    const target = targetOf(href, from);
    if (!target) return undefined;
    if (target.kind === 'file') return this.#article(target.path, target.fragment) ?? 'unknown';
    if (target.kind === 'articles')
      return (
        this.#article(target.id, target.fragment) ?? (this.#hosts.has(target.host) ? 'unknown' : undefined)
      );
    const section = this.#hosts.has(target.host) ? this.#sections.named(target.words) : undefined;
    return section && { href: `/help/${this.#locale}/sections/${section.slug}`, words: target.words };
  }

  #article(key: string, fragment: string): Answer {
    const document = this.#documents.get(key);
    if (!document) return undefined;
    const number = this.#numbers.get(document.key);
    const address =
      number === undefined
        ? `article:${document.key}`
        : helpAddress({ locale: this.#locale, number, slug: slugOf(document.title) });
    return { href: address + (fragment && `#h-${fragment.replace(/^h-/, '')}`), words: document.title };
  }
}

/** The numbers by which articles are read, by id. */
export async function numbersOf(scope: Scope, ids: string[]): Promise<Map<string, number>> {
  const numbers = new Map<string, number>();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = inArray(articles.id, ids.slice(from, from + AT_ONCE));
    for (const { id, number } of await scope.pick(
      articles,
      { id: articles.id, number: articles.number },
      some,
    ))
      numbers.set(id, number);
  }
  return numbers;
}
