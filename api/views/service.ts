import { and, asc, eq, isNull, sql } from 'drizzle-orm';

import { allow, conflict, notFound, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { isStaff } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { countMatching } from '#api/requests/service.ts';
import { RequestFilter } from '#api/requests/schemas.ts';
import type { EventName } from '#db/event-names.ts';
import { views, type View } from '#db/schema/views.ts';
import { builtIn, builtInNames } from './built-in.ts';
import { canChange, canSave, canShare, maySetShared } from './policy.ts';
import type { ChangeView, OneView, SaveView } from './schemas.ts';

const MOST = 50;

/** `may` says what the reader may do with it. */
export type Listed = Pick<View, 'id' | 'name' | 'shared' | 'filter' | 'version'> & {
  may: { change: boolean; share: boolean };
};

/** What the actor has saved and what all share, by name. */
export async function listViews(scope: Scope): Promise<Listed[]> {
  const { actor } = scope;
  if (!isStaff(actor)) return [];
  const rows = await scope
    .select(views, isNull(views.removedAt))
    .orderBy(asc(views.name))
    .limit(2 * MOST);
  return rows.map((view) => ({
    id: view.id,
    name: view.name,
    shared: view.shared,
    filter: view.filter,
    version: view.version,
    may: { change: canChange(actor, view), share: maySetShared(actor, view) },
  }));
}

/** How many requests each list has, exact up to 1,000; by its id, or the name of one that everybody has. */
export async function countViews(scope: Scope, saved: Listed[]): Promise<Record<string, number>> {
  const lists = [
    ...builtInNames.map((name) => [name, builtIn[name]] as const),
    ...saved.map(({ id, filter }) => [id, filter] as const),
  ];
  const counts = await Promise.all(
    lists.map(async ([id, filter]) => [id, await countMatching(scope, RequestFilter.parse(filter))] as const),
  );
  return Object.fromEntries(counts);
}

/** @throws 403, 409 for more than anybody can look through */
export async function saveView(scope: Scope, input: SaveView): Promise<View> {
  const { actor } = scope;
  allow(canSave(actor) && (!input.shared || canShare(actor)));
  const ownerId = actor.personId;
  return scope.write((write) => {
    const view = write.insert(views, { ...input, ownerId });
    const mine = sql`select count(*) from ${views} where ${and(eq(views.ownerId, ownerId), isNull(views.removedAt))}`;
    write.require(sql`(${mine}) <= ${MOST}`, conflict('views.too_many'));
    tell(write, view, 'view.saved');
    return view;
  });
}

/** @throws 403, 404, 412 */
export async function changeView(
  scope: Scope,
  id: string,
  { version, ...change }: ChangeView,
): Promise<View> {
  const view = await changeable(scope, id, version);
  const { shared = view.shared } = change;
  allow(shared === view.shared || maySetShared(scope.actor, view));
  await scope.write((write) => {
    write.update(views, { ...view, version }, change);
    tell(write, { ...view, shared: view.shared || shared }, 'view.changed');
  });
  return scope.find(views, id);
}

/** It can be taken back for a day. @throws 403, 404, 412 */
export async function removeView(scope: Scope, id: string, { version }: OneView): Promise<void> {
  const view = await changeable(scope, id, version);
  await scope.write((write) => {
    write.update(views, { ...view, version }, { removedAt: new Date() });
    tell(write, view, 'view.removed');
  });
}

/** @throws 403, 404, 412 */
export async function restoreView(scope: Scope, id: string, { version }: OneView): Promise<View> {
  const view = await scope.find(views, id);
  if (version !== view.version) throw stale();
  requireRemoved(scope, view);
  await scope.write((write) => {
    write.update(views, view, { removedAt: null });
    tell(write, view, 'view.restored');
  });
  return scope.find(views, id);
}

/** One that was removed and can be had back. @throws 403, 404 */
export async function findRemoved(scope: Scope, id: string): Promise<View> {
  const view = await scope.find(views, id);
  requireRemoved(scope, view);
  return view;
}

function requireRemoved({ actor }: Scope, view: View): void {
  if (!view.removedAt) throw notFound('views');
  allow(canChange(actor, view));
}

async function changeable(scope: Scope, id: string, version: number): Promise<View> {
  const view = await scope.find(views, id);
  if (version !== view.version) throw stale();
  if (view.removedAt) throw notFound('views');
  allow(canChange(scope.actor, view));
  return view;
}

/** What somebody keeps for himself is nobody's news. */
function tell(write: Write, view: Pick<View, 'id' | 'shared'>, what: EventName): void {
  if (view.shared) write.record(what, { id: view.id, accountId: HOUSE_ID }, { audience: 'staff' });
}
