import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';

import { keyset, type Paging } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { importRejects, imports } from '#db/schema/imports.ts';
import { people } from '#db/schema/people.ts';

const REJECTS_AT_ONCE = 500;

const columns = { ...getTableColumns(imports), personName: people.name };

const withNames = (scope: Scope, where: Parameters<Scope['pick']>[2]) =>
  scope.pick(imports, columns, where).innerJoin(people, eq(people.id, imports.personId));

export type Listed = Awaited<ReturnType<typeof withNames>>[number];

export async function importById(scope: Scope, id: string): Promise<Listed | undefined> {
  const [found] = await withNames(scope, eq(imports.id, id)).limit(1);
  return found;
}

export async function importsPage(scope: Scope, paging: Paging) {
  const order = keyset({ column: imports.createdAt, id: imports.id, direction: 'desc' }, paging);
  const [rows, total] = await Promise.all([
    withNames(scope, order.where)
      .orderBy(...order.orderBy)
      .limit(order.limit),
    scope.count(imports),
  ]);
  return { ...order.page(rows, ({ createdAt, id }) => [createdAt, id]), total };
}

/** What was refused, in the order of the file, after a row of it. */
export const rejectsAfter = (scope: Scope, importId: string, after: { line: number; id: string }) =>
  scope
    .select(
      importRejects,
      and(
        eq(importRejects.importId, importId),
        sql`(${importRejects.line}, ${importRejects.id}) > (${after.line}, ${after.id})`,
      ),
    )
    .orderBy(asc(importRejects.line), asc(importRejects.id))
    .limit(REJECTS_AT_ONCE);
