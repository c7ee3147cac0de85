import { and, asc, desc, eq, ne, or, inArray, sql, type SQL } from 'drizzle-orm';

import { keyset } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { fold } from '#db/fold.ts';
import { accounts } from '#db/schema/accounts.ts';
import { applicationMessages, applications, type Application } from '#db/schema/applications.ts';
import { people } from '#db/schema/people.ts';
import { tabs, type ApplicationFilter, type Tab } from './schemas.ts';
import { isDecided } from './states.ts';

const MOST = 20;
const MOST_MESSAGES = 100;

/** What waits is read from the oldest, what is decided from the newest. */
export async function applicationsPage(scope: Scope, { status, q, ...paging }: ApplicationFilter) {
  const direction = isDecided(status) ? 'desc' : 'asc';
  const order = keyset({ column: applications.provenAt, id: applications.id, direction }, paging);
  const matching = and(eq(applications.status, status), ...wordsOf(q));
  const [rows, total] = await Promise.all([
    scope
      .select(applications, and(matching, order.where))
      .orderBy(...order.orderBy)
      .limit(order.limit),
    scope.count(applications, matching),
  ]);
  return { ...order.page(rows, ({ provenAt, id }) => [provenAt, id]), total };
}

const wordsOf = (q: string): SQL[] =>
  fold(q)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => sql`instr(${applications.searchText}, ${word}) > 0`);

export async function countByStatus(scope: Scope): Promise<Record<Tab, number>> {
  const counts = await Promise.all(
    tabs.map(async (tab) => [tab, await scope.count(applications, eq(applications.status, tab))] as const),
  );
  return Object.fromEntries(counts) as Record<Tab, number>;
}

/** Registrations that wait for a company, the oldest first. */
export const waitingFor = (scope: Scope, accountId: string): Promise<Application[]> =>
  scope
    .select(applications, and(eq(applications.accountId, accountId), eq(applications.status, 'submitted')))
    .orderBy(asc(applications.provenAt), asc(applications.id))
    .limit(MOST);

export const messagesOf = (scope: Scope, id: string) =>
  scope
    .pick(
      applicationMessages,
      {
        id: applicationMessages.id,
        side: applicationMessages.side,
        author: people.name,
        body: applicationMessages.body,
        at: applicationMessages.createdAt,
      },
      eq(applicationMessages.applicationId, id),
    )
    .leftJoin(people, eq(people.id, applicationMessages.authorId))
    .orderBy(asc(applicationMessages.createdAt), asc(applicationMessages.id))
    .limit(MOST_MESSAGES);
export type Said = Awaited<ReturnType<typeof messagesOf>>[number];

/** Other applications from the same address or the same company, the newest first. */
export async function likeIt(scope: Scope, one: Application): Promise<Application[]> {
  const domains = domainsOf(one);
  const same = or(
    eq(applications.email, one.email),
    ...(domains.length
      ? [inArray(applications.mailDomain, domains), inArray(applications.webDomain, domains)]
      : []),
  );
  const found = await scope
    .select(applications, and(same, ne(applications.id, one.id), ne(applications.status, 'unproven')))
    .limit(MOST);
  return found.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
}

export const domainsOf = ({ mailDomain, webDomain }: Pick<Application, 'mailDomain' | 'webDomain'>) => [
  ...new Set([mailDomain, webDomain].filter((domain) => domain !== null)),
];

/** What somebody with this address has sent before, the last proven first: one waits at a time, so it is the last decided. */
export const earlierOf = (house: Scope, { email, kind, id }: Pick<Application, 'email' | 'kind' | 'id'>) =>
  house
    .select(
      applications,
      and(
        eq(applications.email, email),
        eq(applications.kind, kind),
        ne(applications.id, id),
        ne(applications.status, 'unproven'),
      ),
    )
    .orderBy(desc(applications.provenAt), desc(applications.id))
    .limit(MOST);

export async function accountName(scope: Scope, id: string | null): Promise<string | undefined> {
  if (!id) return undefined;
  const [found] = await scope.pick(accounts, { name: accounts.name }, eq(accounts.id, id)).limit(1);
  return found?.name ?? undefined;
}

/** Whoever decided stays named to those who read the application, wherever he works. */
export async function personName(scope: Scope, id: string | null): Promise<string | undefined> {
  if (!id) return undefined;
  const [found] = await scope
    .asSystem('applications')
    .pick(people, { name: people.name }, eq(people.id, id))
    .limit(1);
  return found?.name;
}
