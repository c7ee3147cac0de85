import { addSection, listSections } from '#api/articles/sections.ts';
import type { Scope } from '#api/core/scope.ts';
import { slugOf } from '#api/articles/address.ts';
import { locales } from '#db/enums.ts';
import { origins } from '#db/schema/imports.ts';
import type { Document } from './documents.ts';
import { KIND, originsOf } from './known.ts';

const LONGEST = 80;

export type Place = { id: string; slug: string };

/** The sections that folders became: the first folder is the heading above, the next ones are the section. */
export class Sections {
  readonly #places = new Map<string, Place>();

  /** Adds those that are not there yet. In a dry run it only looks. */
  static async open(
    scope: Scope,
    documents: Document[],
    { source, dryRun, name }: { source: string; dryRun: boolean; name: string },
  ): Promise<Sections> {
    const paths = [...new Set(documents.flatMap(({ folders }) => withAbove(placeOf(folders, name))))].sort(
      (a, b) => a.localeCompare(b, 'en'),
    );
    const known = await originsOf(scope, { kind: KIND.sections, source, keys: paths });
    const ids = new Map([...known.values()].map(({ key, subjectId }) => [key, subjectId]));
    for (const key of dryRun ? [] : paths.filter((path) => !known.has(path)))
      ids.set(key, await add(scope, { key, source, parentId: ids.get(above(key) ?? '') }));
    return new Sections(await listSections(scope), ids);
  }

  private constructor(all: Place[], ids: Map<string, string>) {
    for (const [key, id] of ids) {
      const place = all.find((one) => one.id === id);
      if (place) this.#places.set(key, place);
    }
  }

  of(folders: string[], name: string): Place | undefined {
    return this.#places.get(placeOf(folders, name).join('/'));
  }

  /** Addresses of other help centres say the name of a section, not where it lies. */
  named(words: string): Place | undefined {
    const wish = slugOf(words);
    const found = [...this.#places].find(([key]) => slugOf(key.split('/').at(-1) ?? '') === wish);
    return found?.[1];
  }
}

/** Two levels; what lies deeper belongs to the second. */
const placeOf = (folders: string[], name: string) => (folders.length ? folders.slice(0, 2) : [name]);

const withAbove = (place: string[]) => place.map((_, at) => place.slice(0, at + 1).join('/'));

const above = (key: string) => (key.includes('/') ? key.slice(0, key.lastIndexOf('/')) : undefined);

async function add(
  scope: Scope,
  { key, source, parentId }: { key: string; source: string; parentId: string | undefined },
): Promise<string> {
  const name = (key.split('/').at(-1) ?? key).slice(0, LONGEST);
  const names = Object.fromEntries(locales.map((locale) => [locale, name])) as Record<
    'en' | 'es' | 'ru',
    string
  >;
  const heading = { ...names, parentId: parentId ?? null };
  const { id } = await addSection(scope, heading, {
    also: (write, section) =>
      void write.insert(origins, { kind: KIND.sections, source, key, subjectId: section.id, hash: '' }),
  });
  return id;
}
