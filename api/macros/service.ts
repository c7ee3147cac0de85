import { and, asc, eq, isNull, sql } from 'drizzle-orm';

import { allow, conflict, invalid, notFound, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { listAgents } from '#api/requests/service.ts';
import type { EventName } from '#db/event-names.ts';
import { macros, type Macro } from '#db/schema/macros.ts';
import { canChange, canSave, maySetShared } from './policy.ts';
import type { SaveMacro } from './schemas.ts';

const MOST = 100;

/** What everybody has and what the actor has kept for himself, by name. */
export async function listMacros(scope: Scope): Promise<Macro[]> {
  return scope
    .select(macros, isNull(macros.removedAt))
    .orderBy(asc(macros.name))
    .limit(5 * MOST);
}

/** @throws 404 for one that was removed too */
export async function findMacro(scope: Scope, id: string): Promise<Macro> {
  const macro = await scope.find(macros, id);
  if (macro.removedAt) throw notFound('macros');
  return macro;
}

/** @throws 403, 409 for more than anybody can look through, 422 */
export async function saveMacro(scope: Scope, input: SaveMacro): Promise<Macro> {
  const { actor } = scope;
  allow(canSave(actor));
  const ownerId = actor.personId;
  const values = await judged(scope, input);
  return scope.write((write) => {
    const macro = write.insert(macros, { ...values, ownerId });
    const mine = sql`select count(*) from ${macros} where ${and(eq(macros.ownerId, ownerId), isNull(macros.removedAt))}`;
    write.require(sql`(${mine}) <= ${MOST}`, conflict('macros.too_many'));
    tell(write, macro, 'macro.saved');
    return macro;
  });
}

/** @throws 403, 404, 412, 422 */
export async function changeMacro(
  scope: Scope,
  id: string,
  version: number,
  input: SaveMacro,
): Promise<Macro> {
  const macro = await changeable(scope, id, version);
  allow(input.shared === macro.shared || maySetShared(scope.actor, macro));
  const values = await judged(scope, input);
  await scope.write((write) => {
    write.update(macros, macro, values);
    tell(write, { id, shared: macro.shared || values.shared }, 'macro.changed');
  });
  return scope.find(macros, id);
}

/** It can be had back. @throws 403, 404, 412 */
export async function removeMacro(scope: Scope, id: string, version: number): Promise<void> {
  const macro = await changeable(scope, id, version);
  await scope.write((write) => {
    write.update(macros, macro, { removedAt: new Date() });
    tell(write, macro, 'macro.removed');
  });
}

/** @throws 403, 404, 412 */
export async function restoreMacro(scope: Scope, id: string, version: number): Promise<Macro> {
  const macro = await findRemoved(scope, id);
  if (version !== macro.version) throw stale();
  await scope.write((write) => {
    write.update(macros, macro, { removedAt: null });
    tell(write, macro, 'macro.restored');
  });
  return scope.find(macros, id);
}

/** One that was removed and can be had back. @throws 403, 404 */
export async function findRemoved(scope: Scope, id: string): Promise<Macro> {
  const macro = await scope.find(macros, id);
  if (!macro.removedAt) throw notFound('macros');
  allow(canChange(scope.actor, macro));
  return macro;
}

async function changeable(scope: Scope, id: string, version: number): Promise<Macro> {
  const macro = await findMacro(scope, id);
  allow(canChange(scope.actor, macro));
  if (version !== macro.version) throw stale();
  return macro;
}

/** Whom it names must answer requests. */
async function judged(scope: Scope, { name, shared, ...actions }: SaveMacro) {
  const { assignee } = actions;
  const named = assignee !== null && assignee !== 'me' && assignee !== 'nobody';
  if (named && !(await listAgents(scope)).some(({ id }) => id === assignee))
    throw invalid({ assignee: 'requests.not_an_agent' });
  return { name, shared, actions };
}

/** What somebody keeps for himself is nobody's news. */
function tell(write: Write, macro: Pick<Macro, 'id' | 'shared'>, what: EventName): void {
  if (macro.shared) write.record(what, { id: macro.id, accountId: HOUSE_ID }, { audience: 'staff' });
}
