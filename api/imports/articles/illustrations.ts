import { createHash } from 'node:crypto';
import { posix } from 'node:path';

import { pictureName } from '#api/articles/figures.ts';
import { beside } from './addresses.ts';
import type { Document, Shelf } from './documents.ts';

const MOST_BYTES = 10 * 1024 * 1024;

export type Illustration = { name: string; bytes: Buffer<ArrayBuffer> };

/** The pictures that lie beside an article, under names that tell them apart. */
export class Illustrations {
  readonly #shelf: Shelf;
  readonly #document: Document;
  readonly #found = new Map<string, Illustration>();
  readonly missing = new Set<string>();

  constructor(shelf: Shelf, document: Document) {
    this.#shelf = shelf;
    this.#document = document;
  }

  get all(): Illustration[] {
    return [...this.#found.values()];
  }

  get hash(): string {
    const sums = this.all.map(({ name, bytes }) => name + createHash('sha256').update(bytes).digest('hex'));
    return sums.sort().join('\n');
  }

  nameOf(reference: string): string | undefined {
    return this.#found.get(this.#pathOf(reference))?.name;
  }

  /** Looks for the files that a text names. */
  async find(references: Iterable<string>): Promise<void> {
    for (const reference of references) {
      const path = this.#pathOf(reference);
      if (/^[a-z][a-z\d+.-]*:|^\/|^#/i.test(reference) || this.#found.has(path)) continue;
      const bytes = path.startsWith('../') ? undefined : await this.#shelf.read(path, MOST_BYTES);
      if (bytes) this.#found.set(path, { name: this.#free(path), bytes });
      else this.missing.add(reference);
    }
  }

  #pathOf = (reference: string) => beside(this.#document.path, reference.split(/[?#]/)[0] ?? '');

  /** `img/a.png` and `img/old/a.png` are two pictures of one article. */
  #free(path: string): string {
    const taken = new Set(this.all.map(({ name }) => name));
    const short = pictureName(posix.basename(path));
    const long = pictureName(path.split('/').slice(-3).join('-'));
    return taken.has(short) ? long : short;
  }
}
