import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

import { readFrontMatter } from './front-matter.ts';

const MOST_BYTES = 1024 * 1024;
const MARKDOWN = /\.(?:md|markdown)$/i;

/** An article as it lies in a folder. */
export type Document = {
  /** From the folder that is imported, with `/` between. */
  path: string;
  folders: string[];
  /** What it is known by: the id that it says, else its path. */
  key: string;
  title: string;
  summary: string | undefined;
  draft: boolean;
  body: string;
};

/** Where files are looked for: nothing outside of it is read. */
export class Shelf {
  readonly root: string;
  readonly #file: string | undefined;

  private constructor(root: string, file: string | undefined) {
    this.root = root;
    this.#file = file;
  }

  /** One file lies in a folder of one section. */
  static async open(path: string): Promise<Shelf> {
    const real = await realpath(resolve(path));
    const isFile = (await stat(real)).isFile();
    return isFile ? new Shelf(dirname(dirname(real)), real) : new Shelf(real, undefined);
  }

  /** The articles that lie here, in the order of their paths. What is hidden is for programs, their bins among it. */
  async list(): Promise<string[]> {
    if (this.#file !== undefined) return [this.#pathOf(this.#file)];
    const entries = await readdir(this.root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && MARKDOWN.test(entry.name))
      .map((entry) => this.#pathOf(join(entry.parentPath, entry.name)))
      .filter((path) => !/(?:^|\/)\./.test(path))
      .sort((a, b) => a.localeCompare(b, 'en'));
  }

  /** @returns `undefined` for what is not there, is outside or too large */
  async read(path: string, mostBytes = MOST_BYTES): Promise<Buffer<ArrayBuffer> | undefined> {
    try {
      const real = await realpath(join(this.root, path));
      const inside = real.startsWith(this.root + sep);
      const found = await stat(real);
      return inside && found.isFile() && found.size <= mostBytes ? await readFile(real) : undefined;
    } catch {
      return undefined;
    }
  }

  #pathOf = (file: string) => relative(this.root, file).split(sep).join('/');
}

/** @returns a code where the file is no article */
export async function readDocument(shelf: Shelf, path: string): Promise<Document | string> {
  const bytes = await shelf.read(path);
  if (!bytes) return 'articles.unreadable_file';
  const text = decoded(bytes);
  if (text === undefined) return 'articles.not_utf8';
  const read = readFrontMatter(text);
  if (!read) return 'articles.front_matter';
  const { facts, body } = read;
  const name = path.normalize('NFC');
  return {
    path: name,
    folders: name.split('/').slice(0, -1),
    key: facts.id || name,
    title: facts.title || headingOf(body) || basename(name).replace(MARKDOWN, '').replace(/[-_]+/g, ' '),
    summary: facts.summary ?? facts.description,
    draft: facts.draft ?? false,
    body,
  };
}

const headingOf = (body: string) => /^#[^\S\n]+(.+)$/m.exec(body)?.[1]?.trim();

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}
