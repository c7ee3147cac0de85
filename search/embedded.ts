import type { Client, InStatement } from '@libsql/client';

import type { Search } from './index.ts';

export function openEmbedded(_reader: Client, _write: (statements: InStatement[]) => Promise<unknown>): Search {
  return { put: async () => {}, drop: async () => {}, find: async () => [] };
}
