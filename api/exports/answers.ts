import { inArray } from 'drizzle-orm';

import { isStaff } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import { fieldsOf } from '#api/request-types/conditions.ts';
import { publicDesign } from '#api/request-types/view.ts';
import type { RequestFilter } from '#api/requests/schemas.ts';
import { formsMatching } from '#api/requests/service.ts';
import { requestForms, type Value } from '#db/schema/request-types.ts';
import { requestStaffValues, requestValues } from '#db/schema/request-values.ts';

/** The questions of all forms by which the requests of a list came, as far as the reader may know them. */
export async function questionsOf(scope: Scope, filter: RequestFilter): Promise<string[]> {
  const ids = await formsMatching(scope, filter);
  if (!ids.length) return [];
  const forms = await scope.asSystem('read-answers').select(requestForms, inArray(requestForms.id, ids));
  const designs = forms.map(({ design }) => (isStaff(scope.actor) ? design : publicDesign(design)));
  return [...new Set(designs.flatMap((design) => fieldsOf(design).map(({ key }) => key)))].sort();
}

/** What was filled in with each of some requests of a list, by the key of the question. */
export async function answersTo(scope: Scope, ids: string[]): Promise<Map<string, Map<string, Value>>> {
  const [open, kept] = await Promise.all([
    scope.select(requestValues, inArray(requestValues.requestId, ids)),
    isStaff(scope.actor) ? scope.select(requestStaffValues, inArray(requestStaffValues.requestId, ids)) : [],
  ]);
  const byRequest = Map.groupBy([...open, ...kept], ({ requestId }) => requestId);
  return new Map(
    [...byRequest].map(([id, values]) => [id, new Map(values.map(({ key, value }) => [key, value]))]),
  );
}
