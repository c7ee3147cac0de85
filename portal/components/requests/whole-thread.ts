import type { Scope } from '#api/core/scope.ts';
import { readThread } from '#api/requests/service.ts';
import type { ThreadEntry } from '#api/requests/thread.ts';

/** As much as anybody prints. */
const PARTS = 10;

/** A conversation for paper: from its beginning, without what only the house may read, whoever prints it. */
export async function wholeThread(scope: Scope, request: { id: string }): Promise<ThreadEntry[]> {
  const entries: ThreadEntry[] = [];
  let before: string | undefined;
  for (let part = 0; part < PARTS; part += 1) {
    const thread = await readThread(scope, request, { before });
    entries.unshift(...thread.entries);
    before = thread.before;
    if (before === undefined) break;
  }
  return entries.filter(({ kind }) => kind === 'message' || kind === 'status');
}
