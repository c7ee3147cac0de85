import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';

import { notFound } from '#api/core/errors.ts';
import { COUNT_LIMIT, type Scope } from '#api/core/scope.ts';
import { accounts } from '#db/schema/accounts.ts';
import { requestForms, requestTypes, type Design, type RequestType } from '#db/schema/request-types.ts';
import { requests } from '#db/schema/requests.ts';

/** Nobody finds his way among more. */
const MOST = 200;

/** A type that can be asked for now, with the form to fill in. */
export type OpenType = Pick<RequestType, 'id' | 'name' | 'intro' | 'category' | 'templates'> & {
  formId: string;
  design: Design;
};

const open = (scope: Scope, id?: string) =>
  scope
    .pick(
      requestTypes,
      {
        id: requestTypes.id,
        name: requestTypes.name,
        intro: requestTypes.intro,
        category: requestTypes.category,
        templates: requestTypes.templates,
        formId: requestForms.id,
        design: requestForms.design,
      },
      and(
        eq(requestTypes.enabled, true),
        gt(requestTypes.published, 0),
        id ? eq(requestTypes.id, id) : undefined,
      ),
    )
    .innerJoin(
      requestForms,
      and(eq(requestForms.typeId, requestTypes.id), eq(requestForms.number, requestTypes.published)),
    )
    .orderBy(asc(requestTypes.position), asc(requestTypes.id));

/** What the actor may ask for, in the order of the house. */
export const openTypes = (scope: Scope): Promise<OpenType[]> => open(scope).limit(MOST);

/** @throws 404 */
export async function openType(scope: Scope, id: string): Promise<OpenType> {
  const [type] = await open(scope, id).limit(1);
  if (!type) throw notFound('request_types');
  return type;
}

export const allTypes = (scope: Scope): Promise<RequestType[]> =>
  scope.select(requestTypes).orderBy(asc(requestTypes.position), asc(requestTypes.id)).limit(MOST);

/** How many requests came by each type, up to where counting ends. */
export async function countUses(scope: Scope): Promise<Map<string, number>> {
  // Of columns in a list of one table drizzle leaves out the table.
  const used = sql<number>`(select count(*) from (select 1 from ${requests}
    where ${requests.formId} in (select f.id from ${requestForms} f where f.type_id = ${requestTypes}.id)
    limit ${COUNT_LIMIT + 1}))`;
  const rows = await scope
    .pick(requestTypes, { id: requestTypes.id, used })
    .orderBy(asc(requestTypes.position), asc(requestTypes.id))
    .limit(MOST);
  return new Map(rows.map((row) => [row.id, Number(row.used)]));
}

/** The names of companies, in the order of the alphabet. */
export async function companyNames(scope: Scope, ids: string[]): Promise<string[]> {
  if (!ids.length) return [];
  const rows = await scope
    .pick(accounts, { name: accounts.name }, inArray(accounts.id, ids))
    .orderBy(asc(accounts.name));
  return rows.map(({ name }) => name);
}
