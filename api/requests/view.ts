import { isStaff, type Actor } from '#api/core/actor.ts';
import type { Answered } from '#api/request-types/filling.ts';
import { statuses } from './status.ts';
import type { RequestDetail, RequestRow } from './queries.ts';
import type { Thread } from './thread.ts';

/** A request as the API shows it. Only staff find an assignee in it. */
export function requestView(row: RequestRow, reader: Actor) {
  return {
    id: row.id,
    reference: row.reference,
    subject: row.subject,
    category: row.category,
    priority: row.priority,
    status: row.status,
    turn: statuses[row.status].turn,
    dueAt: row.dueAt,
    account: { id: row.accountId, name: row.accountName },
    requester: { id: row.requesterId, name: row.requesterName },
    ...(isStaff(reader) ? { assignee: assigneeOf(row) } : {}),
    lastMessageAt: row.lastMessageAt,
    lastSide: row.lastSide,
    createdAt: row.createdAt,
    version: row.version,
  };
}

const assigneeOf = ({ assigneeId: id, assigneeName: name }: RequestRow) => (id ? { id, name } : null);

/** For whom or what the house waits, and the last day of it. */
export const waitsFor = ({ waitReason, wakesAt }: Pick<RequestDetail, 'waitReason' | 'wakesAt'>) =>
  waitReason === null ? null : { reason: waitReason, until: wakesAt?.toISOString().slice(0, 10) ?? null };

export const requestDetailView = (row: RequestDetail, reader: Actor, answered?: Answered) => ({
  ...requestView(row, reader),
  impact: row.impact,
  urgency: row.urgency,
  type: answered?.type ?? null,
  fields: answered?.values ?? {},
  channel: row.channel,
  firstResponseAt: row.firstResponseAt,
  resolvedAt: row.resolvedAt,
  ...(isStaff(reader) ? { requesterEmail: row.requesterEmail, waitsFor: waitsFor(row) } : {}),
  may: row.may,
  lock: row.lock ?? null,
});

export const threadView = (thread: Thread) => ({
  entries: thread.entries,
  before: thread.before ?? null,
});
