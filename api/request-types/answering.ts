import { and, eq, inArray } from 'drizzle-orm';

import { allow, conflict } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Change, Write } from '#api/core/write.ts';
import { withAnswers } from '#api/requests/search-text.ts';
import { findRequest, roleOn, stillMay, type RequestDetail } from '#api/requests/service.ts';
import { advance, allows, type Role } from '#api/requests/status.ts';
import type { Design, Field, Values } from '#db/schema/request-types.ts';
import { requestStaffValues, requestValues } from '#db/schema/request-values.ts';
import { requests } from '#db/schema/requests.ts';
import { problemsOf } from './checking.ts';
import { fieldsOf, settle, withoutStale } from './conditions.ts';
import { answersOf, refuse, refuseUnknown, searchedIn } from './filling.ts';
import type { Answers } from './schemas.ts';

/** What somebody on this side may change of a form that was sent. */
export const isEditable = ({ editors }: Field, role: Role | undefined): boolean =>
  role === 'agent' ? editors !== 'nobody' : role === 'customer' && editors === 'everybody';

export type Changeable = { design: Design; values: Values; open: Set<string> };

/** What was filled in, and which of it the actor may change now; nothing where that is nothing at all. */
export async function changeableIn(scope: Scope, request: RequestDetail): Promise<Changeable | undefined> {
  if (!request.formId) return undefined;
  const role = await roleOn(scope, request);
  if (!role || !allows(request.status, writing(role))) return undefined;
  const filled = await answersOf(scope, request);
  const open = fieldsOf(filled?.design ?? { sections: [] }).filter((field) => isEditable(field, role));
  if (!filled || !open.length) return undefined;
  return { design: filled.design, values: filled.values, open: new Set(open.map(({ key }) => key)) };
}

// An answer is put right where something could be written as well.
const writing = (role: Role) => (role === 'agent' ? 'assign' : 'reply');

/**
 * Answers after the request was sent. What is not named stays, as far as it is still asked.
 *
 * @throws 403 for who may only read, 404, 409 for an ended request and one without a form, 412, 422
 */
export async function changeAnswers(
  scope: Scope,
  id: string,
  version: number,
  given: Answers,
): Promise<void> {
  const request = await findRequest(scope, id);
  const role = await roleOn(scope, request);
  allow(role !== undefined);
  advance(request.status, role, writing(role));
  const filled = await answersOf(scope, request);
  if (!filled) throw conflict('requests.no_form');
  const { design, values: before } = filled;
  refuseUnknown(design, given);
  const fields = new Map(fieldsOf(design).map((field) => [field.key, field]));
  const shut = Object.keys(given).filter((key) => !isEditable(fields.get(key)!, role));
  refuse(Object.fromEntries(shut.map((key) => [key, 'request_types.read_only'])));

  const settled = settle(design, withoutStale(design, before, { ...before, ...given }));
  const wrong = Object.entries(problemsOf(design, settled));
  // What was wrong before and is not the actor's to mend keeps nobody from mending the rest.
  refuse(Object.fromEntries(wrong.filter(([key]) => isEditable(fields.get(key)!, role))));
  const { searchText } = await scope.find(requests, id);
  await scope.write((write) => {
    if (role === 'customer') stillMay(write, scope.actor, request, 'reply');
    const searched = withAnswers(searchText, searchedIn(design, settled.values));
    write.update(requests, { id, version }, { searchText: searched });
    writeChanges(write, request, { before, after: settled.values, fields });
  });
}

function writeChanges(
  write: Write,
  request: { id: string; accountId: string },
  { before, after, fields }: { before: Values; after: Values; fields: Map<string, Field> },
): void {
  const changed = [...fields.values()].filter(({ key }) => before[key] !== after[key]);
  for (const [table, readers] of TABLES) {
    const keys = changed.filter((field) => field.readers === readers).map(({ key }) => key);
    if (!keys.length) continue;
    write.remove(table, and(eq(table.requestId, request.id), inArray(table.key, keys))!);
    for (const key of keys) {
      const value = after[key];
      if (value !== undefined) write.insert(table, { requestId: request.id, key, value });
    }
  }
  if (!changed.length) return;
  const told = changed.map(({ key, readers }): [string, Change] => [
    `field.${key}`,
    { before: before[key], after: after[key], audience: readers === 'staff' ? 'staff' : 'account' },
  ]);
  write.record('request.changed', request, {
    audience: changed.some(({ readers }) => readers === 'everybody') ? 'account' : 'staff',
    values: Object.fromEntries(told),
  });
}

const TABLES = [
  [requestValues, 'everybody'],
  [requestStaffValues, 'staff'],
] as const;
