import { and, eq, inArray, sql } from 'drizzle-orm';

import { isStaff } from '#api/core/actor.ts';
import { allow, conflict, forbidden, invalid, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { accounts } from '#db/schema/accounts.ts';
import { requestForms, requestTypes, type RequestType } from '#db/schema/request-types.ts';
import { wrongDesign } from './designing.ts';
import { canDesign } from './policy.ts';
import { allTypes, countUses } from './queries.ts';
import type { TypeInput } from './schemas.ts';

export { companyNames, openType, openTypes, type OpenType } from './queries.ts';

/** All that there are, for staff. @throws 403 */
export async function listTypes(scope: Scope): Promise<RequestType[]> {
  if (!isStaff(scope.actor)) throw forbidden();
  return allTypes(scope);
}

/** How many requests came by each type. @throws 403 */
export async function typesInUse(scope: Scope): Promise<Map<string, number>> {
  if (!isStaff(scope.actor)) throw forbidden();
  return countUses(scope);
}

/** As the house works on it. @throws 403, 404 */
export async function findType(scope: Scope, id: string): Promise<RequestType> {
  if (!isStaff(scope.actor)) throw forbidden();
  return scope.find(requestTypes, id);
}

/** Nobody sees it before it is published. @throws 403, 422 */
export async function createType(scope: Scope, input: TypeInput): Promise<RequestType> {
  allow(canDesign(scope.actor));
  await check(scope, input);
  const { sections, ...facts } = input;
  const { id } = await scope.write((write) => {
    const type = write.insert(requestTypes, { ...facts, draft: { sections } });
    recordChange(write, null, facts.name.en);
    return type;
  });
  return scope.find(requestTypes, id);
}

/** Everything but the questions counts at once; they do when they are published. @throws 403, 404, 412, 422 */
export async function changeType(
  scope: Scope,
  id: string,
  version: number,
  input: TypeInput,
): Promise<RequestType> {
  const type = await scope.find(requestTypes, id);
  allow(canDesign(scope.actor));
  await check(scope, input);
  const { sections, ...facts } = input;
  await scope.write((write) => {
    write.update(requestTypes, { id, version }, { ...facts, draft: { sections } });
    recordChange(write, type.name.en, facts.name.en);
  });
  return scope.find(requestTypes, id);
}

/** Lets the draft be filled in from now on; what was sent keeps its own form. @throws 403, 404, 409, 412 */
export async function publishType(scope: Scope, id: string, version: number): Promise<RequestType> {
  const type = await scope.find(requestTypes, id);
  allow(canDesign(scope.actor));
  if (type.version !== version) throw stale();
  if (!type.draft.sections.some(({ fields }) => fields.length)) throw conflict('request_types.empty');
  const { draft: design, published } = type;
  const isSame = !(await differsFromForm(scope, type));
  await scope.write((write) => {
    const number = isSame ? published : published + 1;
    write.update(requestTypes, { id, version }, { enabled: true, published: number });
    if (!isSame) write.insert(requestForms, { typeId: id, number, design });
    recordChange(write, type.name.en, type.name.en, { before: type.enabled, after: true });
  });
  return scope.find(requestTypes, id);
}

/** Whether what is being worked on is something else than what is filled in now. @throws 403 */
export async function differsFromForm(scope: Scope, { id, draft, published }: RequestType): Promise<boolean> {
  if (!isStaff(scope.actor)) throw forbidden();
  const [form] = await scope.select(
    requestForms,
    and(eq(requestForms.typeId, id), eq(requestForms.number, published)),
  );
  return JSON.stringify(form?.design) !== JSON.stringify(draft);
}

/** Nobody can ask for it any more. @throws 403, 404, 412 */
export async function withdrawType(scope: Scope, id: string, version: number): Promise<RequestType> {
  const type = await scope.find(requestTypes, id);
  allow(canDesign(scope.actor));
  await scope.write((write) => {
    write.update(requestTypes, { id, version }, { enabled: false });
    recordChange(write, type.name.en, type.name.en, { before: type.enabled, after: false });
  });
  return scope.find(requestTypes, id);
}

async function check(scope: Scope, { sections, accountIds }: TypeInput): Promise<void> {
  const wrong = wrongDesign({ sections });
  if (Object.keys(wrong).length) throw invalid(wrong);
  if (!accountIds) return;
  const ids = [...new Set(accountIds)];
  const known = await scope.count(accounts, and(inArray(accounts.id, ids), sql`${accounts.kind} <> 'house'`));
  if (known !== ids.length) throw invalid({ accountIds: 'invalid_value' });
}

/** The types are a setting of the house, by their names. */
function recordChange(
  write: Write,
  before: string | null | undefined,
  after: string | undefined,
  offered?: { before: boolean; after: boolean },
): void {
  write.record(
    'settings.changed',
    { id: HOUSE_ID, accountId: HOUSE_ID },
    {
      audience: 'staff',
      values: {
        request_type: { before, after, audience: 'staff' },
        ...(offered ? { offered: { ...offered, audience: 'staff' as const } } : {}),
      },
    },
  );
}
