import type { Readable } from 'node:stream';

/** Waits until a process says something, and gives what it was. */
export async function said(from: Readable, what: RegExp): Promise<string> {
  let heard = '';
  for await (const chunk of from) {
    heard += String(chunk);
    const found = what.exec(heard);
    if (found) return found[0];
  }
  throw new Error(`it ended without ${String(what)}: ${heard}`);
}
