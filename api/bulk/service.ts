import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm';

import { can, isStaff } from '#api/core/actor.ts';
import { allow, AppError, conflict, notFound } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { runMacro } from '#api/macros/running.ts';
import { changePriority } from '#api/requests/priority.ts';
import { reference } from '#api/requests/reference.ts';
import { assignRequest, changeStatus } from '#api/requests/service.ts';
import { settableStatuses } from '#api/requests/status.ts';
import { changeTags } from '#api/tags/service.ts';
import type { RequestPriority } from '#db/enums.ts';
import { events, type Event } from '#db/schema/events.ts';
import { requests } from '#db/schema/requests.ts';
import type { Act, BulkChange } from './schemas.ts';

/** What became of one of them: it was done, or the code says why it was not. */
export type Result = { id: string; reference?: string; subject?: string; code?: string };
/** `change` names what was done, so that it can be taken back. */
export type Results = { change: string | undefined; results: Result[] };

/** So long it can be taken back, and so many events it may have told. */
const DAY_MS = 24 * 60 * 60 * 1_000;
const MOST_TOLD = 1_000;

/** Each by itself: what is refused of one keeps none of the others back. @throws 403 */
export async function changeMany(scope: Scope, { ids, ...act }: BulkChange): Promise<Results> {
  allow(isStaff(scope.actor) && can(scope.actor, 'requests.work'));
  const results = await inTurn(scope, [...new Set(ids)], (id) => apply(scope, id, act));
  return { change: scope.requestId, results };
}

/**
 * Takes back what the actor has changed in many at once, wherever nothing has come after it.
 *
 * @throws 403, 404 for what the actor has not done, or not lately
 */
export async function takeBack(scope: Scope, change: string): Promise<Results> {
  const { actor } = scope;
  allow(isStaff(actor) && can(actor, 'requests.work'));
  const lately = gte(events.at, new Date(Date.now() - DAY_MS));
  const told = await scope
    .asSystem('take-back')
    .select(
      events,
      and(eq(events.actorId, actor.personId), lately, eq(events.requestId, change), isAboutRequest),
    )
    .orderBy(desc(events.at), desc(events.id))
    .limit(MOST_TOLD);
  if (!told.length) throw notFound('bulk');
  const byRequest = Map.groupBy(told, ({ subjectId }) => subjectId);
  const results = await inTurn(scope, [...byRequest.keys()], (id) =>
    undo(scope, id, byRequest.get(id) ?? []),
  );
  return { change: scope.requestId, results };
}

const isAboutRequest = sql`+${events.subjectType} = 'request'`;

async function inTurn(scope: Scope, ids: string[], work: (id: string) => Promise<void>): Promise<Result[]> {
  const known = await scope.pick(
    requests,
    { id: requests.id, number: requests.number, subject: requests.subject },
    inArray(requests.id, ids),
  );
  const results: Result[] = [];
  for (const id of ids) {
    const row = known.find((one) => one.id === id);
    const named = row ? { reference: reference(row), subject: row.subject } : {};
    try {
      await work(id);
      results.push({ id, ...named });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      results.push({ id, ...named, code: Object.values(error.fields)[0] ?? error.code });
    }
  }
  return results;
}

async function apply(scope: Scope, id: string, act: Act): Promise<void> {
  const { version } = await scope.find(requests, id);
  switch (act.act) {
    case 'assign':
      return assignRequest(scope, id, { assigneeId: act.assignee || null, version });
    case 'status':
      return changeStatus(scope, id, { status: act.status, version });
    case 'priority':
      return changePriority(scope, id, { priority: act.priority, version });
    case 'tag':
      await changeTags(scope, id, { add: [act.tag], remove: [] });
      return;
    case 'untag':
      await changeTags(scope, id, { add: [], remove: [act.tag] });
      return;
    case 'macro':
      await runMacro(scope, id, { macroId: act.macro, body: null, version });
  }
}

/** From the history: what it said before is what it says again. */
async function undo(scope: Scope, id: string, told: Event[]): Promise<void> {
  const [last] = await scope
    .asSystem('take-back')
    .pick(events, { id: events.id }, eq(events.subjectId, id))
    .orderBy(desc(events.at), desc(events.id))
    .limit(1);
  if (!told.some((event) => event.id === last?.id)) throw conflict('bulk.moved_on');
  for (const { id: eventId, name, data } of told) {
    const { version } = await scope.find(requests, id);
    switch (name) {
      case 'request.assigned':
        await assignRequest(scope, id, { assigneeId: (data['from'] as string | null) ?? null, version });
        break;
      case 'request.changed': {
        const ranked = data['priority'] as { from: RequestPriority } | undefined;
        if (!ranked) throw conflict('requests.not_now');
        await changePriority(scope, id, { priority: ranked.from, version });
        break;
      }
      case 'request.tagged': {
        const [tags] = await scope.eventValues([eventId], ['staff']);
        await changeTags(scope, id, { add: tags?.before as string[], remove: tags?.after as string[] });
        break;
      }
      case 'request.status_changed': {
        // To take a request is to begin with it, which giving it back does not undo.
        if (data['action'] === 'take') break;
        const status = settableStatuses.find((one) => one === data['from']);
        // For whom the house waited is not known any more.
        if (!status || status === 'waiting_other') throw conflict('requests.not_now');
        await changeStatus(scope, id, { status, version });
        break;
      }
      default:
        throw conflict('requests.not_now');
    }
  }
}
