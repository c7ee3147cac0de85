import { and, inArray } from 'drizzle-orm';

import type { Base } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { clearImports } from './import-files.ts';
import type { Group, Part } from './part.ts';
import { lastPart, parts } from './parts.ts';
import { sweepTexts } from './sweep.ts';
import type { Whom } from './whom.ts';

/** Some rows at once: what to write about them, how many they are, and whose bytes go. */
export type Batch = {
  group: Group;
  rows: number;
  queries: Parameters<Write['also']>[0][];
  bytes?: string[];
  /** The row that names the bytes stays, so nobody would look for them after a crash: they go before it is written. */
  bytesFirst?: true;
};

/** Part of an erasure. Each batch is written before the next one is asked for. */
export type Step = (base: Base, whom: Whom) => AsyncGenerator<Batch>;

const AT_ONCE = 200;

export const stepOf = ({ group, table, key, where, set, bytes }: Part): Step =>
  async function* step({ db }, whom) {
    for (let before = ''; ;) {
      const found = await db.reader
        .selectDistinct({ key })
        .from(table)
        .where(where(whom))
        .orderBy(key)
        .limit(AT_ONCE);
      const keys = found.map((row) => String(row.key));
      if (!keys.length) return;
      if (keys.join() === before) throw new Error(`${group}: the same rows again`);
      before = keys.join();
      const these = and(inArray(key, keys), where(whom));
      const query = set
        ? db.direct.update(table).set(set(whom)).where(these)
        : db.direct.delete(table).where(these);
      yield { group, rows: keys.length, queries: [query], ...(bytes ? { bytes: keys } : {}) };
    }
  };

const once: Step[] = [...parts.map(stepOf), clearImports, sweepTexts];

/**
 * What is under way somewhere when an erasure begins is over soon, so everything is looked at twice. The row of the
 * person goes last: it leads to everything else, and from then on the address may be somebody's again.
 */
export const steps: Step[] = [...once, ...once, stepOf(lastPart)];
