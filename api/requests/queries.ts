import { and, eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';

import { isStaff } from '#api/core/actor.ts';
import { notFound } from '#api/core/errors.ts';
import type { Lock } from '#api/core/lock.ts';
import { keyset, type Page, type Paging } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { accounts } from '#db/schema/accounts.ts';
import { people } from '#db/schema/people.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { containing } from './finding.ts';
import { narrowed } from './narrowing.ts';
import { mayDo, nameable, type May } from './policy.ts';
import { reference } from './reference.ts';
import type { RequestFilter } from './schemas.ts';
import { standingOn } from './standing.ts';
import { behind, lockOf, publicStatus, statusesIn, tabs, type Role, type Tab } from './status.ts';
import { interleaved, waysTo } from './ways.ts';

const assignees = alias(people, 'assignees');

const columns = {
  id: requests.id,
  number: requests.number,
  subject: requests.subject,
  category: requests.category,
  priority: requests.priority,
  impact: requests.impact,
  urgency: requests.urgency,
  formId: requests.formId,
  status: requests.status,
  accountId: requests.accountId,
  requesterId: requests.requesterId,
  assigneeId: requests.assigneeId,
  dueAt: requests.dueAt,
  lastMessageAt: requests.lastMessageAt,
  lastSide: requests.lastSide,
  channel: requests.channel,
  firstResponseAt: requests.firstResponseAt,
  resolvedAt: requests.resolvedAt,
  createdAt: requests.createdAt,
  version: requests.version,
  wakesAt: requests.wakesAt,
  waitReason: requests.waitReason,
  reopenCount: requests.reopenCount,
  resolution: requests.resolution,
  mergedIntoId: requests.mergedIntoId,
  problemId: requests.problemId,
  accountName: accounts.name,
  assigneeName: assignees.name,
};

/** A request as lists show it. Who works on it and what it waits for is for staff; others find nothing in those. */
export type RequestRow = Pick<
  Request,
  | 'id'
  | 'number'
  | 'subject'
  | 'category'
  | 'priority'
  | 'impact'
  | 'urgency'
  | 'formId'
  | 'status'
  | 'accountId'
  | 'requesterId'
  | 'assigneeId'
  | 'dueAt'
  | 'lastMessageAt'
  | 'lastSide'
  | 'channel'
  | 'firstResponseAt'
  | 'resolvedAt'
  | 'createdAt'
  | 'version'
  | 'wakesAt'
  | 'waitReason'
  | 'reopenCount'
  | 'resolution'
  | 'mergedIntoId'
  | 'problemId'
> & {
  reference: string;
  accountName: string;
  requesterName: string | null;
  assigneeName: string | null;
};

export type RequestDetail = RequestRow & {
  /** Staff only. */
  requesterEmail: string | null;
  /** What the reader may do with it now. */
  may: May;
  lock: Lock | undefined;
};

/** `accountId` is for pages that show the requests of one account. */
type Narrowed = RequestFilter & { accountId?: string };

const side = (scope: Scope): Role => (isStaff(scope.actor) ? 'agent' : 'customer');

/** Sorted by `due`, what is closed is left out: nothing is due there. */
export async function listRequests(
  scope: Scope,
  filter: Narrowed & Paging,
): Promise<Page<RequestRow> & { total: number }> {
  const byDue = filter.sort === 'due';
  const keys = keyset(
    {
      column: byDue ? requests.dueAt : requests.lastMessageAt,
      id: requests.id,
      direction: byDue ? 'asc' : 'desc',
    },
    filter,
  );
  const keyOf = (row: Pick<Request, 'id' | 'dueAt' | 'lastMessageAt'>): [Date | null, string] => [
    byDue ? row.dueAt : row.lastMessageAt,
    row.id,
  ];
  const wanted = await matching(scope, filter, inOrder);
  const [lists, total] = await Promise.all([
    Promise.all(
      waysTo(scope.actor).map((way) =>
        rowsOf(scope, and(way, wanted, keys.where))
          .orderBy(...keys.orderBy)
          .limit(keys.limit),
      ),
    ),
    countMatching(scope, filter),
  ]);
  const rows = interleaved(lists, keyOf, byDue !== (filter.before !== undefined), keys.limit);
  const page = keys.page(rows, keyOf);
  return { ...page, items: page.items.map((row) => shaped(scope, row)), total };
}

/** How many a list has, exact up to 1,000. */
export const countMatching = async (scope: Scope, filter: Narrowed): Promise<number> =>
  countWhere(scope, await matching(scope, filter, counting(scope)));

/** The forms by which the requests of a list came. */
export async function formsMatching(scope: Scope, filter: Narrowed): Promise<string[]> {
  const where = and(isNotNull(requests.formId), await matching(scope, filter, counting(scope)));
  const found = await Promise.all(
    waysTo(scope.actor).map((way) =>
      scope.pick(requests, { formId: requests.formId }, and(way, where)).groupBy(requests.formId),
    ),
  );
  return [...new Set(found.flat().flatMap(({ formId }) => formId ?? []))];
}

async function countWhere(scope: Scope, where: SQL | undefined): Promise<number> {
  const counts = await Promise.all(waysTo(scope.actor).map((way) => scope.count(requests, and(way, where))));
  return counts.reduce((sum, count) => sum + count, 0);
}

function rowsOf(scope: Scope, where: SQL | undefined) {
  const requesterName = sql<string | null>`case when ${nameable(scope, requests.requesterId)}
    then coalesce(${people.name}, ${requests.guestName}) end`;
  const requesterEmail = sql<string | null>`coalesce(${people.email}, ${requests.guestEmail})`;
  return scope
    .pick(requests, { ...columns, requesterName, requesterEmail }, where)
    .innerJoin(accounts, eq(accounts.id, requests.accountId))
    .leftJoin(people, eq(people.id, requests.requesterId))
    .leftJoin(assignees, eq(assignees.id, requests.assigneeId));
}

/** The second door is shut here: what staff alone may know does not leave for anybody else. */
function shaped<T extends Omit<RequestRow, 'reference'>>(scope: Scope, row: T) {
  const status = publicStatus(row.status);
  const hidden = isStaff(scope.actor)
    ? {}
    : { status, assigneeId: null, assigneeName: null, requesterEmail: null, waitReason: null };
  const requesterId = row.requesterName === null ? null : row.requesterId;
  return { ...row, ...hidden, requesterId, reference: reference(row) };
}

async function matching(scope: Scope, filter: Narrowed, within: typeof among): Promise<SQL | undefined> {
  const { status, category, priority, sort } = filter;
  return and(
    status ? meant(scope, status, within) : within(statusesIn(filter.tab, side(scope))),
    category && eq(requests.category, category),
    priority && eq(requests.priority, priority),
    narrowed(filter, scope.actor),
    filter.accountId ? eq(requests.accountId, filter.accountId) : undefined,
    sort === 'due' ? sql`${requests.dueAt} > 0` : undefined,
    filter.q ? await containing(scope, filter.q) : undefined,
  );
}

const among = (statuses: Request['status'][]): SQL => inArray(requests.status, statuses);
/** The plus keeps SQLite from using the index of statuses, whose rows it would have to sort. */
const inOrder: typeof among = (statuses) => sql`+${requests.status} in ${statuses}`;
/** A partner reaches by more than one way, and SQLite would rather read all of a status than follow each of them. */
const counting = ({ actor }: Scope) => (actor.kind === 'partner' ? inOrder : among);

const meant = ({ actor }: Scope, status: Request['status'], within: typeof among) =>
  isStaff(actor) ? eq(requests.status, status) : within(behind(status));

/** How many there are per tab, each exact up to 1,000. */
export async function countRequests(scope: Scope): Promise<Record<Tab, number>> {
  const within = counting(scope);
  const counts = await Promise.all(
    tabs.map(async (tab) => [tab, await countWhere(scope, within(statusesIn(tab, side(scope))))] as const),
  );
  return Object.fromEntries(counts) as Record<Tab, number>;
}

export async function findRequest(scope: Scope, id: string): Promise<RequestDetail> {
  const [row] = await rowsOf(scope, eq(requests.id, id)).limit(1);
  if (!row) throw notFound('requests');
  const standing = await standingOn(scope, row);
  return {
    ...shaped(scope, row),
    may: mayDo(standing, row.status),
    lock: lockOf(row.status, standing?.role),
  };
}
