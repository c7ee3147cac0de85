import { and, eq, getTableColumns, gte, inArray, lt, or, isNull, sql, type SQL } from 'drizzle-orm';

import { keyset } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { fold } from '#db/fold.ts';
import { accounts } from '#db/schema/accounts.ts';
import { files } from '#db/schema/files.ts';
import { downloads, materials, type Material } from '#db/schema/materials.ts';
import { people } from '#db/schema/people.ts';
import type { Paging } from '#api/core/paging.ts';
import { today, type MaterialState } from './policy.ts';
import type { MaterialFilter } from './schemas.ts';

/** More combinations of category, language and product than any library has. */
const MOST_CELLS = 2_000;

const listed = {
  ...getTableColumns(materials),
  fileName: files.name,
  fileType: files.type,
  fileSize: files.size,
};

/** A material with what is told of its file. */
export type Listed = Material & { fileName: string; fileType: string; fileSize: number };

/** A page of what the filter leaves, the one changed last first or last. */
export async function materialsPage(scope: Scope, filter: MaterialFilter) {
  const direction = filter.sort === 'oldest' ? 'asc' : 'desc';
  const order = keyset({ column: materials.updatedAt, id: materials.id, direction }, filter);
  const rows = await scope
    .pick(materials, listed, and(among(filter), chosen(filter), order.where))
    .innerJoin(files, eq(files.id, materials.fileId))
    .orderBy(...order.orderBy)
    .limit(order.limit);
  return order.page(rows as Listed[], ({ updatedAt, id }) => [updatedAt, id]);
}

export async function materialById(scope: Scope, id: string): Promise<Listed | undefined> {
  const [row] = await scope
    .pick(materials, listed, eq(materials.id, id))
    .innerJoin(files, eq(files.id, materials.fileId))
    .limit(1);
  return row as Listed | undefined;
}

/** How many there are of each combination of facets, before any facet narrows the list: one query for all counts. */
export const cells = (scope: Scope, filter: MaterialFilter) =>
  scope
    .pick(
      materials,
      {
        category: materials.category,
        locale: materials.locale,
        product: materials.product,
        count: sql<number>`count(*)`,
      },
      among(filter),
    )
    .groupBy(materials.category, materials.locale, materials.product)
    .limit(MOST_CELLS);

export type Cell = Awaited<ReturnType<typeof cells>>[number];

const among = ({ q, state, audience }: MaterialFilter): SQL | undefined =>
  and(
    q ? sql`instr(${materials.searchText}, ${fold(q)})` : undefined,
    state && inState(state),
    audience && eq(materials.audience, audience),
  );

/** The plus keeps SQLite from leaving the index that has the rows in the order wanted. */
const chosen = ({ category, locale, product }: MaterialFilter): SQL | undefined =>
  and(
    category.length ? inArray(sql`+${materials.category}`, category) : undefined,
    locale.length ? inArray(materials.locale, locale) : undefined,
    product.length ? inArray(materials.product, product) : undefined,
  );

function inState(state: MaterialState): SQL | undefined {
  if (state === 'draft' || state === 'retired') return eq(materials.status, state);
  const over = lt(materials.expiresOn, today());
  const live = eq(materials.status, 'live');
  return state === 'expired'
    ? and(live, over)
    : and(live, or(isNull(materials.expiresOn), gte(materials.expiresOn, today())));
}

/** How often each of these was fetched. */
export async function downloadCounts(scope: Scope, ids: string[]): Promise<Map<string, number>> {
  if (!ids.length) return new Map();
  const rows = await scope
    .pick(
      downloads,
      { id: downloads.materialId, count: sql<number>`count(*)` },
      inArray(downloads.materialId, ids),
    )
    .groupBy(downloads.materialId);
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** Who fetched it, the last one first. */
export async function downloadsPage(scope: Scope, materialId: string, paging: Paging) {
  const order = keyset({ column: downloads.createdAt, id: downloads.id, direction: 'desc' }, paging);
  const of = eq(downloads.materialId, materialId);
  const [rows, total] = await Promise.all([
    scope
      .pick(
        downloads,
        {
          id: downloads.id,
          at: downloads.createdAt,
          personId: downloads.personId,
          personName: people.name,
          accountId: downloads.accountId,
          accountName: accounts.name,
        },
        and(of, order.where),
      )
      .leftJoin(people, eq(people.id, downloads.personId))
      .innerJoin(accounts, eq(accounts.id, downloads.accountId))
      .orderBy(...order.orderBy)
      .limit(order.limit),
    scope.count(downloads, of),
  ]);
  return { ...order.page(rows, ({ at, id }) => [at, id]), total };
}

/** Whether this person has fetched it since. */
export async function fetchedSince(scope: Scope, materialId: string, personId: string, since: Date) {
  const [row] = await scope
    .pick(
      downloads,
      { id: downloads.id },
      and(
        eq(downloads.materialId, materialId),
        eq(downloads.personId, personId),
        gte(downloads.createdAt, since),
      ),
    )
    .limit(1);
  return row !== undefined;
}
