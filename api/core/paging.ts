import { asc, desc, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { z } from 'zod';

import { invalid } from './errors.ts';
import { Paging } from './parse.ts';

export { Paging };

export const PAGE_SIZE = 25;
const BATCH_SIZE = 500;

type Key = [sortValue: string | number, id: string];
type Order = { column: SQLiteColumn; id: SQLiteColumn; direction: 'asc' | 'desc' };

export type Page<T> = { items: T[]; next: string | undefined; previous: string | undefined };

/**
 * Pages by key instead of by offset: a page costs the same wherever it is, and nothing is shown twice or left out
 * when rows come and go. Ask for `limit` rows, then let `page` cut off the one too many.
 */
export function keyset(order: Order, { after, before, size = PAGE_SIZE }: Paging) {
  const backwards = before !== undefined;
  const from = decode(after ?? before, order.column);
  const ascending = (order.direction === 'asc') !== backwards;
  return {
    where: from && beyond(order, from, ascending),
    orderBy: ascending ? [asc(order.column), asc(order.id)] : [desc(order.column), desc(order.id)],
    limit: size + 1,
    page<T>(rows: T[], keyOf: (row: T) => [Date | string | number | null, string]): Page<T> {
      const more = rows.length > size;
      const kept = rows.slice(0, size);
      const items = backwards ? kept.reverse() : kept;
      const first = items[0];
      const last = items.at(-1);
      return {
        items,
        next: last && (backwards || more) ? cursorOf(keyOf(last)) : undefined,
        previous: first && (backwards ? more : after !== undefined) ? cursorOf(keyOf(first)) : undefined,
      };
    },
  };
}

/** All of a list, some hundred rows at once, so that no list is ever held whole. */
export async function* inBatches<T>(list: (paging: Paging) => Promise<Pick<Page<T>, 'items' | 'next'>>) {
  for (let after: string | undefined; ;) {
    const { items, next } = await list({ after, size: BATCH_SIZE });
    yield items;
    if (!next) return;
    after = next;
  }
}

function beyond({ column, id }: Order, [value, key]: Key, ascending: boolean): SQL {
  const stored = column.dataType === 'date' && typeof value === 'number' ? new Date(value) : value;
  const bound = sql.param(stored, column);
  return ascending
    ? sql`(${column}, ${id}) > (${bound}, ${key})`
    : sql`(${column}, ${id}) < (${bound}, ${key})`;
}

/** Where a row stands in its order: a list may go on from there. */
export const cursorOf = ([value, id]: [Date | string | number | null, string]) =>
  Buffer.from(JSON.stringify([value instanceof Date ? value.getTime() : value, id])).toString('base64url');

function decode(text: string | undefined, { dataType }: SQLiteColumn): Key | undefined {
  if (!text) return undefined;
  try {
    return z
      .tuple([VALUES[dataType] ?? wellFormed, wellFormed])
      .parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw invalid({ after: 'invalid_cursor' });
  }
}

const wellFormed = z.string().refine((text) => text.isWellFormed());
const LATEST_DATE = 8.64e15;
/** Anybody can write a cursor, so it must hold what its column can be compared with. */
const VALUES: Partial<Record<SQLiteColumn['dataType'], z.ZodType<number>>> = {
  date: z.int().min(-LATEST_DATE).max(LATEST_DATE),
  number: z.number(),
};
