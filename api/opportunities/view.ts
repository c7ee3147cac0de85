import type { HistoryEntry } from '#api/events/history.ts';
import type { findOpportunity, listNotes } from './service.ts';
import { isStalled, stages } from './stages.ts';

export type Found = Awaited<ReturnType<typeof findOpportunity>>;
export type Note = Awaited<ReturnType<typeof listNotes>>['items'][number];

/** An opportunity with the names of those it is about. */
export type Named = Omit<Found, 'may' | 'lock'>;

/** An opportunity as it leaves the house. */
export const opportunityView = (row: Named) => ({
  id: row.id,
  title: row.title,
  account: { id: row.accountId, name: row.accountName },
  customer: { id: row.customerId, name: row.customerName },
  /** Who must act next. */
  owner: { id: row.ownerName === null ? null : row.ownerId, name: row.ownerName },
  product: row.productId === null ? null : { id: row.productId, name: row.productName },
  stage: row.stage,
  stageSince: row.stageSince,
  stalled: isStalled(row),
  lostReason: row.lostReason,
  amount: row.amount,
  currency: row.currency,
  closeOn: row.closeOn,
  nextStep: row.nextStep,
  nextStepOn: row.nextStepOn,
  shared: row.shared,
  lastActivityAt: row.lastActivityAt,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  version: row.version,
});

export const opportunityDetailView = (found: Found) => ({
  ...opportunityView(found),
  may: { ...found.may, moveTo: found.may.move ? stages[found.stage].to : [] },
  lock: found.lock ?? null,
});

export const noteView = ({ id, body, createdAt, authorId, authorName, house }: Note) => ({
  id,
  body,
  createdAt,
  author: { id: authorName === null ? null : authorId, name: authorName, house },
});

export const historyView = (entry: HistoryEntry) => ({
  id: entry.id,
  name: entry.name,
  at: entry.at,
  by: { kind: entry.actorKind, name: entry.actorName, account: entry.actorAccountName },
  data: entry.data,
  values: entry.values.map(({ field, before, after }) => ({ field, before, after })),
});
