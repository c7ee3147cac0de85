import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { unwrapped } from './prose.ts';
import type { Moment } from './shape.ts';

/** What somebody said or did, with the files that came along. */
export type Entry = { at: Moment; by: string; words: string[]; text: string; files: Attachment[] };
/** `recipe` is empty for a file whose text stands in the script as it is. */
export type Attachment = { name: string; recipe: string[]; text: string };

/** A thing with its story. `facts` are the lines between its title and the first entry. */
export type Block = { title: string; facts: string[]; entries: Entry[] };

const ENTRY = /^@ (\d+)d (\d\d:\d\d) (\S+) ?(.*)$/;

/**
 * Every block of the files of a folder. A line that starts with `= ` begins a block, one with `@ 3d 14:05 bea` an
 * entry of three days ago, one with `+ name.csv` a file of that entry; what stands between is text.
 */
export function readScripts(folder: string): Block[] {
  const path = join(import.meta.dirname, folder);
  return readdirSync(path)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .flatMap((name) => readScript(readFileSync(join(path, name), 'utf8')));
}

export function readScript(script: string): Block[] {
  return script
    .split(/^= /m)
    .slice(1)
    .map((block) => {
      const [head = '', ...entries] = block.split(/^(?=@ )/m);
      const [title = '', ...facts] = head.trim().split('\n');
      return { title, facts, entries: entries.map(entryOf) };
    });
}

function entryOf(block: string): Entry {
  const [said = '', ...files] = block.split(/^\+ /m);
  const [head = '', ...lines] = said.split('\n');
  const [, daysAgo, at, by, words] = ENTRY.exec(head) ?? [];
  if (!by || !at) throw new Error(`The demo does not understand: ${head}`);
  return {
    at: { daysAgo: Number(daysAgo), at: at as Moment['at'] },
    by,
    words: words?.split(' ').filter(Boolean) ?? [],
    text: unwrapped(lines.join('\n')),
    files: files.map(fileOf),
  };
}

function fileOf(block: string): Attachment {
  const [head = '', ...lines] = block.split('\n');
  const [name = '', ...recipe] = head.split(' ');
  return { name, recipe, text: `${lines.join('\n').trim()}\n` };
}
